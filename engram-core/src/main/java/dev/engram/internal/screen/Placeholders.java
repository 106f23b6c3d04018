package dev.engram.internal.screen;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells what stands where a credential would stand, yet is none. */
final class Placeholders {
  private static final List<String> TELLING =
      List.of(
          "your",
          "example",
          "placeholder",
          "changeme",
          "change_me",
          "redacted",
          "xxxx",
          "****",
          "...",
          "…",
          "•••",
          "dummy",
          "insert",
          "_here",
          "-here",
          "sample",
          "environ",
          "getenv",
          "process.env",
          "secrets.",
          "vault:");
  private static final Set<String> WORDS =
      Set.of(
          "null",
          "none",
          "nil",
          "true",
          "false",
          "undefined",
          "string",
          "str",
          "text",
          "varchar",
          "password",
          "passwd",
          "pass",
          "passphrase",
          "secret",
          "token",
          "key",
          "value",
          "required",
          "optional",
          "hidden",
          "hash",
          "hashed",
          "encrypted",
          "expired",
          "invalid",
          "unknown",
          "empty",
          "missing",
          "reset",
          "wrong",
          "correct",
          "incorrect",
          "forgotten",
          "changed",
          "valid",
          "weak",
          "strong",
          "same",
          "stored",
          "missing,",
          "default",
          "bytes",
          "self",
          "the",
          "a",
          "an",
          "my",
          "is",
          "are",
          "to",
          "not",
          "yes",
          "no",
          "n/a",
          "tbd",
          "todo",
          "public",
          "private",
          "protected",
          "static",
          "final",
          "const",
          "new",
          "await",
          "return",
          "function",
          "int",
          "integer",
          "boolean",
          "object",
          "any",
          "uuid",
          "user:pass");

  private Placeholders() {}

  static boolean matches(String value) {
    if (value.isEmpty() || uniform(value, 0, value.length()) || variable(value)) {
      return true;
    }
    String folded = value.toLowerCase(Locale.ROOT);
    if (WORDS.contains(folded)) {
      return true;
    }
    for (String telling : TELLING) {
      if (folded.contains(telling)) {
        return true;
      }
    }
    return false;
  }

  /** One character over and over. */
  static boolean uniform(String text, int from, int end) {
    for (int i = from + 1; i < end; i++) {
      if (Character.toLowerCase(text.charAt(i)) != Character.toLowerCase(text.charAt(from))) {
        return false;
      }
    }
    return !Ascii.digit(text.charAt(from)) || end - from < 4;
  }

  /** A reference in some template or shell: {@code <key>}, {@code {key}}, {@code $KEY}, %KEY%. */
  private static boolean variable(String value) {
    char first = value.charAt(0);
    char last = value.charAt(value.length() - 1);
    return switch (first) {
      case '<', '{', '[', '(' -> true;
      case '%' -> last == '%' || value.length() < 4;
      case '$' -> value.length() < 2 || "{(".indexOf(value.charAt(1)) >= 0 || named(value, 1);
      default -> false;
    };
  }

  private static boolean named(String value, int from) {
    for (int i = from; i < value.length(); i++) {
      char unit = value.charAt(i);
      if (!Ascii.letter(unit) && unit != '_' && unit != '.' && unit != '-' && unit != '>') {
        return false;
      }
    }
    return true;
  }
}
