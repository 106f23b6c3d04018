package dev.engram.health;

import java.time.Instant;

/**
 * The vectors of one space as they were.
 *
 * @param id its number in this vault
 * @param label what it was taken for
 * @param taken when
 * @param model the embedding model
 * @param dimension the length of its vectors
 * @param metric how they are compared, in lower case
 * @param memories how many memories had vectors
 */
public record VectorSnapshot(
    long id,
    String label,
    Instant taken,
    String model,
    int dimension,
    String metric,
    int memories) {}
