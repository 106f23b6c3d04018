package dev.engram.internal.capture.language;

import dev.engram.internal.capture.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Settles what the tagger leaves open or gets wrong in talk: {@code 's} and {@code 'd}, verbs taken
 * for nouns, closed classes, and each verb's base form. Immutable and thread-safe.
 */
final class Readings {
  private static final Set<String> AUXILIARIES =
      Set.of(
          "am", "is", "are", "was", "were", "be", "been", "being", "have", "has", "had", "do",
          "does", "did", "will", "would", "can", "could", "should", "shall", "may", "might", "must",
          "'ll");
  private static final Set<String> SUBJECTS = Set.of("i", "you", "he", "she", "we", "they");

  private static final Set<Tag> CLOSED_TAGS =
      Set.of(Tag.PRON, Tag.DET, Tag.AUX, Tag.SCONJ, Tag.ADP, Tag.CCONJ, Tag.PART);
  private static final Set<String> ASIDES =
      Set.of("btw", "lol", "haha", "idk", "omg", "tbh", "lmao", "ftw", "pls", "plz");
  private static final Set<String> TITLES =
      Set.of(
          "herr", "frau", "dr.", "dr", "prof", "prof.", "mr", "mr.", "mrs", "mrs.", "ms", "ms.",
          "señor", "señora", "aunt", "uncle", "auntie");

  private final Verbs verbs;
  private final Clitics clitics;
  private final Set<String> adverbs = WordLists.words(Readings.class, "adverbs.txt");
  private final Set<String> closed = WordLists.words(Readings.class, "closed-words.txt");

  Readings(Verbs verbs) {
    this.verbs = verbs;
    this.clitics = new Clitics(verbs);
  }

