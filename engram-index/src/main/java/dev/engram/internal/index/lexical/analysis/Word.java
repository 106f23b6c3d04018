package dev.engram.internal.index.lexical.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One word, perhaps with apostrophes and digit-grouping commas inside. Yields itself and, from
 * camel case and from a number beside a unit, its parts.
 */
record Word(String text) {
  private static final int LONGEST = 128;
  private static final int MOST_PARTS = 8;
  private static final List<String> CONTRACTED = List.of("'s", "'re", "'ve", "'ll", "'d", "'m");

  /**
   * @param advance positions to advance for the word itself; its further parts advance by one each
   */
  void into(Tokens out, int advance) {
    String word = text.indexOf('\'') < 0 ? text : uncontracted();
    if (word.indexOf('\'') >= 0) {
      out.word(limited(word.replace("'", "")), advance);
      if (!word.toLowerCase(Locale.ROOT).endsWith("n't")) {
        for (String piece : word.split("'", 0)) {
          if (piece.length() > 1) {
            out.word(limited(piece), 0);
          }
        }
      }
      return;
    }
    word = limited(word.replace(",", ""));
    out.word(word, advance);
    int step = 0;
    for (String part : parts(word)) {
      out.word(part, step);
      step = 1;
    }
  }

  /** {@code we're} is "we", not "were". */
  private String uncontracted() {
    String lower = text.toLowerCase(Locale.ROOT);
    for (String ending : CONTRACTED) {
      if (lower.endsWith(ending) && lower.length() > ending.length()) {
        return text.substring(0, text.length() - ending.length());
      }
    }
    return text;
  }

  private static String limited(String word) {
    if (word.length() <= LONGEST) {
      return word;
    }
    int end = Character.isHighSurrogate(word.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return word.substring(0, end);
  }

  /** The parts when there are two or more and not so many that the word is a hash or a key. */
  private static List<String> parts(String word) {
    boolean digits = digitChanges(word) == 1;
    var parts = new ArrayList<String>();
    int start = 0;
    for (int i = 1; i < word.length(); i++) {
      if (isCaseChange(word, i) || (digits && isDigitChange(word, i))) {
        parts.add(word.substring(start, i));
        start = i;
      }
    }
    if (parts.isEmpty() || parts.size() >= MOST_PARTS) {
      return List.of();
    }
    parts.add(word.substring(start));
    return parts;
  }

  private static int digitChanges(String word) {
    int changes = 0;
    for (int i = 1; i < word.length(); i++) {
      if (isDigitChange(word, i)) {
        changes++;
      }
    }
    return changes;
  }

  private static boolean isDigitChange(String word, int i) {
    return Character.isDigit(word.charAt(i - 1)) != Character.isDigit(word.charAt(i));
  }

  /** Before H in {@code myHouse} and before S in {@code HTTPServer}, but not within {@code IDs}. */
  private static boolean isCaseChange(String word, int i) {
    if (!Character.isUpperCase(word.charAt(i))) {
      return false;
    }
    if (Character.isLowerCase(word.charAt(i - 1))) {
      return true;
    }
    boolean lowerFollows = i + 1 < word.length() && Character.isLowerCase(word.charAt(i + 1));
    boolean plural = i + 2 == word.length() && word.charAt(i + 1) == 's';
    return Character.isUpperCase(word.charAt(i - 1)) && lowerFollows && !plural;
  }

  @Override
  public String toString() {
    return "Word";
  }
}
