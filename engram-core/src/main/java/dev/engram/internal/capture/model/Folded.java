package dev.engram.internal.capture.model;

import dev.engram.internal.capture.text.Span;
import java.util.Arrays;
import java.util.Optional;

/**
 * A text in which a quotation is found although the model changed what models change: case, the
 * kind of quotation marks and dashes, the width of blanks, blanks and marks at its ends.
 *
 * <p>Immutable. Building is linear; finding takes text times quotation at worst, both bounded.
 */
final class Folded {
  private final String text;
  private final String folded;
  private final int[] origin;

  Folded(String text) {
    this.text = text;
    var units = new StringBuilder(text.length());
    var origins = new int[text.length() + 1];
    boolean blank = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isBlank = Character.isWhitespace(c) || Character.isSpaceChar(c);
      if (isBlank && blank) {
        continue;
      }
      blank = isBlank;
      origins[units.length()] = i;
      units.append(isBlank ? ' ' : fold(c));
    }
    origins[units.length()] = text.length();
    this.folded = units.toString();
    this.origin = Arrays.copyOf(origins, units.length() + 1);
  }

  private static char fold(char c) {
    return switch (c) {
      case '‘', '’', '‚', '`', '´' -> '\'';
      case '“', '”', '„', '«', '»' -> '"';
      case '–', '—', '‑' -> '-';
      default -> Character.toLowerCase(c);
    };
  }

  /** Where the text has these words, if it does. */
  Optional<Span> find(String quote) {
    int exact = text.indexOf(quote);
    if (exact >= 0) {
      return Optional.of(new Span(exact, exact + quote.length()));
    }
    var wanted = trimmed(new Folded(quote).folded);
    int at = wanted.isEmpty() ? -1 : folded.indexOf(wanted);
    if (at < 0) {
      return Optional.empty();
    }
    return Optional.of(new Span(origin[at], origin[at + wanted.length() - 1] + 1));
  }

  private static String trimmed(String quote) {
    int from = 0;
    int to = quote.length();
    while (from < to && " \"'.…".indexOf(quote.charAt(from)) >= 0) {
      from++;
    }
    while (to > from && " \"'.…".indexOf(quote.charAt(to - 1)) >= 0) {
      to--;
    }
    return quote.substring(from, to);
  }
}
