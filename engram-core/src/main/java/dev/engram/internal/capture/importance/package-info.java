/** How much a message is worth keeping, and why. */
@NullMarked
package dev.engram.internal.capture.importance;

import org.jspecify.annotations.NullMarked;
