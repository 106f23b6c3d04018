package dev.engram.internal.capture.proposition;

import dev.engram.internal.capture.language.Tag;
import dev.engram.internal.capture.language.Token;
import java.util.List;
import java.util.Set;

/** Finds where a sentence begins to ask. What stands before may be asserted. Stateless. */
final class Questions {
  private static final Set<String> PRONOUNS =
      Set.of("you", "i", "we", "he", "she", "they", "it", "this", "that", "there", "anyone", "u");
  private static final Set<String> WORDS =
      Set.of("what", "how", "why", "who", "where", "when", "which", "whose");

  private Questions() {}

  /** The first token of the question; the number of tokens if there is none. */
  static int start(List<Token> tokens) {
    int n = tokens.size();
    boolean marked =
        n > 0
            && (tokens.get(n - 1).norm().indexOf('?') >= 0 || (n > 1 && tokens.get(n - 2).is("?")));
    for (int i = 0; i + 1 < n; i++) {
      boolean opens = i == 0 || boundary(tokens.get(i - 1));
      Token token = tokens.get(i);
      boolean inverted = token.tag() == Tag.AUX && PRONOUNS.contains(tokens.get(i + 1).norm());
      if (opens && inverted) {
        return back(tokens, i);
      }
      boolean asks = WORDS.contains(token.norm()) && tokens.get(i + 1).tag() == Tag.AUX;
      if (opens && asks && (marked || (i == 0 && inverse(tokens, i + 1)))) {
        return back(tokens, i);
      }
      if (opens
          && marked
          && (WORDS.contains(token.norm())
              || token.tag() == Tag.AUX
              || token.is("any", "anyone", "anything"))) {
        return back(tokens, i);
      }
    }
    return marked ? 0 : n;
  }

  private static boolean inverse(List<Token> tokens, int aux) {
    return aux + 1 < tokens.size()
        && (PRONOUNS.contains(tokens.get(aux + 1).norm())
            || tokens.get(aux + 1).is("the", "your", "my"));
  }

  private static boolean boundary(Token token) {
    return token.tag() == Tag.PUNCT
        || token.tag() == Tag.CCONJ
        || token.is("so", "what", "how", "why", "when", "where", "who", "please", "and", "but");
  }

  private static int back(List<Token> tokens, int i) {
    int at = i;
    while (at > 0 && (boundary(tokens.get(at - 1)) || WORDS.contains(tokens.get(at - 1).norm()))) {
      at--;
    }
    return at;
  }
}
