package dev.engram.internal.capture.language;

import java.util.List;
import java.util.Set;

/** Tells what {@code 's} stands for: a genitive, "is" or "has". Immutable and thread-safe. */
final class Clitics {
  private static final Set<String> HOSTS =
      Set.of(
          "it",
          "he",
          "she",
          "that",
          "what",
          "who",
          "there",
          "here",
          "this",
          "where",
          "how",
          "everyone",
          "everything",
          "someone",
          "something",
          "which");

  private final Verbs verbs;

  Clitics(Verbs verbs) {
    this.verbs = verbs;
  }

  Token genitiveOrVerb(List<Token> tokens, int i) {
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
        after.is("been", "got")
            || (HOSTS.contains(host)
                && !after.is("called", "named")
                && participleOnly(after.norm()));
    if (host.equals("let")) {
      return word(token, "us", Tag.PRON);
    }
    if (HOSTS.contains(host)) {
      return word(token, perfect ? "has" : "is", Tag.AUX);
    }
    boolean noun =
        next + 1 < tokens.size()
            && (tokens.get(next + 1).tag() == Tag.NOUN || tokens.get(next + 1).tag() == Tag.PROPN);
    boolean verb =
        (next > i + 1 && tokens.get(i + 1).is("not", "now", "currently", "always", "also"))
            || after.tag() == Tag.DET
            || after.tag() == Tag.ADP
            || after.tag() == Tag.PRON
            || after.is("called", "named", "been", "got", "going", "to")
            || (after.tag() == Tag.VERB && after.norm().endsWith("ing") && !noun)
            || (verbs.can(after.norm(), Verbs.Form.PARTICIPLE)
                && after.tag() == Tag.VERB
                && !noun
                && !verbs.can(after.norm(), Verbs.Form.BASE))
            || (after.tag() == Tag.ADJ && !noun && !follows(tokens, next, Tag.ADJ));
    return verb ? word(token, perfect ? "has" : "is", Tag.AUX) : token.as(Tag.PART, "'s");
  }

  private static boolean follows(List<Token> tokens, int at, Tag tag) {
    return at + 1 < tokens.size() && tokens.get(at + 1).tag() == tag;
  }

  private boolean participleOnly(String norm) {
    return verbs.can(norm, Verbs.Form.PARTICIPLE)
        && !verbs.can(norm, Verbs.Form.BASE)
        && !norm.endsWith("ed");
  }

  Token word(Token token, String word, Tag tag) {
    return new Token(word, word, token.span(), tag != Tag.PART, tag, verbs.lemma(word));
  }
}
