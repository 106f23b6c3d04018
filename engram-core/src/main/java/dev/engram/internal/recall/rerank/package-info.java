/** Puts the best of a ranking into another order. */
@NullMarked
package dev.engram.internal.recall.rerank;

import org.jspecify.annotations.NullMarked;
