/** Words, code and known names: what every annotation of a text starts from. */
@NullMarked
package dev.engram.internal.capture.word;

import org.jspecify.annotations.NullMarked;
