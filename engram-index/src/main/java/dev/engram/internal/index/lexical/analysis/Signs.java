package dev.engram.internal.index.lexical.analysis;

import java.lang.Character.UnicodeScript;

/** What a character is to the one who cuts text into words. Expects folded text. */
enum Signs {
  /** Letters, digits and marks of scripts that put spaces between words. */
  WORD,
  /** Letters of scripts that do not, and Hangul, whose words carry particles. */
  UNSPACED,
  /** May hold words together: {@code foo_bar}, {@code a.b}, {@code don't}. */
  JOINER,
  /** A picture is a word of its own. */
  EMOJI,
  /** Everything else. */
  BREAK;

  private static final String JOINERS = "_-./\\:@#+&=%~?$',";

  static Signs of(int codePoint) {
    if (codePoint < 0x80) {
      if (Character.isLetterOrDigit(codePoint)) {
        return WORD;
      }
      return JOINERS.indexOf(codePoint) >= 0 ? JOINER : BREAK;
    }
    if (codePoint >= 0x0E00 && isUnspaced(codePoint)) {
      return UNSPACED;
    }
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          WORD;
      default -> {
        if (Character.isLetterOrDigit(codePoint)) {
          yield WORD;
        }
        boolean picture =
            Character.isExtendedPictographic(codePoint) || Character.isEmojiPresentation(codePoint);
        yield picture && !Character.isEmojiModifier(codePoint) ? EMOJI : BREAK;
      }
    };
  }

  private static boolean isUnspaced(int codePoint) {
    if (codePoint == 0x30FC) { // the long vowel sign belongs to no script
      return true;
    }
    if (!Character.isLetter(codePoint) && !isMark(codePoint)) {
      return false;
    }
    return switch (UnicodeScript.of(codePoint)) {
      case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO, THAI, LAO, KHMER, MYANMAR -> true;
      default -> false;
    };
  }

  private static boolean isMark(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }
}
