package dev.engram.internal.index.kernel;

/**
 * A query as {@link Kernels#bitScores} takes it. Immutable by convention; thread-safe.
 *
 * @param planes the query's components as whole numbers in two's complement, bit plane by bit plane
 *     from the lowest, so the last plane counts negative; shape {@code [planes][words]} in one
 *     array
 * @param words how many {@code long}s a row of bits has
 * @param scale what an inner product is multiplied by
 * @param offset what is added to that
 * @param base what is added to every estimate
 */
@SuppressWarnings("ArrayRecordComponent") // on the hot path, never compared
public record BitQuery(long[] planes, int words, float scale, float offset, float base) {}
