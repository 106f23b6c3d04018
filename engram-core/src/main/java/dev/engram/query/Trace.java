package dev.engram.query;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * How an answer came about; holds counts, times and ids, no content.
 *
 * @param visible how many memories the principal may see among the kinds asked for
 * @param plan how the question was understood
 * @param stages what was done, in order; nothing to a principal that is not trusted
 * @param dropped what was found and is not in the answer, and why, better ranked first
 * @param degradations why the answer may be less than it could be
 */
public record Trace(
    int visible,
    QueryPlan plan,
    List<Stage> stages,
    List<Dropped> dropped,
    Set<Degradation> degradations) {
  public Trace {
    stages = List.copyOf(stages);
    degradations = Set.copyOf(degradations);
    dropped = List.copyOf(dropped);
  }

  /**
   * One step.
   *
   * @param name what was done
   * @param detail which way, for example {@code flat} for an exact vector scan
   * @param candidates how many memories came out
   * @param took how long, on the clock of the machine
   */
  public record Stage(String name, String detail, int candidates, Duration took) {}

  /** The name of the stage that tells how many memories were kept back unasked. */
  public static final String FLAGGED = "flagged";

  /** How many memories did not fit into the token budget. */
  public int droppedByBudget() {
    return dropped(Dropped.Reason.BUDGET);
  }

  /** How many memories were held back because they were judged wrong for such a question. */
  public int suppressed() {
    return dropped(Dropped.Reason.SUPPRESSED);
  }

  /**
   * How many memories that the principal may see had no part in the answer because they look like
   * instructions to a model; see {@link Query#includingFlagged}. 0 to a principal that is not
   * trusted.
   */
  public int flagged() {
    return stages.stream()
        .filter(stage -> stage.name().equals(FLAGGED))
        .mapToInt(Stage::candidates)
        .sum();
  }

  private int dropped(Dropped.Reason why) {
    return Math.toIntExact(dropped.stream().filter(one -> one.reason() == why).count());
  }

  /** The whole time. */
  public Duration took() {
    return stages.stream().map(Stage::took).reduce(Duration.ZERO, Duration::plus);
  }
}
