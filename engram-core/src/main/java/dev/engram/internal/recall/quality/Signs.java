package dev.engram.internal.recall.quality;

import dev.engram.internal.index.lexical.TermMatches.TermMatch;
import dev.engram.internal.recall.signal.SignalScores;
import dev.engram.query.Answerability.Sign;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * Measures the signs of {@link Sign} in what the signals found. All are on scales that depend
 * neither on how signals are weighed nor on the other candidates. Cost: linear in the postings of
 * the question's words, about a nanosecond each.
 */
final class Signs {
  private static final int TOP = 10;

  /** What stands in where fewer memories than wanted have a vector: unrelated texts have more. */
  private static final double FAR = 0.3;

  private Signs() {}

  static Map<Sign, Double> of(QuestionForm form, Findings found) {
    var signs = new EnumMap<Sign, Double>(Sign.class);
    found
        .nearest()
        .ifPresent(near -> {
          signs.put(Sign.NEAREST, at(near, 0));
          signs.put(Sign.DEPTH, at(near, Findings.DEPTH - 1));
        });
    double best = 0;
    for (float score : found.words().scores()) {
      best = Math.max(best, score);
    }
    signs.put(Sign.WORDS, best);
    putTerms(signs, found);
    signs.put(Sign.NAMES, (double) form.names());
    signs.put(Sign.NUMBERS, form.numbers() ? 1.0 : 0.0);
    signs.put(Sign.CLOSED, form.closed() ? 1.0 : 0.0);
    return signs;
  }

  private static double at(SignalScores near, int rank) {
    return rank < near.scores().length ? near.scores()[rank] : FAR;
  }

  private static void putTerms(Map<Sign, Double> signs, Findings found) {
    int[] top = Arrays.copyOf(found.best(), Math.min(TOP, found.best().length));
    Arrays.sort(top);
    long likely = 0;
    for (int ordinal : top) {
      likely |= 1L << ordinal;
    }
    double mass = 0;
    double unseen = 0;
    double covered = 0;
    for (TermMatch match : found.matches().terms()) {
      double idf = idf(found.visible(), match.ordinals().length);
      mass += idf;
      unseen += match.ordinals().length == 0 ? idf : 0;
      covered += holds(match.ordinals(), top, likely) ? idf : 0;
    }
    int terms = found.matches().terms().size();
    signs.put(Sign.COVERAGE, mass == 0 ? 0 : covered / mass);
    signs.put(Sign.UNSEEN, mass == 0 ? 0 : unseen / mass);
    signs.put(Sign.RARITY, terms == 0 ? 0 : mass / terms);
  }

  private static double idf(int documents, int holding) {
    return Math.log1p(Math.max(0, documents - holding + 0.5) / (holding + 0.5));
  }

  /** A bit for each ordinal modulo 64 turns most postings away before they are searched for. */
  private static boolean holds(int[] ordinals, int[] top, long likely) {
    for (int ordinal : ordinals) {
      if ((likely >>> ordinal & 1) != 0 && Arrays.binarySearch(top, ordinal) >= 0) {
        return true;
      }
    }
    return false;
  }
}
