/** Fits an answer into a token budget. */
@NullMarked
package dev.engram.internal.recall.pack;

import org.jspecify.annotations.NullMarked;
