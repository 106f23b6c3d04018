/**
 * Tells whether something was said before: quickly which texts may say the same, surely if they do.
 */
@NullMarked
package dev.engram.internal.capture.duplicate;

import org.jspecify.annotations.NullMarked;
