package dev.engram.internal.working;

import dev.engram.internal.index.lexical.analysis.EnglishStopWords;
import java.util.Locale;
import java.util.Set;

/**
 * How much a text says by itself. "Ok, now let's deploy it" leans on what was said before; a
 * question of ten words of content stands alone. Other languages than English count by their words,
 * scripts without blanks by half their characters. Stateless; linear.
 */
final class Substance {
  /** Words that point at what was said before. */
  private static final Set<String> POINTING =
      Set.of(
          "it", "its", "this", "that", "these", "those", "they", "them", "their", "he", "him",
          "his", "she", "her", "hers", "there", "then", "same", "again", "else", "also", "too");

  /** Content words that a question needs to stand alone, were it not for a share. */
  private static final double ENOUGH = 2;

  /** A question of few words that points back needs at least so much of what was said. */
  private static final double POINTS_BACK = 0.6;

  private static final int FEW_WORDS = 5;

  private final int contentWords;
  private final boolean points;

  private Substance(int contentWords, boolean points) {
    this.contentWords = contentWords;
    this.points = points;
  }

  static Substance of(String text) {
    int words = 0;
    int dense = 0;
    boolean points = false;
    int start = -1;
    int length = text.length();
    for (int i = 0; i <= length; ) {
      int c = i < length ? text.codePointAt(i) : ' ';
      boolean denseScript = Character.isIdeographic(c) || isKana(c);
      if (Character.isLetterOrDigit(c) && !denseScript) {
        start = start < 0 ? i : start;
      } else {
        if (start >= 0) {
          String word = text.substring(start, i).toLowerCase(Locale.ROOT);
          points |= POINTING.contains(word);
          words += EnglishStopWords.contains(word) ? 0 : 1;
          start = -1;
        }
        dense += denseScript ? 1 : 0;
      }
      i += Character.charCount(c);
    }
    return new Substance(words + dense / 2, points);
  }

  private static boolean isKana(int c) {
    return c >= 0x3040 && c <= 0x30FF;
  }

  /** How much of the conversation a question needs, 0 to 1. */
  double need() {
    double need = Math.min(1, ENOUGH / Math.max(1, contentWords));
    return points && contentWords <= FEW_WORDS ? Math.max(POINTS_BACK, need) : need;
  }

  /** How much a turn tells of its topic, 0.25 to 1. */
  double tells() {
    return Math.clamp(contentWords / 4.0, 0.25, 1);
  }
}
