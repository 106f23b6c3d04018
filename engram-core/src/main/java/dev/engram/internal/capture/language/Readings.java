package dev.engram.internal.capture.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Settles what the tagger leaves open or gets wrong in talk: {@code 's} and {@code 'd}, verbs taken
 * for nouns, closed classes, and each verb's base form. Immutable and thread-safe.
 */
final class Readings {
  private static final Set<String> AUXILIARIES =
      Set.of("am", "is", "are", "was", "were", "be", "been", "being", "have", "has", "had", "do",
          "does", "did", "will", "would", "can", "could", "should", "shall", "may", "might",
          "must", "'ll");
  private static final Set<String> SUBJECTS = Set.of("i", "you", "he", "she", "we", "they");
  private static final Set<String> HOSTS =
      Set.of("it", "he", "she", "that", "what", "who", "there", "here", "this", "where", "how",
          "everyone", "everything", "someone", "something", "which");

  private final Verbs verbs;

  Readings(Verbs verbs) {
    this.verbs = verbs;
  }

  List<Token> settle(List<Token> raw) {
    List<Token> tokens = new ArrayList<>(raw);
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      String norm = token.norm();
      if (norm.equals("'s")) {
        tokens.set(i, genitiveOrVerb(tokens, i));
      } else if (norm.equals("'d")) {
        boolean had = i + 1 < tokens.size() && tokens.get(i + 1).is("better", "been");
        tokens.set(i, word(token, had ? "had" : "would", Tag.AUX));
      } else if (AUXILIARIES.contains(norm)) {
        tokens.set(i, token.as(Tag.AUX, verbs.lemma(norm)));
      } else if (norm.equals("not") || norm.equals("n't")) {
        tokens.set(i, token.as(Tag.PART, "not"));
      } else if (SUBJECTS.contains(norm)) {
        tokens.set(i, token.as(Tag.PRON, norm));
      } else {
        tokens.set(i, open(tokens, i));
      }
    }
    return List.copyOf(tokens);
  }

  private Token open(List<Token> tokens, int i) {
    Token token = tokens.get(i);
    String norm = token.norm();
    Token before = i > 0 ? tokens.get(i - 1) : token;
    Token after = i + 1 < tokens.size() ? tokens.get(i + 1) : token;
    boolean afterSubject =
        i > 0 && (SUBJECTS.contains(before.norm())
            || (before.tag() == Tag.ADV && i > 1 && SUBJECTS.contains(tokens.get(i - 2).norm())));
    Tag tag = token.tag();
    boolean any =
        verbs.can(norm, Verbs.Form.BASE) || verbs.can(norm, Verbs.Form.THIRD)
            || verbs.can(norm, Verbs.Form.PAST);
    if (tag != Tag.VERB && afterSubject && any && !before.is("you", "it") && tag != Tag.ADV) {
      tag = Tag.VERB;
    }
    if (tag == Tag.NOUN && before.tag() == Tag.PROPN && after.is("to", "that")
        && verbs.can(norm, Verbs.Form.THIRD)) {
      tag = Tag.VERB;
    }
    if ((tag == Tag.NOUN || tag == Tag.PROPN) && i > 0 && before.is("to", "will", "would", "can",
        "could", "should", "must", "might", "not") && before.tag() != Tag.ADP
        && verbs.can(norm, Verbs.Form.BASE)) {
      tag = Tag.VERB;
    }
    boolean gerund = verbs.can(norm, Verbs.Form.GERUND);
    if (tag == Tag.AUX && !AUXILIARIES.contains(norm) && !norm.equals("to")) {
      tag = norm.equals("used") || any || gerund ? Tag.VERB : tag;
    }
    if (tag != Tag.VERB && tag != Tag.ADV && i > 0 && afterModal(tokens, i)
        && verbs.can(norm, Verbs.Form.BASE)) {
      tag = Tag.VERB;
    }
    if (tag == Tag.PROPN && i > 0 && verbs.can(norm, Verbs.Form.GERUND)
        && Character.isLowerCase(token.text().charAt(0))) {
      tag = Tag.VERB;
    }
    return token.as(tag, tag == Tag.VERB ? verbs.lemma(norm) : norm);
  }

  /** "would like", "do not need", "can also host". */
  private static boolean afterModal(List<Token> tokens, int i) {
    int at = i - 1;
    while (at > 0 && (tokens.get(at).tag() == Tag.ADV || tokens.get(at).is("not"))) {
      at--;
    }
    Token before = tokens.get(at);
    boolean modal =
        before.is("will", "would", "can", "could", "should", "must", "might", "may");
    return modal || (before.is("do", "does", "did") && at < i - 1);
  }

  private Token genitiveOrVerb(List<Token> tokens, int i) {
    Token token = tokens.get(i);
    String host = i > 0 ? tokens.get(i - 1).norm() : "";
    int next = i + 1;
    while (next < tokens.size()
        && (tokens.get(next).tag() == Tag.ADV || tokens.get(next).is("not"))) {
      next++;
    }
    if (next >= tokens.size()) {
      return token.as(Tag.PART, "'s");
    }
    Token after = tokens.get(next);
    boolean perfect =
        after.is("been", "got") || (HOSTS.contains(host) && !after.is("called", "named")
            && participleOnly(after.norm()));
    if (host.equals("let")) {
      return word(token, "us", Tag.PRON);
    }
    if (HOSTS.contains(host)) {
      return word(token, perfect ? "has" : "is", Tag.AUX);
    }
    boolean noun = next + 1 < tokens.size()
        && (tokens.get(next + 1).tag() == Tag.NOUN || tokens.get(next + 1).tag() == Tag.PROPN);
    boolean verb =
        next > i + 1 && tokens.get(i + 1).is("not", "now", "currently", "always", "also")
            || after.tag() == Tag.DET || after.tag() == Tag.ADP || after.tag() == Tag.PRON
            || after.is("called", "named", "been", "got", "going", "to")
            || (after.tag() == Tag.VERB && after.norm().endsWith("ing") && !noun)
            || (after.tag() == Tag.ADJ && !noun && !follows(tokens, next, Tag.ADJ));
    return verb ? word(token, perfect ? "has" : "is", Tag.AUX) : token.as(Tag.PART, "'s");
  }

  private static boolean follows(List<Token> tokens, int at, Tag tag) {
    return at + 1 < tokens.size() && tokens.get(at + 1).tag() == tag;
  }

  private boolean participleOnly(String norm) {
    return verbs.can(norm, Verbs.Form.PARTICIPLE) && !verbs.can(norm, Verbs.Form.BASE)
        && !norm.endsWith("ed");
  }

  private Token word(Token token, String word, Tag tag) {
    return new Token(word, word, token.span(), tag != Tag.PART, tag, verbs.lemma(word));
  }
}
