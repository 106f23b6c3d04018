package dev.engram.internal.screen.injection;

import java.util.ArrayList;
import java.util.List;

/**
 * A word or a mark of a plain text.
 *
 * @param text what it is
 * @param start its first unit
 * @param end the unit after its last
 * @param bits what it means, see {@link Terms}
 */
record Token(String text, int start, int end, int bits) {
  private static final int LONGEST = 32;

  static List<Token> of(Plain plain) {
    var tokens = new ArrayList<Token>(plain.length() / 5 + 4);
    int i = 0;
    while (i < plain.length()) {
      char unit = plain.at(i);
      if (Character.isLetterOrDigit(unit)) {
        int end = i + 1;
        while (end < plain.length()
            && end - i < LONGEST
            && Character.isLetterOrDigit(plain.at(end))) {
          end++;
        }
        String word = plain.text(i, end);
        tokens.add(new Token(word, i, end, Terms.bits(word)));
        i = end;
      } else {
        if (unit > ' ' && !Character.isSurrogate(unit)) {
          tokens.add(new Token(String.valueOf(unit), i, i + 1, 0));
        }
        i++;
      }
    }
    return tokens;
  }

  @Override
  public String toString() {
    return "Token[" + start + "-" + end + "]";
  }
}
