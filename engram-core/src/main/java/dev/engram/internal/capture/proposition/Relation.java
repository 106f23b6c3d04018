package dev.engram.internal.capture.proposition;

import dev.engram.internal.capture.language.Token;
import dev.engram.internal.capture.language.Verbs;
import dev.engram.internal.capture.proposition.Turn.Named;
import dev.engram.internal.capture.text.Span;
import java.util.List;
import java.util.Set;

/**
 * A clause's relation in its canonical form: verbs that tell of a change become the state they
 * result in.
 *
 * @param subject whom or what it is about
 * @param predicate the relation, positive, present tense, third person
 * @param state whether a verb of change was turned into a state
 */
record Relation(String subject, String predicate, boolean state) {
  /** Reads a range of tokens in the third person. */
  interface Reader {
    String read(int from, int to);
  }

  static Relation of(
      Grammar grammar,
      List<Token> tokens,
      Clause clause,
      Complement parts,
      Named subject,
      String object,
      Reader reader) {
    VerbGroup verb = clause.verb();
    Lexicon lexicon = grammar.lexicon();
    String lemma = verb.lemma();
    String tail = parts.predicate();
    boolean updown = tail.equals(" up to") || tail.equals(" down to");
    boolean to = tail.equals(" to") || updown;
    boolean number = object.chars().anyMatch(Character::isDigit);
    Span direct = parts.direct();
    if (direct.length() > 0
        && !tokens.get(direct.start()).is("it", "them", "this", "that")
        && (lexicon.has("replace", lemma) || parts.old().length() > 0)) {
      String thing = Names.bare(reader.read(direct.start(), direct.end()), tokens, direct.start());
      return new Relation(thing, lemma.equals("rename") ? "is named" : "is", true);
    }
    boolean dated =
        parts.object().length() > 0
            && grammar.complements().time(tokens, parts.object().start(), parts.object().end());
    if (lemma.equals("move") && to && dated && direct.length() == 0) {
      return new Relation(subject.name(), "is", true);
    }
    if (Set.of("move", "relocate").contains(lemma)
        && to
        && subject.human()
        && !dated
        && direct.length() == 0) {
      return new Relation(subject.name(), "lives in", true);
    }
    if (!subject.human()
        && number
        && ((to && lexicon.has("reach", lemma) && (updown || !Set.of("go", "come").contains(lemma)))
            || (to && lexicon.has("replace", lemma))
            || Set.of("reach", "hit").contains(lemma))) {
      return new Relation(subject.name(), "is", true);
    }
    if (lemma.equals("replace") && parts.old().length() > 0 && !verb.passive()) {
      return new Relation(subject.name(), "uses", true);
    }
    return new Relation(
        subject.name(),
        predicate(grammar.verbs(), tokens, verb, tail, parts.empty() && tail.isBlank()),
        false);
  }

  private static String predicate(
      Verbs verbs, List<Token> tokens, VerbGroup verb, String tail, boolean bare) {
    String main = tokens.get(verb.main()).norm();
    String head;
    if (verb.passive() && bare) {
      return verb.lead().isEmpty() ? "is" : verb.lead() + "be";
    } else if (verb.passive()) {
      head =
          verb.lead().isEmpty()
              ? "is " + (main.equals("called") ? "named" : main)
              : verb.lead() + "be " + main;
    } else if (verb.lead().isEmpty()) {
      head =
          verb.lemma().equals("get") && tokens.get(verb.from()).is("have", "has")
              ? "has"
              : verbs.third(verb.lemma());
    } else {
      head = verb.lead() + verb.lemma();
    }
    return (head + tail).replace("  ", " ").strip();
  }

  @Override
  public String toString() {
    return "Relation";
  }
}
