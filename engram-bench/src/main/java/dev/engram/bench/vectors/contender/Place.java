package dev.engram.bench.vectors.contender;

import dev.engram.internal.index.vector.VectorSource;
import dev.engram.internal.index.vector.VectorSpace;

/**
 * What an index is made with.
 *
 * @param space of all vectors
 * @param background where it builds what it does not build at once
 * @param source full vectors, for indexes that rank by them
 */
public record Place(VectorSpace space, Waiting background, VectorSource source) {}
