/** From words to what they say: one facade over everything that capture looks for. */
@NullMarked
package dev.engram.internal.capture;

import org.jspecify.annotations.NullMarked;
