package dev.engram.internal.capture.proposition;

import dev.engram.internal.capture.language.Token;
import java.util.List;
import java.util.Set;

/** Tells what is arranged for later from what goes on: "is coming on the 16th". Stateless. */
final class Plans {
  private static final Set<String> COMING =
      Set.of("come", "fly", "arrive", "bring", "marry", "visit", "join");
  private static final Set<String> ARRANGED =
      Set.of(
          "come",
          "fly",
          "arrive",
          "bring",
          "marry",
          "visit",
          "go",
          "leave",
          "start",
          "begin",
          "retire",
          "move",
          "travel",
          "sing",
          "perform",
          "meet",
          "freeze",
          "ship",
          "launch",
          "return",
          "switch",
          "release",
          "deploy",
          "present",
          "have",
          "take",
          "see",
          "do",
          "play",
          "graduate",
          "attend",
          "host",
          "open",
          "close",
          "sign");

  private Plans() {}

  /** Whether a clause in the present tells of something that is still to come. */
  static boolean arranged(Lexicon lexicon, List<Token> tokens, Clause clause) {
    VerbGroup verb = clause.verb();
    if (verb.past() || verb.negated() || verb.copula()) {
      return false;
    }
    boolean married =
        verb.lemma().equals("get")
            && verb.progressive()
            && verb.to() < clause.to()
            && tokens.get(verb.to()).is("married");
    if (married || (verb.progressive() && COMING.contains(verb.lemma()))) {
      return true;
    }
    boolean plain =
        !verb.passive()
            && !Set.of("have", "get", "see", "do", "play", "take").contains(verb.lemma());
    return ARRANGED.contains(verb.lemma())
        && (verb.progressive() || plain)
        && dated(lexicon, tokens, from(clause), clause.to());
  }

  /** A verb that shares its subject with an earlier one shares its date too. */
  private static int from(Clause clause) {
    boolean shared =
        clause.subjectTo() > clause.subjectFrom() && clause.subjectTo() < clause.from();
    return shared ? clause.subjectTo() : clause.verb().to();
  }

  /** A date of one day, not of every week. */
  private static boolean dated(Lexicon lexicon, List<Token> tokens, int from, int to) {
    for (int i = from; i < to; i++) {
      Token token = tokens.get(i);
      String norm = token.norm();
      boolean day = lexicon.has("days", norm) && !norm.endsWith("s");
      boolean month = lexicon.has("months", norm);
      boolean ordinal =
          norm.length() >= 3
              && norm.length() <= 4
              && Character.isDigit(norm.charAt(0))
              && (norm.endsWith("th")
                  || norm.endsWith("st")
                  || norm.endsWith("nd")
                  || norm.endsWith("rd"));
      boolean every =
          (i > from && tokens.get(i - 1).is("every", "each"))
              || (i > from + 1 && tokens.get(i - 2).is("every", "each"));
      if (!every && (day || month || ordinal || token.is("tomorrow", "tonight", "next"))) {
        return true;
      }
    }
    return false;
  }
}
