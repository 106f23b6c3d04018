package dev.engram.bench.temporal;

import java.util.Map;

/**
 * What an evaluation counted.
 *
 * @param inputs how many texts there are
 * @param dated how many state a date or a date range that the labels resolve
 * @param datedResolved in how many of those every such expression has a labelled value as its
 *     likeliest reading
 * @param datedPossible in how many a labelled value is among the readings
 * @param types the figures of each type
 * @param silent how many texts hold no expression
 * @param falseAlarms in how many of those one was found
 * @param spurious how many expressions were found in other texts where none is labelled
 * @param crashes how many texts threw
 * @param microseconds the mean time of a text, warm
 */
public record TemporalScores(
    int inputs,
    int dated,
    int datedResolved,
    int datedPossible,
    Map<String, Type> types,
    int silent,
    int falseAlarms,
    int spurious,
    int crashes,
    double microseconds) {
  public TemporalScores {
    types = Map.copyOf(types);
  }

  /**
   * One type's figures.
   *
   * @param labelled how many expressions have a labelled value, or are sets, which have none
   * @param found how many overlap a mention of the same type
   * @param resolved how many have a labelled value as likeliest reading
   * @param possible how many have one among their readings
   * @param unresolved how many more the labels leave without a value; not counted elsewhere
   */
  public record Type(int labelled, int found, int resolved, int possible, int unresolved) {
    Type plus(int foundToo, int resolvedToo, int possibleToo) {
      return new Type(
          labelled + 1,
          found + foundToo,
          resolved + resolvedToo,
          possible + possibleToo,
          unresolved);
    }

    Type plusUnresolved() {
      return new Type(labelled, found, resolved, possible, unresolved + 1);
    }
  }
}
