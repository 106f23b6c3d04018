package dev.engram.bench.facts;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Compares wordings as the corpus's format says: by their words, without determiners. Stateless.
 */
final class FactWords {
  private static final Set<String> DETERMINERS =
      Set.of(
          "a", "an", "the", "this", "that", "these", "those", "my", "your", "his", "her", "its",
          "our", "their");
  private static final Set<String> LIGHT =
      Set.of(
          "is", "are", "was", "were", "be", "been", "am", "has", "have", "had", "do", "does", "did",
          "to", "of", "in", "on", "at", "for", "with", "and", "or", "will", "would", "not", "from",
          "by", "as", "it", "he", "she", "they");
  private static final String INNER = "'’.-/_@:+#%";

  private FactWords() {}

  /** The words: letters, digits and the marks inside them; lower case; no determiners. */
  static List<String> of(String text) {
    var words = new ArrayList<String>();
    var word = new StringBuilder();
    String low = text.toLowerCase(Locale.ROOT).replace('’', '\'');
    for (int i = 0; i <= low.length(); i++) {
      char c = i < low.length() ? low.charAt(i) : ' ';
      boolean inner =
          !word.isEmpty()
              && INNER.indexOf(c) >= 0
              && i + 1 < low.length()
              && Character.isLetterOrDigit(low.charAt(i + 1));
      if (Character.isLetterOrDigit(c) || inner) {
        word.append(c);
      } else if (!word.isEmpty()) {
        if (!DETERMINERS.contains(word.toString())) {
          words.add(word.toString());
        }
        word.setLength(0);
      }
    }
    return words;
  }

  /** Whether two are the same words. */
  static boolean same(String one, String other) {
    return of(one).equals(of(other));
  }

  /** The harmonic mean of the shares of words that each has of the other. */
  static double overlap(String one, String other) {
    List<String> a = of(one);
    List<String> b = new ArrayList<>(of(other));
    if (a.isEmpty() || b.isEmpty()) {
      return a.isEmpty() && b.isEmpty() ? 1 : 0;
    }
    int shared = 0;
    int size = b.size();
    for (String word : a) {
      shared += b.remove(word) ? 1 : 0;
    }
    return 2.0 * shared / (a.size() + size);
  }

  /** Whether one holds the other whole, and that one is a name or a number. */
  static boolean names(String one, String other) {
    return inside(one, other) || inside(other, one);
  }

  private static boolean inside(String small, String big) {
    List<String> few = of(small);
    boolean telling = small.chars().anyMatch(c -> Character.isDigit(c) || Character.isUpperCase(c));
    return telling && !few.isEmpty() && java.util.Collections.indexOfSubList(of(big), few) >= 0;
  }

  /** The share of the gold's stemmed content words that a text holds. */
  static double covered(String gold, String text) {
    Set<String> have = stems(text);
    Set<String> want = stems(gold);
    if (want.isEmpty()) {
      return 1;
    }
    return want.stream().filter(have::contains).count() / (double) want.size();
  }

  static Set<String> stems(String text) {
    var stems = new HashSet<String>();
    for (String word : of(text)) {
      if (!LIGHT.contains(word)) {
        stems.add(stem(word));
      }
    }
    return stems;
  }

  /** A word without its common endings. */
  static String stem(String word) {
    String bare = word.endsWith("'s") ? word.substring(0, word.length() - 2) : word;
    for (String ending : List.of("ing", "ied", "ies", "ed", "es", "s", "e")) {
      if (bare.endsWith(ending) && bare.length() - ending.length() >= 3) {
        return bare.substring(0, bare.length() - ending.length());
      }
    }
    return bare;
  }
}
