/** Approximate vector search over a graph of 8-bit codes, on top of hnswlib-core. */
@NullMarked
package dev.engram.internal.index.hnswlib;

import org.jspecify.annotations.NullMarked;
