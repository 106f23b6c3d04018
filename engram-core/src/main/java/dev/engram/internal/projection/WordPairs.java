package dev.engram.internal.projection;

import dev.engram.internal.index.lexical.analysis.EnglishStopWords;
import java.util.Arrays;
import java.util.Locale;

/**
 * Which words stand side by side in a text, stop words left out: each pair as a 16-bit hash, sorted
 * and distinct. Two bytes a pair are enough to tell whether a text holds "support group" and not
 * just both words; one look-up in a text of 500 words is wrong by chance less than once in 100.
 * Stateless.
 */
public final class WordPairs {
  private static final int MOST_WORDS = 4_096;
  private static final int SHORTEST_STEM = 3;
  private static final String[][] ENDINGS = {
    {"ies", "y"},
    {"sses", "ss"},
    {"ing", ""},
    {"ed", ""},
    {"ly", ""},
    {"es", ""},
    {"s", ""},
    {"e", ""}
  };
  private static final short[] NONE = {};

  private WordPairs() {}

  /** The pairs of a text; linear in its length. */
  public static short[] of(String text) {
    short[] pairs = new short[16];
    int count = 0;
    int previous = 0;
    int words = 0;
    int start = -1;
    for (int i = 0; i <= text.length() && words < MOST_WORDS; i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      if (Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
        start = start < 0 ? i : start;
      } else if (start >= 0) {
        String word = text.substring(start, i).toLowerCase(Locale.ROOT);
        start = -1;
        words++;
        if (word.length() > 1 && !EnglishStopWords.contains(word)) {
          int hash = stem(word).hashCode();
          if (previous != 0) {
            pairs = count == pairs.length ? Arrays.copyOf(pairs, 2 * count) : pairs;
            pairs[count++] = mixed(previous, hash);
          }
          previous = hash == 0 ? 1 : hash;
        }
      }
    }
    return distinct(Arrays.copyOf(pairs, count));
  }

  private static short[] distinct(short[] pairs) {
    if (pairs.length == 0) {
      return NONE;
    }
    Arrays.sort(pairs);
    int kept = 1;
    for (int i = 1; i < pairs.length; i++) {
      if (pairs[i] != pairs[i - 1]) {
        pairs[kept++] = pairs[i];
      }
    }
    return Arrays.copyOf(pairs, kept);
  }

  private static short mixed(int first, int second) {
    int mixed = (first * 31 + second) * 0x9E3779B9;
    return (short) (mixed >>> 16);
  }

  /** Cuts what inflection adds in English; both sides are cut alike, so that is all it must be. */
  private static String stem(String word) {
    for (String[] ending : ENDINGS) {
      int left = word.length() - ending[0].length();
      if (left >= SHORTEST_STEM && word.endsWith(ending[0]) && !word.endsWith("ss")) {
        return word.substring(0, left) + ending[1];
      }
    }
    return word;
  }

  /** The share of one text's pairs that another holds, 0 to 1; 0 if the first has none. */
  public static float share(short[] wanted, short[] held) {
    if (wanted.length == 0 || held.length == 0) {
      return 0;
    }
    int found = 0;
    for (short pair : wanted) {
      found += Arrays.binarySearch(held, pair) >= 0 ? 1 : 0;
    }
    return (float) found / wanted.length;
  }
}
