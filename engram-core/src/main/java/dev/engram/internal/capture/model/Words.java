package dev.engram.internal.capture.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a text into words. Stateless; linear. */
final class Words {
  private Words() {}

  /** Runs of letters, digits and the marks on them, as written. */
  static List<String> of(String text) {
    var words = new ArrayList<String>();
    int start = -1;
    for (int at = 0; at < text.length(); ) {
      int c = text.codePointAt(at);
      boolean inside = Character.isLetterOrDigit(c) || isMark(c);
      if (inside && start < 0) {
        start = at;
      } else if (!inside && start >= 0) {
        words.add(text.substring(start, at));
        start = -1;
      }
      at += Character.charCount(c);
    }
    if (start >= 0) {
      words.add(text.substring(start));
    }
    return words;
  }

  /** Runs of digits, each as ASCII and without zeros before it. */
  static List<String> numbers(String text) {
    var numbers = new ArrayList<String>();
    var digits = new StringBuilder();
    for (int at = 0; at < text.length(); ) {
      int c = text.codePointAt(at);
      int digit = Character.isDigit(c) ? Character.digit(c, 10) : -1;
      if (digit >= 0) {
        digits.append(digit);
      }
      at += Character.charCount(c);
      if (!digits.isEmpty() && (digit < 0 || at >= text.length())) {
        numbers.add(plain(digits));
        digits.setLength(0);
      }
    }
    return numbers;
  }

  private static String plain(StringBuilder digits) {
    int zeros = 0;
    while (zeros < digits.length() - 1 && digits.charAt(zeros) == '0') {
      zeros++;
    }
    return digits.substring(zeros);
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  static boolean isNameLike(String word) {
    return Character.isUpperCase(word.codePointAt(0)) || Character.isTitleCase(word.codePointAt(0));
  }

  /** Whether the script knows no capitals, so that names look like all else. */
  static boolean isCaseless(String word) {
    return Character.getType(word.codePointAt(0)) == Character.OTHER_LETTER;
  }

  static String folded(String word) {
    return word.toLowerCase(Locale.ROOT);
  }
}
