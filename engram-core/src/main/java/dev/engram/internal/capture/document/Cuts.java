package dev.engram.internal.capture.document;

import java.util.Locale;
import java.util.Set;

/**
 * Where a text may be cut, and how badly it hurts. Every question looks at a few characters around
 * the place, so a scan is linear. Stateless.
 */
final class Cuts {
  /** How far back the beginning of something that belongs together is sought. */
  private static final int LONGEST_CLUSTER = 32;

  private static final int LONGEST_SHORT_FORM = 6;
  private static final int ZERO_WIDTH_JOINER = 0x200D;
  private static final String CLOSERS = "\"')]}»”’*_`";

  /** What ends with a point and yet goes on, in lower case. */
  private static final Set<String> SHORT_FORMS =
      Set.of(
          "mr", "mrs", "ms", "dr", "prof", "st", "vs", "fig", "no", "cf", "al", "jr", "sr", "e.g",
          "i.e", "approx", "vol", "pp", "eq", "sec", "ch", "gen", "col", "rev", "hon", "z.b", "bzw",
          "nr");

  private Cuts() {}

  /**
   * If what stands before {@code at} ends a sentence: where the next begins; otherwise -1.
   *
   * @param at after a character, below {@code end}
   */
  static int afterSentence(String text, int start, int at, int end) {
    char mark = text.charAt(at - 1);
    boolean wide = "。！？｡।॥".indexOf(mark) >= 0;
    if (!wide && ".!?…؟۔።".indexOf(mark) < 0) {
      return -1;
    }
    int from = at;
    int limit = Math.min(end, at + LONGEST_CLUSTER);
    while (from < limit && CLOSERS.indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    int next = from;
    while (next < end && Character.isWhitespace(text.charAt(next))) {
      next++;
    }
    if (next == end) {
      return -1;
    }
    if (wide) {
      return ".!?。！？”’」』）".indexOf(text.charAt(next)) >= 0 ? -1 : next;
    }
    boolean goesOn =
        next == from
            || Character.isLowerCase(text.codePointAt(next))
            || (mark == '.' && from == at && isShortForm(text, start, at - 1));
    return goesOn ? -1 : next;
  }

  /** Whether the word before the point is a short form or an initial. */
  private static boolean isShortForm(String text, int start, int point) {
    int from = point;
    while (from > start
        && point - from <= LONGEST_SHORT_FORM
        && (Character.isLetter(text.charAt(from - 1)) || text.charAt(from - 1) == '.')) {
      from--;
    }
    int length = point - from;
    if (length == 1) {
      return Character.isUpperCase(text.charAt(from)) && text.charAt(from) != 'I';
    }
    return length > 1
        && length <= LONGEST_SHORT_FORM
        && SHORT_FORMS.contains(text.substring(from, point).toLowerCase(Locale.ROOT));
  }

  /** Whether a line begins at {@code at}. */
  static boolean startsLine(String text, int at) {
    char before = text.charAt(at - 1);
    return before == '\n' || (before == '\r' && text.charAt(at) != '\n');
  }

  /** Whether a line begins at {@code at} and the one above is blank. */
  static boolean startsAfterBlank(String text, int start, int at) {
    if (!startsLine(text, at)) {
      return false;
    }
    int above = at - 1;
    above -= above > start && text.charAt(above) == '\n' && text.charAt(above - 1) == '\r' ? 1 : 0;
    int limit = Math.max(start, above - LONGEST_CLUSTER);
    while (above > limit && (text.charAt(above - 1) == ' ' || text.charAt(above - 1) == '\t')) {
      above--;
    }
    return above > start && (text.charAt(above - 1) == '\n' || text.charAt(above - 1) == '\r');
  }

  /** Whether a word begins at {@code at}, after a blank. */
  static boolean startsWord(String text, int at) {
    return Character.isWhitespace(text.charAt(at - 1)) && !Character.isWhitespace(text.charAt(at));
  }

  /** Whether a clause begins at {@code at}: a word after a comma or the like. */
  static boolean startsClause(String text, int start, int at) {
    char before = text.charAt(at - 1);
    return "，、；：،؛".indexOf(before) >= 0
        || (at - 1 > start && startsWord(text, at) && ",;:)—–".indexOf(text.charAt(at - 2)) >= 0);
  }

  /**
   * The last place up to {@code at}, and after {@code from}, that does not part what is seen as one
   * character; where that goes on for long, the last between two code points.
   */
  static int betweenCharacters(String text, int from, int at) {
    int least = Math.max(from, at - LONGEST_CLUSTER);
    for (int place = at; place > least; place--) {
      if (isBetweenCharacters(text, place)) {
        return place;
      }
    }
    return at - 1 > from && isInsidePair(text, at) ? at - 1 : at;
  }

  private static boolean isInsidePair(String text, int at) {
    return at < text.length()
        && Character.isLowSurrogate(text.charAt(at))
        && Character.isHighSurrogate(text.charAt(at - 1));
  }

  private static boolean isBetweenCharacters(String text, int at) {
    if (at >= text.length()) {
      return true;
    }
    if (isInsidePair(text, at) || (text.charAt(at) == '\n' && text.charAt(at - 1) == '\r')) {
      return false;
    }
    int before = text.codePointBefore(at);
    int after = text.codePointAt(at);
    return before != ZERO_WIDTH_JOINER
        && !extendsTheOneBefore(after)
        && !(isRegional(before) && isRegional(after));
  }

  private static boolean extendsTheOneBefore(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK ->
          true;
      default -> c == ZERO_WIDTH_JOINER || (c >= 0x1F3FB && c <= 0x1F3FF);
    };
  }

  private static boolean isRegional(int c) {
    return c >= 0x1F1E6 && c <= 0x1F1FF;
  }
}
