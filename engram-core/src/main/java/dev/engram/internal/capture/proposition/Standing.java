package dev.engram.internal.capture.proposition;

import dev.engram.internal.capture.language.Token;
import dev.engram.internal.capture.proposition.Clause.Role;
import dev.engram.memory.Modality;
import java.util.List;
import java.util.Set;

/**
 * How far a clause is asserted, by its place in the sentence.
 *
 * @param confidence 0 if it is not
 * @param modality what its matrix makes of it
 * @param denied whether its matrix denies it: "I don't think that …"
 * @param reported whether it is what the addressee is said to have said
 * @param hedge how the sentence says that it is only thought or hoped: "thinks"; else empty
 */
record Standing(
    double confidence, Modality modality, boolean denied, boolean reported, String hedge) {
  private static final Standing NOT = new Standing(0, Modality.ACTUAL, false, false, "");

  static Standing of(
      Lexicon lexicon, List<Token> tokens, List<Clause> clauses, int index, Speech speech) {
    Clause clause = clauses.get(index);
    boolean you =
        clause.subjectTo() == clause.subjectFrom() + 1
            && tokens.get(clause.subjectFrom()).is("you");
    return switch (clause.role()) {
      case EMBEDDED, CONDITIONAL -> NOT;
      case HEADLESS -> plain(0.65);
      case RELATIVE, POSSESSED -> plain(0.8);
      case COMPLEMENT -> complement(lexicon, tokens, clauses, clause, you, speech);
      case MAIN -> you || completed(lexicon, tokens, clauses, index) ? NOT : plain(0.9);
    };
  }

  private static Standing plain(double confidence) {
    return new Standing(confidence, Modality.ACTUAL, false, false, "");
  }

  /** Whether a clause has a complement that is read by itself. */
  private static boolean completed(
      Lexicon lexicon, List<Token> tokens, List<Clause> clauses, int index) {
    for (Clause other : clauses) {
      if (other.role() == Role.COMPLEMENT && other.matrix() == index) {
        Clause clause = clauses.get(index);
        boolean hearsay =
            lexicon.has("say", clause.verb().lemma())
                && !tokens.get(clause.subjectFrom()).is("i", "we", "you");
        return !hearsay;
      }
    }
    return false;
  }

  private static Standing complement(
      Lexicon lexicon,
      List<Token> tokens,
      List<Clause> clauses,
      Clause clause,
      boolean you,
      Speech speech) {
    Clause matrix = clauses.get(clause.matrix());
    String lemma = matrix.verb().lemma();
    Token subject = tokens.get(Math.min(matrix.subjectFrom(), tokens.size() - 1));
    boolean headless = matrix.role() == Role.HEADLESS;
    boolean first = headless || subject.is("i", "we");
    boolean bound =
        matrix.role() == Role.EMBEDDED
            || matrix.role() == Role.CONDITIONAL
            || matrix.verb().hypothetical();
    if (bound) {
      return NOT;
    }
    if (you) {
      boolean said = subject.is("you") && lexicon.has("say", lemma) && speech.assistant();
      return said ? new Standing(0.4, Modality.ACTUAL, false, true, "") : NOT;
    }
    if (!first) {
      return NOT;
    }
    if (lexicon.has("wishful", lemma)) {
      return NOT;
    }
    if (lemma.equals("hope")) {
      return new Standing(0.6, Modality.DESIRED, false, false, "hopes");
    }
    if (lexicon.has("believe", lemma)) {
      boolean denied = matrix.verb().negated();
      return new Standing(
          0.6, Modality.POSSIBLE, denied, false, denied ? "does not think" : "thinks");
    }
    if (matrix.verb().negated()) {
      return NOT;
    }
    if (lexicon.has("know", lemma)
        || lexicon.has("say", lemma)
        || Set.of("be", "love", "like", "hate").contains(lemma)) {
      return new Standing(0.7, Modality.ACTUAL, false, false, "");
    }
    return NOT;
  }

  @Override
  public String toString() {
    return "Standing";
  }
}
