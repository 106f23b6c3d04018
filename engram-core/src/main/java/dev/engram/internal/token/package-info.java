/** Counts tokens as models do. */
@NullMarked
package dev.engram.internal.token;

import org.jspecify.annotations.NullMarked;
