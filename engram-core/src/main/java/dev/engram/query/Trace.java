package dev.engram.query;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * How an answer came about; holds counts and times, no content.
 *
 * @param visible how many memories the principal may see among the kinds asked for
 * @param stages what was done, in order
 * @param droppedByBudget how many memories did not fit into the token budget
 * @param suppressed how many memories were held back because they were judged wrong for such a
 *     question
 * @param degradations why the answer may be less than it could be
 */
public record Trace(
    int visible,
    List<Stage> stages,
    int droppedByBudget,
    int suppressed,
    Set<Degradation> degradations) {
  public Trace {
    stages = List.copyOf(stages);
    degradations = Set.copyOf(degradations);
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

  /** The whole time. */
  public Duration took() {
    return stages.stream().map(Stage::took).reduce(Duration.ZERO, Duration::plus);
  }
}
