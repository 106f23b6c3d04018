/** Embedders for measuring: one that remembers vectors between runs, one that costs nothing. */
@NullMarked
package dev.engram.bench.embed;

import org.jspecify.annotations.NullMarked;
