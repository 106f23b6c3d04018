package dev.engram.internal.capture.time;

import java.util.List;
import java.util.Optional;

/** Whether a sentence tells of what was or of what is to come. */
enum Tense {
  PAST,
  FUTURE;

  private static final int FARTHEST = 40;

  /** By the nearest cue before a position in its sentence, else after it, if there is one. */
  static Optional<Tense> around(List<Token> tokens, int begin, int end) {
    for (int i = begin - 1; i >= 0 && begin - i < FARTHEST && !stop(tokens, i); i--) {
      int cue = cue(tokens, i);
      if (cue != 0) {
        return Optional.of(cue > 0 ? FUTURE : PAST);
      }
    }
    for (int i = end; i < tokens.size() && i - end < FARTHEST && !stop(tokens, i); i++) {
      int cue = cue(tokens, i);
      if (cue != 0) {
        return Optional.of(cue > 0 ? FUTURE : PAST);
      }
    }
    return Optional.empty();
  }

  private static boolean stop(List<Token> tokens, int at) {
    Token token = tokens.get(at);
    boolean last = at + 1 >= tokens.size() || tokens.get(at + 1).spaced();
    return last && (token.is("!") || token.is("?") || token.is("."));
  }

  private static int cue(List<Token> tokens, int at) {
    Token token = tokens.get(at);
    if (!token.isWord()) {
      return 0;
    }
    Token before = at > 0 ? tokens.get(at - 1) : Token.none(0);
    return switch (token.text()) {
      case "will",
          "shall",
          "gonna",
          "tomorrow",
          "upcoming",
          "plan",
          "plans",
          "planning",
          "schedule",
          "book",
          "remind",
          "let",
          "lets",
          "please",
          "intend",
          "want",
          "wants",
          "hope",
          "hopes",
          "should",
          "must",
          "upcomming",
          "due",
          "deadline",
          "soon" ->
          1;
      case "ll" -> before.is("'") ? 1 : 0;
      case "going" -> at + 1 < tokens.size() && tokens.get(at + 1).is("to") ? 1 : 0;
      case "was",
          "were",
          "did",
          "had",
          "went",
          "got",
          "came",
          "saw",
          "met",
          "made",
          "took",
          "said",
          "told",
          "bought",
          "left",
          "began",
          "felt",
          "found",
          "gave",
          "knew",
          "thought",
          "ate",
          "drank",
          "drove",
          "flew",
          "wrote",
          "read",
          "ran",
          "sent",
          "spent",
          "built",
          "broke",
          "chose",
          "fell",
          "forgot",
          "grew",
          "heard",
          "kept",
          "lost",
          "paid",
          "quit",
          "sold",
          "spoke",
          "taught",
          "won",
          "happened",
          "been",
          "ago",
          "yesterday" ->
          -1;
      default -> past(token) ? -1 : 0;
    };
  }

  private static boolean past(Token token) {
    String word = token.text();
    return word.length() > 4 && word.endsWith("ed") && !word.endsWith("eed");
  }
}
