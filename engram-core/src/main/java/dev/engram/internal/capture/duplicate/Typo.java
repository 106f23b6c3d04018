package dev.engram.internal.capture.duplicate;

import java.util.Arrays;

/**
 * Tells a typing error from another word without a dictionary: only long words, only slips that
 * seldom make another word. Swapped neighbours, a letter doubled or single by mistake, a vowel lost
 * within; never a letter for another, never at the ends, where inflection lives.
 */
final class Typo {
  private static final int SHORTEST = 8;
  private static final int ENDS = 2;

  private Typo() {}

  static boolean between(String one, String other) {
    String shorter = one.length() <= other.length() ? one : other;
    String longer = one.length() <= other.length() ? other : one;
    if (shorter.length() < SHORTEST || !plain(shorter) || !plain(longer)) {
      return false;
    }
    int from = 0;
    while (from < shorter.length() && shorter.charAt(from) == longer.charAt(from)) {
      from++;
    }
    return switch (longer.length() - shorter.length()) {
      case 0 -> from >= ENDS && swapped(shorter, longer, from);
      case 1 -> from >= ENDS && lost(shorter, longer, from);
      default -> false;
    };
  }

  /** The same for a word and whatever counts as a typing error of it. */
  static String skeleton(String word) {
    if (word.length() < SHORTEST || !plain(word)) {
      return word;
    }
    char[] left = new char[word.length()];
    int count = 0;
    for (int i = 0; i < word.length(); i++) {
      char letter = word.charAt(i);
      boolean mute = letter == 'n' && i + 1 < word.length() && word.charAt(i + 1) == 'm';
      boolean doubled = i > 0 && word.charAt(i - 1) == letter;
      if ("aeiou".indexOf(letter) < 0 && !mute && !doubled) {
        left[count++] = letter;
      }
    }
    Arrays.sort(left, 0, count);
    return new String(left, 0, count);
  }

  private static boolean swapped(String one, String other, int at) {
    return at + 1 + ENDS < one.length()
        && one.charAt(at) == other.charAt(at + 1)
        && one.charAt(at + 1) == other.charAt(at)
        && one.substring(at + 2).equals(other.substring(at + 2));
  }

  private static boolean lost(String shorter, String longer, int at) {
    if (at + ENDS >= shorter.length() || !shorter.substring(at).equals(longer.substring(at + 1))) {
      return false;
    }
    boolean doubled = longer.charAt(at) == longer.charAt(at - 1);
    String rest = longer.substring(at + 1);
    boolean inflected = rest.startsWith("ing") || rest.startsWith("ed") || rest.startsWith("er");
    char lost = longer.charAt(at);
    boolean weak = "aeiou".indexOf(lost) >= 0 || (lost == 'n' && rest.startsWith("m"));
    return doubled ? !inflected : weak && shorter.length() > SHORTEST;
  }

  private static boolean plain(String word) {
    return word.chars().allMatch(Character::isLetter);
  }
}
