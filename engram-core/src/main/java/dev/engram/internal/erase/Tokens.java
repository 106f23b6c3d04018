package dev.engram.internal.erase;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The words by which a text could be told: runs of at least four letters or digits, in lower case.
 * Scripts without spaces give long runs, which are compared whole.
 */
final class Tokens {
  private static final int SHORTEST = 4;

  private final Set<String> words = new HashSet<>();

  static Tokens of(String text) {
    var tokens = new Tokens();
    tokens.add(text);
    return tokens;
  }

  /** Takes in one more text. Linear in its length. */
  void add(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    int start = 0;
    int at = 0;
    while (at <= lower.length()) {
      int point = at < lower.length() ? lower.codePointAt(at) : ' ';
      if (!Character.isLetterOrDigit(point)) {
        if (at - start >= SHORTEST) {
          words.add(lower.substring(start, at));
        }
        start = at + Character.charCount(point);
      }
      at += Character.charCount(point);
    }
  }

  /** Whether this has a word that came from {@code source} and cannot have come from others. */
  boolean betrays(Tokens source, Tokens others) {
    return words.stream()
        .anyMatch(word -> source.words.contains(word) && !others.words.contains(word));
  }

  /** Shows a count only: words are content. */
  @Override
  public String toString() {
    return "Tokens[" + words.size() + "]";
  }
}
