package dev.engram.scope;

import dev.engram.fault.InvalidInputException;

/** The rule for every name inside a scope or a principal. */
final class ScopeName {
  static final int MAX_LENGTH = 128;

  private ScopeName() {}

  /**
   * Letters and digits of any script, and {@code . _ - @ # + = ~ : !}; no slash, no blank, no
   * control character: 1 to 128 characters.
   */
  static String require(String field, String name) {
    if (name.isEmpty() || name.length() > MAX_LENGTH) {
      throw InvalidInputException.of(
          field, "must have 1 to " + MAX_LENGTH + " characters, got " + name.length());
    }
    for (int i = 0; i < name.length(); ) {
      int c = name.codePointAt(i);
      if (!Character.isLetterOrDigit(c) && "._-@#+=~:!".indexOf(c) < 0) {
        throw InvalidInputException.of(
            field,
            String.format(
                "holds the character U+%04X at %d; letters, digits and ._-@#+=~:! are allowed",
                c, i));
      }
      i += Character.charCount(c);
    }
    return name;
  }
}
