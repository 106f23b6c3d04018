package dev.engram.internal.capture.proposition;

import dev.engram.internal.capture.language.Token;
import dev.engram.internal.capture.proposition.Chunk.Kind;
import java.util.List;

/** Finds the object beside another: "from tea and also from wine". Stateless. */
final class Beside {
  private Beside() {}

  /**
   * The last noun phrase of an object that follows a preposition; the object's own if none does.
   */
  static int first(List<Chunk> chunks, int object, int after) {
    int first = after - 1;
    while (first > object && !chunks.get(first - 1).is(Kind.PREPOSITION)) {
      first--;
    }
    return first;
  }

  /** The noun phrase after the same preposition; -1 if there is none. */
  static int of(List<Token> tokens, List<Chunk> chunks, int object, int after) {
    int first = first(chunks, object, after);
    int and = after;
    while (and < chunks.size()
        && and < after + 3
        && (chunks.get(and).is(Kind.ADVERB) || chunks.get(and).is(Kind.COMMA))) {
      and++;
    }
    int other = and + 1;
    while (other < chunks.size() && chunks.get(other).is(Kind.ADVERB)) {
      other++;
    }
    boolean phrases =
        first > 0
            && other + 1 < chunks.size()
            && chunks.get(first - 1).is(Kind.PREPOSITION)
            && chunks.get(first).is(Kind.NOUN)
            && chunks.get(and).is(Kind.AND)
            && chunks.get(other).is(Kind.PREPOSITION)
            && chunks.get(other + 1).is(Kind.NOUN);
    boolean same =
        phrases
            && tokens
                .get(chunks.get(other).from())
                .is(tokens.get(chunks.get(first - 1).from()).norm());
    return same ? other + 1 : -1;
  }
}
