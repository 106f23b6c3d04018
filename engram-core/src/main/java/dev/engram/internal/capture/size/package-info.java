/** Writes a text in shorter forms. */
@NullMarked
package dev.engram.internal.capture.size;

import org.jspecify.annotations.NullMarked;
