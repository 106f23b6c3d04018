package dev.engram.internal.onnx.wordpiece;

/** The character classes BERT tokenizers tell apart. Stateless. */
final class CodePoints {
  private CodePoints() {}

  /** Unicode's White_Space property; Java's own predicates leave out the no-break spaces. */
  static boolean isWhiteSpace(int c) {
    return switch (c) {
      case ' ', '\t', '\n', 0x0B, 0x0C, '\r', 0x85, 0xA0, 0x1680 -> true;
      case 0x2028, 0x2029, 0x202F, 0x205F, 0x3000 -> true;
      default -> c >= 0x2000 && c <= 0x200A;
    };
  }

  /** What cleaning removes: NUL, the replacement character, lone surrogates and category C. */
  static boolean isRemoved(int c) {
    if (c == '\t' || c == '\n' || c == '\r') {
      return false;
    }
    if (c == 0xFFFD) {
      return true;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE -> true;
      default -> false;
    };
  }

  static boolean isNonspacingMark(int c) {
    return Character.getType(c) == Character.NON_SPACING_MARK;
  }

  /** ASCII symbols count as punctuation, as BERT has it. */
  static boolean isPunctuation(int c) {
    if (c < 128) {
      return (c >= 33 && c <= 47)
          || (c >= 58 && c <= 64)
          || (c >= 91 && c <= 96)
          || (c >= 123 && c <= 126);
    }
    return switch (Character.getType(c)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }

  /** The blocks the reference tokenizer splits by character; its gap at U+2B820 is kept. */
  static boolean isChinese(int c) {
    return (c >= 0x4E00 && c <= 0x9FFF)
        || (c >= 0x3400 && c <= 0x4DBF)
        || (c >= 0x20000 && c <= 0x2A6DF)
        || (c >= 0x2A700 && c <= 0x2B73F)
        || (c >= 0x2B740 && c <= 0x2B81F)
        || (c >= 0x2B920 && c <= 0x2CEAF)
        || (c >= 0xF900 && c <= 0xFAFF)
        || (c >= 0x2F800 && c <= 0x2FA1F);
  }

  static boolean endsSentence(int c) {
    return switch (c) {
      case '.', '!', '?', 0x2026, 0x3002, 0xFF01, 0xFF0E, 0xFF1F -> true;
      default -> false;
    };
  }

  /** Quotes and brackets that may follow the full stop and still belong to the sentence. */
  static boolean closes(int c) {
    return switch (c) {
      case '"', '\'', ')', ']', '}', 0x2019, 0x201D, 0xBB, 0x300D, 0x300F, 0xFF09 -> true;
      default -> false;
    };
  }
}
