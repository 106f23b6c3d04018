/** A navigable small-world graph of 8-bit codes: one writer, searches that never wait. */
@NullMarked
package dev.engram.internal.index.hnsw;

import org.jspecify.annotations.NullMarked;
