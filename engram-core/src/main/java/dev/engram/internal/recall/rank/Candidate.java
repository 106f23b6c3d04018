package dev.engram.internal.recall.rank;

import dev.engram.query.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A memory on its way to the answer. For one thread at a time.
 *
 * @param ordinal the memory
 * @param score the final score
 * @param reasons gives what each signal said, made when it is asked for
 */
public record Candidate(int ordinal, double score, Supplier<List<Evidence>> reasons) {
  /** One whose reasons are there. */
  public Candidate(int ordinal, double score, List<Evidence> evidence) {
    this(ordinal, score, () -> evidence);
  }

  /** What each signal said, largest contribution first. */
  public List<Evidence> evidence() {
    return reasons.get();
  }

  /**
   * The same memory with another score, and one more reason that makes up the difference.
   *
   * @param reason what moved it
   * @param rank where it stands for that reason, from 1
   * @param said the reason's own score
   */
  public Candidate moved(double to, String reason, int rank, double said) {
    return new Candidate(
        ordinal,
        to,
        () -> {
          var all = new ArrayList<>(evidence());
          all.add(new Evidence(reason, rank, said, to - score));
          return all;
        });
  }
}
