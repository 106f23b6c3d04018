package dev.engram.internal.screen;

/** Kinds of characters in names and credentials, which are written in ASCII. */
final class Ascii {
  private Ascii() {}

  static boolean lower(char unit) {
    return unit >= 'a' && unit <= 'z';
  }

  static boolean upper(char unit) {
    return unit >= 'A' && unit <= 'Z';
  }

  static boolean letter(char unit) {
    return lower(unit) || upper(unit);
  }

  static boolean digit(char unit) {
    return unit >= '0' && unit <= '9';
  }

  static boolean letterOrDigit(char unit) {
    return letter(unit) || digit(unit);
  }

  /** Letters, digits, hyphen and underscore, as in URL-safe Base64. */
  static boolean token(char unit) {
    return letterOrDigit(unit) || unit == '-' || unit == '_';
  }
}
