package dev.engram.internal.recall.quality;

import dev.engram.internal.index.lexical.TermMatches;
import dev.engram.internal.recall.signal.SignalScores;
import java.util.Optional;

/**
 * What the signals found, each on its own scale, before or after fusion.
 *
 * @param visible how many memories the principal sees that stand for themselves
 * @param matches where the question's words stand
 * @param words how much of the question each memory's words answer, with its neighbours
 * @param nearest the best by cosine, best first, {@link #DEPTH} of them or more where there are; or
 *     empty without vectors
 * @param best ordinals of the candidates, best first
 */
@SuppressWarnings("ArrayRecordComponent") // ordinals are arrays throughout recall
public record Findings(
    int visible,
    TermMatches matches,
    SignalScores words,
    Optional<SignalScores> nearest,
    int[] best) {
  /** How many of the nearest are looked at. */
  public static final int DEPTH = 5;
}
