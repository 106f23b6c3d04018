package dev.engram.internal.capture.proposition;

import dev.engram.internal.capture.language.Token;
import java.util.List;
import java.util.Optional;

/** Reads what a clause says about an earlier state. Immutable and thread-safe. */
final class Changes {
  private final Lexicon lexicon;

  Changes(Lexicon lexicon) {
    this.lexicon = lexicon;
  }

  Optional<Change> of(
      List<Token> tokens,
      Clause clause,
      String object,
      String old,
      boolean over,
      boolean corrects) {
    VerbGroup verb = clause.verb();
    if (!old.isEmpty()) {
      return Optional.of(new Change.Replaces(old));
    }
    if (over) {
      return Optional.of(new Change.Ends(object));
    }
    if (lexicon.has("end", verb.lemma()) && verb.past() && !verb.negated() && !object.isEmpty()) {
      return Optional.of(new Change.Ends(object));
    }
    boolean givenUp =
        verb.lemma().equals("give")
            && verb.past()
            && !verb.negated()
            && verb.to() < clause.to()
            && tokens.get(verb.to()).is("up");
    if (givenUp && !object.isEmpty()) {
      return Optional.of(new Change.Ends(object));
    }
    if (corrects || updates(tokens, clause)) {
      return Optional.of(new Change.Updates());
    }
    return Optional.empty();
  }

  private boolean updates(List<Token> tokens, Clause clause) {
    VerbGroup verb = clause.verb();
    if (lexicon.has("replace", verb.lemma()) && (verb.past() || verb.passive())) {
      return true;
    }
    for (int i = clause.from(); i < clause.to(); i++) {
      if (tokens.get(i).is("now", "currently", "nowadays", "anymore")) {
        return true;
      }
    }
    return false;
  }
}
