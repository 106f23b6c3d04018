package dev.engram.internal.index.vector;

/**
 * What an index can do, for whoever chooses among several (spec §36.1).
 *
 * @param filtered the filter is applied inside the search, never after it
 * @param exact nothing that the filter allows is missed, codes permitting
 * @param sublinear a search does not look at every vector
 * @param incremental vectors enter and leave without a rebuild
 * @param holdsVectors final scores come from what is held; otherwise from a {@link VectorSource}
 */
public record Capabilities(
    boolean filtered,
    boolean exact,
    boolean sublinear,
    boolean incremental,
    boolean holdsVectors) {}
