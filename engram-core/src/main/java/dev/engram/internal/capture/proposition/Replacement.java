package dev.engram.internal.capture.proposition;

import dev.engram.internal.capture.language.Token;
import dev.engram.internal.capture.proposition.Chunk.Kind;
import dev.engram.internal.capture.text.Span;
import java.util.List;

/**
 * What a clause says gave way to what: "from X to Y", "swapped X for Y", "Y instead of X".
 *
 * @param preposition what the new object follows; empty when the clause names no new object
 * @param object what holds now
 * @param old what held before
 * @param direct what the change happened to
 */
record Replacement(String preposition, Span object, Span old, Span direct) {
  private static final Replacement NO =
      new Replacement("", Complement.NONE, Complement.NONE, Complement.NONE);

  static Replacement of(List<Token> tokens, List<Chunk> chunks, boolean replacing, Clause clause) {
    Replacement change = NO;
    for (int k = 0; k + 1 < chunks.size() && !change.made(); k++) {
      change = at(k, tokens, chunks, replacing, clause);
    }
    Span instead = insteadOf(tokens, chunks);
    return instead.length() == 0
        ? change
        : new Replacement(change.preposition, change.object, instead, change.direct);
  }

  boolean made() {
    return !preposition.isEmpty();
  }

  private static Replacement at(
      int k, List<Token> tokens, List<Chunk> chunks, boolean replacing, Clause clause) {
    if (!chunks.get(k).is(Kind.PREPOSITION) || !chunks.get(k + 1).is(Kind.NOUN)) {
      return NO;
    }
    Token word = tokens.get(chunks.get(k).from());
    boolean after = k > 0 && chunks.get(k - 1).is(Kind.NOUN);
    boolean fromTo =
        word.is("from")
            && k + 3 < chunks.size()
            && tokens.get(chunks.get(k + 2).from()).is("to")
            && chunks.get(k + 3).is(Kind.NOUN);
    if (fromTo) {
      Span direct = after ? range(chunks.get(k - 1)) : Complement.NONE;
      return new Replacement("to", range(chunks.get(k + 3)), range(chunks.get(k + 1)), direct);
    }
    boolean replace = clause.verb().lemma().equals("replace");
    if (after && replacing && (word.is("to") || (replace && word.is("with", "by")))) {
      Span before = range(chunks.get(k - 1));
      return new Replacement(
          word.norm(),
          range(chunks.get(k + 1)),
          replace ? before : Complement.NONE,
          replace ? Complement.NONE : before);
    }
    return NO;
  }

  private static Span insteadOf(List<Token> tokens, List<Chunk> chunks) {
    Span old = Complement.NONE;
    for (int k = 0; k + 2 < chunks.size(); k++) {
      if (tokens.get(chunks.get(k).from()).is("instead")
          && tokens.get(chunks.get(k + 1).from()).is("of")
          && chunks.get(k + 2).is(Kind.NOUN)) {
        old = range(chunks.get(k + 2));
      }
    }
    return old;
  }

  private static Span range(Chunk chunk) {
    return new Span(chunk.from(), chunk.to());
  }

  @Override
  public String toString() {
    return "Replacement";
  }
}
