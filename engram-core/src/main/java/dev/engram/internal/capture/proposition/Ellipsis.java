package dev.engram.internal.capture.proposition;

import dev.engram.internal.capture.language.Tag;
import dev.engram.internal.capture.language.Token;
import dev.engram.internal.capture.language.Verbs;
import dev.engram.internal.capture.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Puts back what notes leave out, so that they read as clauses: "thesis due in May" lacks its "is",
 * "also running two servers" its "I am". What is put back covers no text. Only parts of a sentence,
 * between marks, that have no finite verb of their own are touched. Immutable and thread-safe;
 * linear in the tokens.
 */
final class Ellipsis {
  private static final Set<String> LEADS = Set.of("also", "only", "just", "still", "now");
  private static final Set<String> STATES =
      Set.of("need", "want", "love", "like", "hate", "prefer", "dislike", "have", "own");
  private static final Set<String> DONE =
      Set.of("replaced", "fixed", "repaired", "booked", "cancelled", "canceled", "paid", "sorted");

  private final Verbs verbs;

  Ellipsis(Verbs verbs) {
    this.verbs = verbs;
  }

  /**
   * The tokens of a sentence with what they leave out, of the speaker if it is not said of whom.
   */
  List<Token> restored(List<Token> tokens) {
    List<Token> out = new ArrayList<>(tokens.size() + 4);
    int start = 0;
    while (start < tokens.size()) {
      int end = start;
      while (end < tokens.size() && !mark(tokens, end)) {
        end++;
      }
      part(tokens, start, end, out);
      if (end < tokens.size()) {
        out.add(tokens.get(end));
      }
      start = end + 1;
    }
    return out;
  }

  private static boolean mark(List<Token> tokens, int i) {
    Token token = tokens.get(i);
    boolean clause =
        (token.tag() == Tag.CCONJ || token.is("so", "because"))
            && i + 1 < tokens.size()
            && tokens.get(i + 1).is("i", "we", "he", "she", "it", "they", "you");
    return clause || token.is(",", ";", ":", "-", "–", "—", ".", "!", "…", "...");
  }

  private void part(List<Token> tokens, int start, int end, List<Token> out) {
    int at = start;
    while (at < end && tokens.get(at).tag() == Tag.CCONJ) {
      at++;
    }
    int verb = at;
    while (verb < end && LEADS.contains(tokens.get(verb).norm())) {
      verb++;
    }
    boolean led = verb > at;
    int copula = -1;
    List<Token> opening = List.of();
    if (verb + 1 < end && (start == 0 || led)) {
      if (progressive(tokens, verb, end)) {
        opening = List.of(put(tokens.get(at), "I", Tag.PRON), put(tokens.get(at), "am", Tag.AUX));
      } else if (state(tokens, verb, end, led)) {
        opening = List.of(put(tokens.get(at), "I", Tag.PRON));
      }
    }
    if (opening.isEmpty() && at + 3 < end && tokens.get(at).is("no") && lasting(tokens, at, end)) {
      opening = List.of(put(tokens.get(at), "I", Tag.PRON), put(tokens.get(at), "have", Tag.VERB));
    }
    if (start > 0 && at + 2 == end && tokens.get(at).is("was") && figure(tokens.get(at + 1))) {
      opening = List.of(put(tokens.get(at), "it", Tag.PRON));
    } else if (start > 0 && at + 1 < end && tokens.get(at).is("due") && !finite(tokens, at, end)) {
      opening = List.of(put(tokens.get(at), "it", Tag.PRON), put(tokens.get(at), "is", Tag.AUX));
    }
    if (opening.isEmpty()) {
      copula = copula(tokens, at, end);
    }
    for (int i = start; i < end; i++) {
      if (i == at) {
        out.addAll(opening);
      }
      if (i == copula) {
        boolean done = DONE.contains(tokens.get(end - 1).norm());
        out.add(put(tokens.get(i), done ? "was" : "is", Tag.AUX));
      }
      boolean its = tokens.get(i).is("its") && i + 1 < end && predicate(tokens, i + 1, end);
      if (contracted(tokens, at, i, end)) {
        out.add(new Token("is", "is", tokens.get(i).span(), true, Tag.AUX, "be"));
      } else if (its) {
        Token it = put(tokens.get(i), "it", Tag.PRON);
        out.add(new Token(it.text(), it.norm(), tokens.get(i).span(), true, Tag.PRON, "it"));
        out.add(put(tokens.get(i + 1), "is", Tag.AUX));
      } else {
        out.add(tokens.get(i));
      }
    }
  }

  /** "the rent's 600 now", "rehearsal's at noon": an "is" that looks like an owner's mark. */
  private static boolean contracted(List<Token> tokens, int start, int i, int end) {
    boolean mark = tokens.get(i).tag() == Tag.PART && tokens.get(i).is("'s") && i > start;
    if (!mark || i + 1 >= end) {
      return false;
    }
    for (int j = start; j < i; j++) {
      if (tokens.get(j).tag() == Tag.ADP || tokens.get(j).tag() == Tag.VERB) {
        return false;
      }
    }
    Token next = tokens.get(i + 1);
    boolean alone =
        i + 2 >= end || tokens.get(i + 2).tag() == Tag.ADV || tokens.get(i + 2).is("a", "per");
    return (next.tag() == Tag.ADP && !next.is("of")) || (figure(next) && alone);
  }

