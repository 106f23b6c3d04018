package dev.engram.query;

import java.util.List;

/**
 * What a question says of time. Immutable.
 *
 * @param ranges stretches of time, in the order of the question; several readings of the same words
 *     follow each other, the likeliest first
 * @param anchors times that hang on events
 * @param order whether the first or the last of something is wanted
 * @param history whether it asks for what used to hold: "What did I originally order?"
 * @param evolution whether it asks how something came to be what it is: "How has the plan changed?"
 * @param swapped whether the ends of a range stood the wrong way round ("from 2021 to 2019") and
 *     were swapped
 */
public record PlannedTimes(
    List<TimeRange> ranges,
    List<TimeAnchor> anchors,
    Order order,
    boolean history,
    boolean evolution,
    boolean swapped) {
  /** Which of many in the order of time. */
  public enum Order {
    /** Nothing is said. */
    ANY,
    /** The first: "When did I first run?" */
    EARLIEST,
    /** The last: "the most recent", "the last time". */
    LATEST
  }

  public PlannedTimes {
    ranges = List.copyOf(ranges);
    anchors = List.copyOf(anchors);
  }

  /** Nothing of time. */
  public static PlannedTimes none() {
    return new PlannedTimes(List.of(), List.of(), Order.ANY, false, false, false);
  }

  /** Whether a time is named or hinted at. */
  public boolean any() {
    return !ranges.isEmpty() || !anchors.isEmpty() || order != Order.ANY || history || evolution;
  }
}
