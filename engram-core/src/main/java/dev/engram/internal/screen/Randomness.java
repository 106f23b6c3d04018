package dev.engram.internal.screen;

/** Tells what a generator made from what a person wrote. */
final class Randomness {
  private Randomness() {}

  /**
   * How often the kind of character changes between neighbours: letter to digit or back, lower to
   * upper case. Words joined by hyphens hardly ever do; random characters do all the time.
   */
  static int changes(String text, int from, int end) {
    int changes = 0;
    for (int i = from + 1; i < end; i++) {
      char before = text.charAt(i - 1);
      char now = text.charAt(i);
      boolean number =
          (Ascii.digit(before) && Ascii.letter(now)) || (Ascii.letter(before) && Ascii.digit(now));
      changes += number || (Ascii.lower(before) && Ascii.upper(now)) ? 1 : 0;
    }
    return changes;
  }

  /** Whether it has letters of both cases or letters and digits in disorder, and is long. */
  static boolean strong(String value) {
    return value.length() >= 16 && changes(value, 0, value.length()) >= value.length() / 8;
  }

  /** Whether it has a letter and a digit, or a sign that words and numbers lack. */
  static boolean mixed(String value) {
    boolean letter = false;
    boolean digit = false;
    boolean sign = false;
    for (int i = 0; i < value.length(); i++) {
      char unit = value.charAt(i);
      letter |= Ascii.letter(unit);
      digit |= Ascii.digit(unit);
      sign |= "!@#$%^&*+=~?".indexOf(unit) >= 0;
    }
    return (letter && digit) || (sign && (letter || digit));
  }
}
