package dev.engram.internal.capture.proposition;

import dev.engram.internal.capture.language.Tag;
import dev.engram.internal.capture.language.Token;
import java.util.List;
import java.util.Set;

/**
 * Reads how a sentence begins: a request to keep it ("remember that …"), a correction ("sorry, I
 * meant …"), a greeting or filler to pass over. Immutable and thread-safe.
 *
 * @param start the first token of what is said
 * @param explicit whether the speaker asks for it to be kept
 * @param task whether it is a thing to do: "remember to …"
 * @param correction whether it corrects something
 * @param standing whether it holds from now on
 */
record Openers(int start, boolean explicit, boolean task, boolean correction, boolean standing) {
  private static final Set<String> FILLERS =
      Set.of(
          "well",
          "oh",
          "ok",
          "okay",
          "yes",
          "yeah",
          "yep",
          "no",
          "nope",
          "sure",
          "hey",
          "hi",
          "hello",
          "so",
          "and",
          "but",
          "also",
          "anyway",
          "haha",
          "lol",
          "wow",
          "ah",
          "hmm",
          "right",
          "btw",
          "please",
          "pls",
          "plus",
          "honestly",
          "actually",
          "basically",
          "ya",
          "yup",
          "ugh",
          "man",
          "dude",
          "omg",
          "thanks",
          "cool",
          "great",
          "nice",
          "good",
          "sorry",
          "then",
          "now",
          "look",
          "listen",
          "alright",
          "nah",
          "guys",
          "folks",
          "yea",
          "whoa",
          "aw",
          "aww",
          "gosh",
          "jeez",
          "hm",
          "ha",
          "bruh",
          "yo",
          "yay");
  private static final List<List<String>> KEEP =
      List.of(
          List.of("remember"),
          List.of("note"),
          List.of("please", "note"),
          List.of("keep", "in", "mind"),
          List.of("bear", "in", "mind"),
          List.of("do", "not", "forget"),
          List.of("make", "a", "note"),
          List.of("fyi"),
          List.of("for", "the", "record"),
          List.of("just", "so", "you", "know"),
          List.of("for", "future", "reference"),
          List.of("for", "reference"),
          List.of("take", "note"),
          List.of("never", "forget"),
          List.of("you", "should", "know"));
  private static final List<List<String>> STANDING =
      List.of(
          List.of("from", "now", "on"),
          List.of("in", "future"),
          List.of("in", "the", "future"),
          List.of("going", "forward"),
          List.of("as", "a", "rule"),
          List.of("by", "default"),
          List.of("in", "general"));
  private static final List<List<String>> CORRECTIONS =
      List.of(
          List.of("sorry", ",", "i", "meant"),
          List.of("i", "meant"),
          List.of("i", "mean"),
          List.of("correction"),
          List.of("no", "wait"),
          List.of("wait"),
          List.of("scratch", "that"),
          List.of("actually"),
          List.of("update"));
  private static final List<List<String>> ASIDES =
      List.of(
          List.of("by", "the", "way"),
          List.of("to", "be", "honest"),
          List.of("in", "fact"),
          List.of("of", "course"),
          List.of("as", "you", "know"),
          List.of("good", "news"),
          List.of("small", "news"),
          List.of("big", "news"),
          List.of("one", "thing"),
          List.of("one", "more", "thing"),
          List.of("guess", "what"),
          List.of("as", "of", "today"),
          List.of("no", "worries"),
          List.of("the", "thing", "is"),
          List.of("heads-up"),
          List.of("you", "know"),
          List.of("i", "mean"),
          List.of("tbh"));

  static Openers of(List<Token> tokens) {
    int at = 0;
    boolean explicit = false;
    boolean task = false;
    boolean correction = false;
    boolean standing = false;
    for (int steps = 0; steps < 8 && at < tokens.size(); steps++) {
      int start = at;
      int keep = any(KEEP, tokens, at);
      if (keep > 0) {
        Token next = at + keep < tokens.size() ? tokens.get(at + keep) : tokens.get(at);
        explicit = true;
        at += keep;
        if (next.is("to") && tokens.get(start).is("remember", "do", "never")) {
          return new Openers(at, true, true, correction, standing);
        }
      } else if (any(STANDING, tokens, at) > 0) {
        standing = true;
        at += any(STANDING, tokens, at);
      } else if (any(CORRECTIONS, tokens, at) > 0) {
        correction = true;
        at += any(CORRECTIONS, tokens, at);
      } else if (any(ASIDES, tokens, at) > 0) {
        at += any(ASIDES, tokens, at);
      } else if (FILLERS.contains(tokens.get(at).norm()) && !determines(tokens, at)) {
        at++;
      }
      at = marks(tokens, at, explicit && keep > 0);
      if (at == start) {
        break;
      }
    }
    return new Openers(at, explicit, task, correction, standing);
  }

  /** "good" in "good friends are …" is no filler. */
  private static boolean determines(List<Token> tokens, int at) {
    Token token = tokens.get(at);
    boolean adjective = token.is("good", "great", "nice", "cool", "right", "no", "sure", "well");
    if (!adjective || at + 1 >= tokens.size()) {
      return false;
    }
    Tag next = tokens.get(at + 1).tag();
    return next == Tag.NOUN
        || next == Tag.PROPN
        || next == Tag.ADJ
        || tokens.get(at + 1).is("longer");
  }

  private static int marks(List<Token> tokens, int from, boolean that) {
    int at = from;
    while (at < tokens.size()
        && (tokens.get(at).is(",", ":", "-", "–", "—", "!", "...", "…", ".")
            || (that && tokens.get(at).is("that", "this")))) {
      at++;
    }
    return at;
  }

  private static int any(List<List<String>> phrases, List<Token> tokens, int at) {
    for (List<String> phrase : phrases) {
      boolean all = at + phrase.size() <= tokens.size();
      for (int i = 0; all && i < phrase.size(); i++) {
        all = tokens.get(at + i).norm().equals(phrase.get(i));
      }
      if (all) {
        return phrase.size();
      }
    }
    return 0;
  }
}
