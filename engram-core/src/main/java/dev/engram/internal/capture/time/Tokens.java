package dev.engram.internal.capture.time;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts text into tokens, in one pass. Letters and digits part: {@code 9am} is two tokens. */
final class Tokens {
  private static final int LONGEST_WORD = 16;
  private static final int LONGEST_NUMBER = 9;

  private Tokens() {}

  /** The tokens from {@code begin} to before {@code end}. */
  static List<Token> of(String text, int begin, int end, Lexicon lexicon) {
    var tokens = new ArrayList<Token>((end - begin) / 5 + 4);
    int at = begin;
    boolean spaced = true;
    while (at < end) {
      char c = text.charAt(at);
      if (c <= ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        spaced = true;
        at++;
        continue;
      }
      int stop = at + 1;
      if (digit(c)) {
        while (stop < end && digit(text.charAt(stop))) {
          stop++;
        }
        tokens.add(number(text, at, stop, spaced));
      } else if (Character.isLetter(c)) {
        while (stop < end && Character.isLetter(text.charAt(stop))) {
          stop++;
        }
        tokens.add(word(text, at, stop, spaced, lexicon));
      } else {
        tokens.add(mark(c, at, spaced));
      }
      spaced = false;
      at = stop;
    }
    return tokens;
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  private static Token number(String text, int start, int end, boolean spaced) {
    long value = -1;
    if (end - start <= LONGEST_NUMBER) {
      value = Long.parseLong(text, start, end, 10);
    }
    return new Token(
        Token.Type.NUMBER, start, end, "", value, spaced, false, Lexicon.Entry.UNKNOWN);
  }

  private static Token word(String text, int start, int end, boolean spaced, Lexicon lexicon) {
    boolean capital = Character.isUpperCase(text.charAt(start));
    if (end - start > LONGEST_WORD) {
      return new Token(Token.Type.WORD, start, end, "", -1, spaced, capital, Lexicon.Entry.UNKNOWN);
    }
    String lower = text.substring(start, end).toLowerCase(Locale.ROOT);
    return new Token(Token.Type.WORD, start, end, lower, -1, spaced, capital, lexicon.entry(lower));
  }

  private static Token mark(char c, int at, boolean spaced) {
    String shown =
        switch (c) {
          case '–', '—', '‐', '‑', '−' -> "-";
          case '’', '‘', '`' -> "'";
          default -> String.valueOf(c);
        };
    return new Token(Token.Type.MARK, at, at + 1, shown, -1, spaced, false, Lexicon.Entry.UNKNOWN);
  }
}
