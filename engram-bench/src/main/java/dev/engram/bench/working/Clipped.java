package dev.engram.bench.working;

import dev.engram.internal.index.lexical.analysis.EnglishStopWords;
import java.util.Locale;

/**
 * Makes of a question one that leans on what was said before, as people do once a topic is set:
 * names become "they", and of the other words of content every second one is left out. A rule, so
 * that it holds for any set; the outcome is no good English, and no easier for it. Stateless.
 */
final class Clipped {
  private Clipped() {}

  static String of(String question) {
    var clipped = new StringBuilder();
    int content = 0;
    for (String word : question.split("\\s+", -1)) {
      String bare = word.replaceAll("[^\\p{L}\\p{N}'’]", "");
      boolean stop = EnglishStopWords.contains(bare.toLowerCase(Locale.ROOT));
      if (bare.isEmpty() || stop) {
        clipped.append(word).append(' ');
      } else if (Character.isUpperCase(bare.codePointAt(0))) {
        clipped.append("they ");
      } else if (++content % 2 == 0) {
        clipped.append(word).append(' ');
      }
    }
    return clipped.toString().strip();
  }
}