  List<Token> settle(List<Token> raw) {
    List<Token> tokens = new ArrayList<>(raw);
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      String norm = token.norm();
      if (norm.equals("'s")) {
        tokens.set(i, clitics.genitiveOrVerb(tokens, i));
      } else if (norm.equals("'d")) {
        boolean had = i + 1 < tokens.size() && tokens.get(i + 1).is("better", "been");
        tokens.set(i, clitics.word(token, had ? "had" : "would", Tag.AUX));
      } else if (norm.equals("its") && i + 1 < tokens.size() && copular(tokens, i)) {
        tokens.set(
            i,
            new Token(
                "it",
                "it",
                new Span(token.span().start(), token.span().start() + 2),
                token.spaced(),
                Tag.PRON,
                "it"));
        tokens.add(
            i + 1,
            new Token(
                "is",
                "is",
                new Span(token.span().end() - 1, token.span().end()),
                true,
                Tag.AUX,
                "be"));
        i++;
      } else if (norm.endsWith("in")
          && norm.length() > 4
          && i > 0
          && verbs.can(norm + "g", Verbs.Form.GERUND)
          && tokens.get(i - 1).tag() == Tag.AUX) {
        tokens.set(
            i,
            new Token(
                token.text() + "g",
                norm + "g",
                token.span(),
                token.spaced(),
                Tag.VERB,
                verbs.lemma(norm + "g")));
      } else if ((norm.equals("may") || norm.equals("march"))
          && repaired(token, i > 0 ? tokens.get(i - 1) : token, i) == Tag.PROPN) {
        tokens.set(i, token.as(Tag.PROPN, norm));
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
    verbless(tokens);
    return List.copyOf(tokens);
  }

  /** Where a stretch between marks has no verb, the first word that can be one is one. */
  private void verbless(List<Token> tokens) {
    int start = 0;
    boolean verb = false;
    for (int i = 0; i <= tokens.size(); i++) {
      Tag tag = i < tokens.size() ? tokens.get(i).tag() : Tag.PUNCT;
      if (tag == Tag.PUNCT || tag == Tag.CCONJ || tag == Tag.SCONJ) {
        if (!verb) {
          supply(tokens, start, i);
        }
        start = i + 1;
        verb = false;
      } else {
        verb |= tag == Tag.VERB || tag == Tag.AUX;
      }
    }
  }

  private void supply(List<Token> tokens, int start, int end) {
    for (int i = start + 1; i + 1 < end; i++) {
      Token token = tokens.get(i);
      Tag before = tokens.get(i - 1).tag();
      Tag after = tokens.get(i + 1).tag();
      boolean subject =
          before == Tag.NOUN
              || before == Tag.PROPN
              || before == Tag.PRON
              || before == Tag.NUM
              || (before == Tag.ADV && i - 2 >= start);
      boolean goesOn =
          after == Tag.DET
              || after == Tag.PROPN
              || after == Tag.PRON
              || after == Tag.NUM
              || after == Tag.ADP
              || after == Tag.ADJ
              || after == Tag.NOUN
              || after == Tag.PART;
      boolean form =
          (verbs.can(token.norm(), Verbs.Form.THIRD) && !plural(tokens.get(i - 1)))
              || verbs.can(token.norm(), Verbs.Form.PAST);
      if (subject && goesOn && form && token.tag() == Tag.NOUN) {
        tokens.set(i, token.as(Tag.VERB, verbs.lemma(token.norm())));
        return;
      }
    }
  }

  private static boolean plural(Token token) {
    return token.tag() == Tag.NOUN && token.norm().endsWith("s") && !token.norm().endsWith("ss");
  }

  /** "its in the cupboard": an apostrophe is missing. */
  private static boolean copular(List<Token> tokens, int i) {
    Token after = tokens.get(i + 1);
    Tag tag = after.tag();
    boolean alone =
        i + 2 >= tokens.size()
            || tokens.get(i + 2).tag() == Tag.PUNCT
            || tokens.get(i + 2).tag() == Tag.ADP;
    return tag == Tag.ADP
        || tag == Tag.DET
        || tag == Tag.PRON
        || tag == Tag.NUM
        || after.is("not", "a", "an", "the", "so", "just", "really")
        || (tag == Tag.ADJ && alone);
  }

  private Token open(List<Token> tokens, int i) {
    Token token = tokens.get(i);
    String norm = token.norm();
    Token before = i > 0 ? tokens.get(i - 1) : token;
    Token after = i + 1 < tokens.size() ? tokens.get(i + 1) : token;
    boolean afterSubject =
        i > 0
            && (SUBJECTS.contains(before.norm())
                || (before.tag() == Tag.ADV
                    && i > 1
                    && SUBJECTS.contains(tokens.get(i - 2).norm())));
    Tag tag = repaired(token, before, i);
    boolean any =
        verbs.can(norm, Verbs.Form.BASE)
            || verbs.can(norm, Verbs.Form.THIRD)
            || verbs.can(norm, Verbs.Form.PAST);
    if (tag != Tag.VERB && afterSubject && any && !before.is("you", "it") && tag != Tag.ADV) {
      tag = Tag.VERB;
    }
    if (tag == Tag.NOUN
        && before.tag() == Tag.PROPN
        && after.is("to", "that")
        && verbs.can(norm, Verbs.Form.THIRD)) {
      tag = Tag.VERB;
    }
    if ((tag == Tag.NOUN || tag == Tag.PROPN)
        && i > 0
        && before.is("to", "will", "would", "can", "could", "should", "must", "might", "not")
        && before.tag() != Tag.ADP
        && verbs.can(norm, Verbs.Form.BASE)) {
      tag = Tag.VERB;
    }
    boolean gerund = verbs.can(norm, Verbs.Form.GERUND);
    if (tag == Tag.AUX && !AUXILIARIES.contains(norm) && !norm.equals("to")) {
      tag = norm.equals("used") || any || gerund ? Tag.VERB : tag;
    }
    if (tag != Tag.VERB
        && tag != Tag.ADV
        && i > 0
        && afterModal(tokens, i)
        && verbs.can(norm, Verbs.Form.BASE)) {
      tag = Tag.VERB;
    }
    if (tag == Tag.PROPN
        && i > 0
        && verbs.can(norm, Verbs.Form.GERUND)
        && Character.isLowerCase(token.text().charAt(0))) {
      tag = Tag.VERB;
    }
    return token.as(tag, tag == Tag.VERB ? verbs.lemma(norm) : norm);
  }

  private Tag repaired(Token token, Token before, int i) {
    String norm = token.norm();
    boolean upper = Character.isUpperCase(token.text().charAt(0));
    boolean letter = Character.isLetterOrDigit(norm.codePointAt(norm.length() - 1));
    Tag tag = token.tag();
    if (ASIDES.contains(norm)) {
      return Tag.INTJ;
    }
    if (TITLES.contains(norm)) {
      return Tag.PROPN;
    }
    if (TITLES.contains(before.norm())
        && i > 0
        && !closed.contains(norm)
        && tag != Tag.VERB
        && tag != Tag.PUNCT) {
      return Tag.PROPN;
    }
    if (norm.equals("i'd")) {
      return Tag.PRON;
    }
    boolean month =
        (norm.equals("may") || norm.equals("march"))
            && upper
            && i > 0
            && (before.tag() == Tag.NUM
                || before.is(
                    "in", "of", "since", "until", "by", "on", "last", "next", "this", "early",
                    "late", "from", "to"));
    if (month) {
      return Tag.PROPN;
    }
    if ((tag == Tag.PUNCT || tag == Tag.SYM) && letter && norm.length() > 1) {
      return Character.isDigit(norm.charAt(0)) && norm.indexOf('-') < 0
          ? Tag.NUM
          : norm.indexOf('-') > 0 ? Tag.ADJ : Tag.NOUN;
    }
    boolean form =
        verbs.can(norm, Verbs.Form.BASE)
            || verbs.can(norm, Verbs.Form.THIRD)
            || verbs.can(norm, Verbs.Form.PAST)
            || verbs.can(norm, Verbs.Form.PARTICIPLE)
            || verbs.can(norm, Verbs.Form.GERUND);
    if (tag == Tag.VERB && upper && i > 0 && before.tag() != Tag.PUNCT && !form) {
      return Tag.PROPN;
    }
    boolean adjective =
        norm.endsWith("ic")
            || norm.endsWith("ous")
            || norm.endsWith("ful")
            || norm.endsWith("able")
            || norm.endsWith("ible")
            || norm.endsWith("ive");
    if (tag == Tag.ADV && adjective && before.tag() == Tag.AUX) {
      return Tag.ADJ;
    }
    boolean adverb =
        norm.endsWith("ly")
            || adverbs.contains(norm)
            || closed.contains(norm)
            || norm.indexOf('-') > 0;
    if (tag == Tag.ADV && letter && !adverb) {
      return adjective || norm.endsWith("ed")
          ? Tag.ADJ
          : upper && i > 0 ? Tag.PROPN : form && before.tag() != Tag.VERB ? Tag.VERB : Tag.NOUN;
    }
    if (CLOSED_TAGS.contains(tag) && letter && !closed.contains(norm)) {
      boolean verb = verbs.can(norm, Verbs.Form.BASE) && !before.is("on", "in", "the", "a");
      return upper && i > 0 ? Tag.PROPN : verb ? Tag.VERB : Tag.NOUN;
    }
    return tag;
  }

  /** "would like", "do not need", "can also host". */
  private static boolean afterModal(List<Token> tokens, int i) {
    int at = i - 1;
    while (at > 0 && (tokens.get(at).tag() == Tag.ADV || tokens.get(at).is("not"))) {
      at--;
    }
    Token before = tokens.get(at);
    boolean modal = before.is("will", "would", "can", "could", "should", "must", "might", "may");
    return modal || (before.is("do", "does", "did") && at < i - 1);
  }
}
