/** What every part of capture reads and points into. */
@NullMarked
package dev.engram.internal.capture.text;

import org.jspecify.annotations.NullMarked;
