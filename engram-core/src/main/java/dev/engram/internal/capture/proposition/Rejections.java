package dev.engram.internal.capture.proposition;

import dev.engram.internal.capture.language.Tag;
import dev.engram.internal.capture.language.Token;
import java.util.List;
import java.util.Set;

/**
 * Which clauses are no facts: thanks, passing feelings, opinions without a subject, requests,
 * statements whose subject or object stays open. Immutable and thread-safe.
 */
final class Rejections {
  private static final Set<String> OPEN =
      Set.of(
          "it",
          "this",
          "that",
          "these",
          "those",
          "them",
          "him",
          "her",
          "something",
          "anything",
          "everything",
          "nothing",
          "someone",
          "one",
          "ones",
          "what",
          "you",
          "so",
          "such",
          "lot",
          "stuff",
          "things",
          "thing",
          "some",
          "more",
          "much",
          "all",
          "both",
          "each",
          "way",
          "there",
          "here",
          "question",
          "questions",
          "idea",
          "help",
          "fun",
          "time",
          "ya",
          "nobody");
  private static final Set<String> OPEN_SUBJECTS =
      Set.of(
          "this",
          "that",
          "these",
          "those",
          "there",
          "it",
          "he",
          "she",
          "they",
          "him",
          "her",
          "them",
          "what",
          "which",
          "who",
          "everything",
          "something",
          "nothing",
          "anything",
          "one",
          "everyone",
          "someone",
          "anyone",
          "nobody",
          "everybody",
          "you",
          "here",
          "some",
          "all",
          "both",
          "many",
          "most",
          "others",
          "any",
          "each",
          "mine",
          "ours",
          "yours",
          "hers",
          "theirs",
          "life",
          "today's");
  private static final Set<String> ALONE =
      Set.of(
          "retire", "graduate", "resign", "quit", "divorce", "die", "marry", "smoke", "freelance");

  private final Lexicon lexicon;

  Rejections(Lexicon lexicon) {
    this.lexicon = lexicon;
  }

  /** Whether a subject's head leaves open whom or what it is about. */
  boolean openSubject(List<Token> tokens, int from, int to) {
    if (to <= from) {
      return false;
    }
    return tokens.get(to - 1).is("'s", "'")
        || OPEN_SUBJECTS.contains(tokens.get(to - 1).norm())
        || (OPEN_SUBJECTS.contains(tokens.get(from).norm()) && to - from == 1)
        || tokens.get(from).is("this", "that", "these", "those", "such", "no", "any", "every");
  }

  /** Whether a clause says nothing worth keeping, whatever its subject. */
  boolean idle(
      List<Token> tokens,
      Clause clause,
      Complement parts,
      boolean first,
      boolean resolved,
      boolean known) {
    VerbGroup verb = clause.verb();
    String lemma = verb.lemma();
    if (verb.hypothetical() || lemma.equals("let")) {
      return true;
    }
    if (first && lexicon.has("smalltalk", lemma)) {
      return true;
    }
    if (first
        && lexicon.has("believe", lemma)
        && !lemma.equals("suspect")
        && !lemma.equals("expect")) {
      return true;
    }
    if (clause.role() == Clause.Role.RELATIVE && vague(tokens, parts, verb)) {
      return true;
    }
    if (clause.role() == Clause.Role.HEADLESS && mine(tokens, clause)) {
      return true;
    }
    if (first
        && verb.negated()
        && !verb.past()
        && Set.of("know", "wait", "believe", "imagine", "think").contains(lemma)) {
      return true;
    }
    if (first
        && verb.lead().startsWith("can")
        && Set.of(
                "know",
                "wait",
                "see",
                "believe",
                "imagine",
                "say",
                "remember",
                "tell",
                "think",
                "help",
                "be")
            .contains(lemma)) {
      return true;
    }
    if (first
        && Set.of(
                "ask",
                "think",
                "know",
                "say",
                "look",
                "see",
                "feel",
                "try",
                "struggle",
                "consider",
                "mind")
            .contains(lemma)
        && (verb.progressive() || parts.empty())) {
      return !lemma.equals("consider") && !lemma.equals("try");
    }
    if (parts.empty()) {
      boolean telling =
          verb.passive() || (verb.negated() && (!first || verb.lead().startsWith("can")));
      boolean does =
          !verb.past()
              && !verb.progressive()
              && !verb.copula()
              && !resolved
              && !lexicon.has("light", lemma)
              && !lexicon.has("state", lemma)
              && !Set.of("do", "sound", "look", "seem", "say", "think", "mean", "help")
                  .contains(lemma)
              && parts.predicate().isBlank()
              && clause.role() == Clause.Role.MAIN;
      return !ALONE.contains(lemma) && !telling && !does;
    }
    if (first
        && (verb.modality() == dev.engram.memory.Modality.DESIRED
            || verb.modality() == dev.engram.memory.Modality.OBLIGED)
        && Set.of(
                "know",
                "ask",
                "see",
                "hear",
                "say",
                "understand",
                "thank",
                "help",
                "check",
                "tell",
                "point",
                "mention",
                "talk",
                "discuss")
            .contains(lemma)) {
      return true;
    }
    return emptyObject(tokens, parts, verb, first, resolved, known);
  }