  /** What cannot be owned: "its in the shed", "its 20 euros". */
  private static boolean predicate(List<Token> tokens, int i, int end) {
    Token token = tokens.get(i);
    boolean price =
        token.tag() == Tag.PROPN
            && token.text().chars().anyMatch(Character::isDigit)
            && (i + 1 >= end || tokens.get(i + 1).tag() == Tag.DET);
    return price
        || token.tag() == Tag.ADP
        || token.tag() == Tag.DET
        || (token.tag() == Tag.ADV && token.is("now", "still", "not", "always"))
        || figure(token);
  }

  private static Token put(Token before, String word, Tag tag) {
    int at = before.span().start();
    String norm = word.equals("I") ? "i" : word;
    String lemma = tag == Tag.AUX ? "be" : norm;
    return new Token(word, norm, new Span(at, at), true, tag, lemma);
  }

  /** "cooking for six tonight": of the speaker, unless it is the subject of what follows. */
  private boolean progressive(List<Token> tokens, int at, int end) {
    Token first = tokens.get(at);
    Tag next = tokens.get(at + 1).tag();
    boolean verb =
        first.tag() == Tag.VERB
            || next == Tag.ADP
            || next == Tag.DET
            || next == Tag.ADV
            || next == Tag.PRON;
    return verb
        && !tokens.get(at + 1).is("to")
        && first.norm().endsWith("ing")
        && verbs.can(first.norm(), Verbs.Form.GERUND)
        && !finite(tokens, at + 1, end);
  }

  private static boolean state(List<Token> tokens, int at, int end, boolean led) {
    Token first = tokens.get(at);
    Tag next = tokens.get(at + 1).tag();
    boolean thing = next == Tag.DET || next == Tag.NOUN || next == Tag.PROPN || next == Tag.NUM;
    return STATES.contains(first.norm())
        && (led || !first.is("have"))
        && thing
        && !finite(tokens, at + 1, end);
  }

  private static boolean lasting(List<Token> tokens, int at, int end) {
    for (int i = at + 2; i + 1 < end; i++) {
      if (tokens.get(i).is("for", "since")) {
        return !finite(tokens, at, end);
      }
    }
    return false;
  }

  /** Before which token an "is" is left out; -1 if none is. */
  private static int copula(List<Token> tokens, int start, int end) {
    int noun = start;
    while (noun < end && name(tokens, noun, noun == start)) {
      noun++;
    }
    if (noun == start || noun >= end || noun - start > 4 || !head(tokens.get(noun - 1))) {
      return -1;
    }
    int at = noun;
    while (at + 1 < end && tokens.get(at).tag() == Tag.ADV && !tokens.get(at).is("back")) {
      at++;
    }
    Token word = tokens.get(at);
    boolean last = at + 1 == end;
    if (DONE.contains(word.norm()) && last) {
      return noun;
    }
    if (finite(tokens, noun, end)) {
      return -1;
    }
    boolean due = word.is("due") && !last;
    boolean level =
        word.is("back", "down", "up")
            && at + 2 < end
            && tokens.get(at + 1).is("to", "at", "over", "under")
            && figure(tokens.get(at + 2));
    boolean figure = figure(word) && (tokens.get(end - 1).is("now") || measured(tokens, at, end));
    return due || level || figure ? noun : -1;
  }

  private static boolean name(List<Token> tokens, int i, boolean first) {
    Token token = tokens.get(i);
    return head(token)
        || (token.tag() == Tag.ADJ && !token.is("due", "back"))
        || (first && (token.tag() == Tag.DET || token.is("my", "our")));
  }

  private static boolean head(Token token) {
    boolean named = token.tag() == Tag.NUM && Character.isLetter(token.text().codePointAt(0));
    return (token.tag() == Tag.NOUN || token.tag() == Tag.PROPN || token.tag() == Tag.X || named)
        && !figure(token);
  }

  private static boolean figure(Token token) {
    String text = token.text();
    return (token.tag() == Tag.NUM && text.chars().allMatch(Character::isLetter))
        || text.equals("€")
        || text.equals("$")
        || text.equals("£")
        || (!text.isEmpty() && Character.isDigit(text.charAt(0)));
  }

  /** "18,400 t", "300 euros": a number with its unit. */
  private static boolean measured(List<Token> tokens, int at, int end) {
    return !Character.isLetterOrDigit(tokens.get(at).text().codePointAt(0))
        || (at + 1 < end
            && tokens.get(at).tag() == Tag.NUM
            && tokens.get(at).norm().length() > 1
            && tokens.get(at + 1).tag() == Tag.NOUN
            && (at + 2 == end || tokens.get(at + 2).tag() != Tag.NOUN));
  }

  private static boolean finite(List<Token> tokens, int from, int to) {
    for (int i = from; i < to; i++) {
      Token token = tokens.get(i);
      if (token.tag() == Tag.AUX || (token.tag() == Tag.VERB && !token.norm().endsWith("ing"))) {
        return true;
      }
    }
    return false;
  }
}
