package dev.engram.internal.recall.rank;

import dev.engram.query.Evidence;
import java.util.ArrayList;
import java.util.List;

/**
 * A memory on its way to the answer.
 *
 * @param ordinal the memory
 * @param score the final score
 * @param evidence what each signal said, largest contribution first
 */
public record Candidate(int ordinal, double score, List<Evidence> evidence) {
  /**
   * The same memory with another score, and one more reason that makes up the difference.
   *
   * @param reason what moved it
   * @param rank where it stands for that reason, from 1
   * @param said the reason's own score
   */
  public Candidate moved(double to, String reason, int rank, double said) {
    var all = new ArrayList<>(evidence);
    all.add(new Evidence(reason, rank, said, to - score));
    return new Candidate(ordinal, to, all);
  }
}