  /** "which is a relief", "which means …": of what was said, not of a thing. */
  private static boolean vague(List<Token> tokens, Complement parts, VerbGroup verb) {
    return Set.of(
                "mean", "help", "make", "give", "feel", "allow", "seem", "let", "cause", "keep",
                "lead", "require", "show")
            .contains(verb.lemma())
        || (verb.copula()
            && !parts.empty()
            && tokens.get(parts.object().start()).is("a", "an", "why", "what", "how"));
  }

  /** "made me proud" has another subject than the speaker. */
  private static boolean mine(List<Token> tokens, Clause clause) {
    for (int i = clause.verb().to(); i < Math.min(clause.to(), clause.verb().to() + 2); i++) {
      if (tokens.get(i).is("me", "us", "ya")) {
        return true;
      }
    }
    return false;
  }

  private boolean emptyObject(
      List<Token> tokens,
      Complement parts,
      VerbGroup verb,
      boolean first,
      boolean resolved,
      boolean known) {
    int from = parts.object().start();
    int to = parts.object().end();
    Token last = Mentions.head(tokens, from, to);
    boolean short2 = to - from <= 2;
    if (from >= to) {
      return false;
    }
    boolean pronoun =
        tokens.get(from).is("this", "that", "it", "them", "something", "these", "those")
            && (to - from == 1 || tokens.get(from + 1).tag() == Tag.ADP);
    if (pronoun && !known) {
      return true;
    }
    boolean number = last.tag() == Tag.NUM && !(last.is("one") && parts.predicate().isBlank());
    if (short2 && !number && !(to - from == 1 && known) && OPEN.contains(last.norm())) {
      return true;
    }
    boolean copula =
        verb.copula() || Set.of("feel", "look", "seem", "sound", "get").contains(verb.lemma());
    if (!copula) {
      return false;
    }
    boolean bare = parts.predicate().isBlank();
    for (int i = from; i < to; i++) {
      if (tokens.get(i).is("you", "your")) {
        return true;
      }
    }
    for (int i = from; i < to && i < from + 3; i++) {
      String norm = tokens.get(i).norm();
      if (first && bare && lexicon.has("feelings", norm) && i < to) {
        return true;
      }
      if (resolved && tokens.get(i).is("first", "time", "last", "who", "that")) {
        return true;
      }
      if (lexicon.has("evaluative", norm) && (!first || resolved || short2)) {
        return true;
      }
    }
    if (first && !bare) {
      for (String word : parts.predicate().strip().split(" ", -1)) {
        if (lexicon.has("feelings", word)) {
          return true;
        }
      }
    }
    return false;
  }
}
