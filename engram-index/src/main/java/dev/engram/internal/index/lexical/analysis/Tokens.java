package dev.engram.internal.index.lexical.analysis;

import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Optional;

/** Tokens on their way from a segmenter to a token stream. Not thread-safe. */
final class Tokens {
  private final ArrayDeque<Token> waiting = new ArrayDeque<>();

  /** A term to be taken as it is. */
  void exact(String term, int advance) {
    waiting.add(new Token(lower(term), advance, true));
  }

  /** A term that is a word, unless there is a digit in it. */
  void word(String term, int advance) {
    waiting.add(new Token(lower(term), advance, term.chars().anyMatch(Character::isDigit)));
  }

  Optional<Token> next() {
    return Optional.ofNullable(waiting.poll());
  }

  void clear() {
    waiting.clear();
  }

  private static String lower(String term) {
    return term.toLowerCase(Locale.ROOT).replace('ς', 'σ');
  }
}
