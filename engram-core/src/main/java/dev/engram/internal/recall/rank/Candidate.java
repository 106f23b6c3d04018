package dev.engram.internal.recall.rank;

import dev.engram.query.Evidence;
import java.util.List;

/**
 * A memory on its way to the answer.
 *
 * @param ordinal the memory
 * @param score the final score
 * @param evidence what each signal said, largest contribution first
 */
public record Candidate(int ordinal, double score, List<Evidence> evidence) {}
