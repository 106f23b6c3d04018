package dev.engram.internal.capture.proposition;

import dev.engram.internal.capture.language.Token;
import dev.engram.internal.capture.proposition.Chunk.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Joins coordinated noun phrases into one: "Tom and Ana", "tea, coffee and cake". It does not where
 * the second begins a clause of its own ("I like tea and Ana likes coffee") or a parallel part
 * ("Rust for the backend and React for the frontend").
 */
final class Coordination {
  private Coordination() {}

  static List<Chunk> join(List<Chunk> chunks, List<Token> tokens) {
    List<Chunk> out = new ArrayList<>();
    int k = 0;
    while (k < chunks.size()) {
      Chunk chunk = chunks.get(k);
      if (chunk.is(Kind.NOUN)) {
        int end = last(chunks, tokens, k, out);
        out.add(Chunk.of(Kind.NOUN, chunk.from(), chunks.get(end).to()));
        k = end + 1;
      } else {
        out.add(chunk);
        k++;
      }
    }
    return out;
  }

  private static int last(List<Chunk> chunks, List<Token> tokens, int k, List<Chunk> before) {
    int end = k;
    int at = k;
    boolean and = false;
    while (at + 1 < chunks.size() && !and) {
      Chunk mark = chunks.get(at + 1);
      int next = at + 2;
      boolean listed = mark.is(Kind.COMMA);
      and = mark.is(Kind.AND) && conjoins(tokens, mark);
      if (listed
          && next < chunks.size()
          && chunks.get(next).is(Kind.AND)
          && conjoins(tokens, chunks.get(next))
          && at > k) {
        and = true;
        next++;
      }
      if ((!listed && !and) || next >= chunks.size() || !chunks.get(next).is(Kind.NOUN)) {
        return end;
      }
      at = next;
      if (and && !clauseFollows(chunks, at, before) && !parallel(chunks, k, at, before, tokens)) {
        end = at;
      }
    }
    return end;
  }

  private static boolean conjoins(List<Token> tokens, Chunk mark) {
    return tokens.get(mark.from()).is("and", "or", "&", "nor");
  }

  private static boolean clauseFollows(List<Chunk> chunks, int noun, List<Chunk> before) {
    int n = noun + 1;
    while (n < chunks.size() && chunks.get(n).is(Kind.ADVERB)) {
      n++;
    }
    if (n >= chunks.size() || !chunks.get(n).finite()) {
      return false;
    }
    for (int i = before.size() - 1; i >= 0; i--) {
      Chunk chunk = before.get(i);
      if (chunk.is(Kind.VERB) || chunk.is(Kind.PREPOSITION)) {
        return true;
      }
      if (chunk.is(Kind.COMMA)
          || chunk.is(Kind.STOP)
          || chunk.is(Kind.SUBORDINATOR)
          || chunk.is(Kind.AND)) {
        return false;
      }
    }
    return false;
  }

  /** Whether this is the middle of "A for B and C for D". */
  private static boolean parallel(
      List<Chunk> chunks, int first, int second, List<Chunk> before, List<Token> tokens) {
    if (before.size() < 2 || second + 1 >= chunks.size()) {
      return false;
    }
    Chunk preposition = before.getLast();
    Chunk other = chunks.get(second + 1);
    return preposition.is(Kind.PREPOSITION)
        && other.is(Kind.PREPOSITION)
        && before.get(before.size() - 2).is(Kind.NOUN)
        && first > 0
        && tokens.get(preposition.from()).norm().equals(tokens.get(other.from()).norm());
  }
}
