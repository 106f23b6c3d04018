package dev.engram.memory;

import dev.engram.fault.InvalidInputException;

/**
 * The rule for every text that enters: not blank, well-formed Unicode, no NUL, within its bound.
 */
final class TextRule {
  /** The largest text of one memory, in bytes of UTF-8 (spec §10.17). */
  static final int MAX_TEXT_BYTES = 8 * 1024;

  /** The largest name, in bytes of UTF-8. */
  static final int MAX_NAME_BYTES = 512;

  private TextRule() {}

  static String text(String field, String value) {
    return require(field, value, MAX_TEXT_BYTES);
  }

  static String name(String field, String value) {
    return require(field, value, MAX_NAME_BYTES);
  }

  /** A text with a bound of its own. */
  static String bounded(String field, String value, int bound) {
    return require(field, value, bound);
  }

  private static String require(String field, String value, int bound) {
    if (value.isBlank()) {
      throw InvalidInputException.of(
          field, value.isEmpty() ? "is empty" : "is blank, " + value.length() + " characters");
    }
    long bytes = 0;
    for (int i = 0; i < value.length(); ) {
      int c = value.codePointAt(i);
      if (c == 0) {
        throw InvalidInputException.of(field, "holds the character NUL at " + i);
      }
      if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
        throw InvalidInputException.of(field, "holds half a surrogate pair at " + i);
      }
      bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
      i += Character.charCount(c);
    }
    if (bytes > bound) {
      throw InvalidInputException.tooLarge(field, bytes, bound);
    }
    return value;
  }
}
