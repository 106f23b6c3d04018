package dev.engram.query;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * How an answer came about; holds counts, times and ids, no content.
 *
 * @param visible how many memories the principal may see among the kinds asked for
 * @param stages what was done, in order
 * @param droppedByBudget how many memories did not fit into the token budget
 * @param degradations why the answer may be less than it could be
 * @param dropped what was found and is not in the answer, and why, better ranked first
 */
public record Trace(
    int visible,
    List<Stage> stages,
    int droppedByBudget,
    Set<Degradation> degradations,
    List<Dropped> dropped) {
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

  /** The whole time. */
  public Duration took() {
    return stages.stream().map(Stage::took).reduce(Duration.ZERO, Duration::plus);
  }
}
