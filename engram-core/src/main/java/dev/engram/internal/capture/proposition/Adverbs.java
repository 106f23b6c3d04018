package dev.engram.internal.capture.proposition;

import dev.engram.internal.capture.language.Tag;
import dev.engram.internal.capture.language.Token;
import java.util.List;

/** The words between the parts of a verb group. Stateless. */
final class Adverbs {
  private static final int MOST = 4;

  private Adverbs() {}

  /** The next token that is neither an adverb nor a negation. */
  static int after(List<Token> tokens, int start) {
    int i = start;
    while (i < tokens.size() && i < start + MOST) {
      Token token = tokens.get(i);
      boolean longer = token.is("no") && i + 1 < tokens.size() && tokens.get(i + 1).is("longer");
      boolean skip =
          token.is("not", "never", "longer")
              || longer
              || (token.tag() == Tag.ADV && !token.is("there", "here", "home"));
      if (!skip) {
        break;
      }
      i++;
    }
    return i;
  }

  static boolean verb(List<Token> tokens, int i) {
    return i < tokens.size() && (tokens.get(i).tag() == Tag.VERB || tokens.get(i).tag() == Tag.AUX);
  }

  /** "would rather". */
  static boolean rather(List<Token> tokens, int from, int to) {
    for (int i = from; i < to; i++) {
      if (tokens.get(i).is("rather")) {
        return true;
      }
    }
    return false;
  }
}
