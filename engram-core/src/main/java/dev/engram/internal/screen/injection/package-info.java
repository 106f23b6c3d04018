/** Tells instructions that pose as memories from memories. */
@NullMarked
package dev.engram.internal.screen.injection;

import org.jspecify.annotations.NullMarked;
