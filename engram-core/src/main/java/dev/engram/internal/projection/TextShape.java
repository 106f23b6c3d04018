package dev.engram.internal.projection;

import dev.engram.internal.index.lexical.analysis.EnglishStopWords;
import java.util.Locale;

/**
 * What can be told of a text without understanding it.
 *
 * @param contentWords how many words carry content, at most 32,767
 * @param question whether its last sentence ends in a question mark
 */
public record TextShape(short contentWords, boolean question) {
  /** The shape of a text. Cost: linear. */
  public static TextShape of(String text) {
    int words = 0;
    int start = -1;
    char lastEnd = ' ';
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      if (c == '.' || c == '!' || c == '?') {
        lastEnd = c;
      }
      if (Character.isLetterOrDigit(c)) {
        start = start < 0 ? i : start;
      } else if (start >= 0) {
        words +=
            EnglishStopWords.contains(text.substring(start, i).toLowerCase(Locale.ROOT)) ? 0 : 1;
        start = -1;
      }
    }
    return new TextShape((short) Math.min(words, Short.MAX_VALUE), lastEnd == '?');
  }
}
