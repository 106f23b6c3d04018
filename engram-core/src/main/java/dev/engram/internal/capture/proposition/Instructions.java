package dev.engram.internal.capture.proposition;

import dev.engram.internal.capture.language.Tag;
import dev.engram.internal.capture.language.Token;
import dev.engram.internal.capture.language.Verbs;
import dev.engram.internal.capture.text.Span;
import dev.engram.memory.Category;
import dev.engram.memory.Modality;
import java.util.List;
import java.util.Optional;

/**
 * Reads standing instructions to an assistant ("always answer in French", "never use tabs", "call
 * me Al") and things to be remembered that are no clause. A request for one thing now is neither.
 * Immutable and thread-safe.
 */
final class Instructions {
  private static final int LONGEST = 60;

  private final Verbs verbs;

  Instructions(Verbs verbs) {
    this.verbs = verbs;
  }

  /** The instruction that a sentence gives, if it gives one. */
  Optional<Proposition> read(List<Token> tokens, Openers openers, Speech speech) {
    int end = commas(tokens, end(tokens));
    if (end < 2 || end > LONGEST) {
      return Optional.empty();
    }
    if (openers.task()) {
      return verb(tokens, 1) ? Optional.of(task(tokens, end, speech)) : Optional.empty();
    }
    if (!speech.toAssistant() && speech.second().isEmpty()) {
      return Optional.empty();
    }
    int at = start(tokens, end);
    boolean standing = openers.standing();
    while (at < end && tokens.get(at).is("please", "just", ",", "so", "and")) {
      at++;
    }
    if (at + 1 < end && tokens.get(at).is("make") && tokens.get(at + 1).is("sure")) {
      at += at + 2 < end && tokens.get(at + 2).is("to") ? 3 : 2;
      standing |= at < end && tokens.get(at).is("you");
      at += at < end && tokens.get(at).is("you") ? 1 : 0;
    }
    if (at + 2 < end
        && tokens.get(at).is("i")
        && tokens.get(at + 2).is("you")
        && tokens.get(at + 1).is("want", "need")
        && at + 3 < end
        && tokens.get(at + 3).is("to")) {
      at += 4;
    }
    boolean always = false;
    boolean never = false;
    while (at < end
        && tokens.get(at).is("always", "never", "ever", "do", "not", "only", "please")) {
      boolean negation = tokens.get(at).is("never", "not");
      boolean support = tokens.get(at).is("do") && at + 1 < end && !tokens.get(at + 1).is("not");
      if (support) {
        break;
      }
      always |= tokens.get(at).is("always", "only");
      never |= negation;
      at++;
    }
    if (at + 1 >= end || !verb(tokens, at)) {
      return Optional.empty();
    }
    if (tokens.get(at).is("call")
        && speech.toAssistant()
        && tokens.get(at + 1).is("me")
        && at + 2 < end) {
      return Optional.of(called(tokens, at, end, speech));
    }
    boolean idle =
        tokens.get(at).is("worry", "hesitate", "mind", "forget", "bother", "get", "know");
    boolean style = speech.toAssistant() && style(tokens, at, end);
    if (!(always || never || standing || style) || idle) {
      return Optional.empty();
    }
    String who = speech.second().orElse("Assistant");
    String phrase = speech.read(tokens, at, end);
    String text =
        speech.first()
            + " wants "
            + who
            + (never ? " never to " : always ? " always to " : " to ")
            + phrase;
    String lemma = tokens.get(at).norm();
    String object = speech.read(tokens, at + 1, end);
    boolean explicit = openers.explicit();
    return Optional.of(
        new Proposition(
            text + ".",
            span(tokens, 0, end),
            who,
            verbs.third(lemma),
            own(tokens, at + 1, end, who, object, speech),
            never,
            Modality.OBLIGED,
            Category.INSTRUCTION,
            explicit ? 1 : speech.toAssistant() ? 0.9 : 0.7,
            explicit,
            false,
            Optional.empty()));
  }

  private static String own(
      List<Token> tokens, int from, int end, String who, String object, Speech speech) {
    boolean owner = tokens.get(from).is("your") && speech.second().map(who::equals).orElse(true);
    return owner && from + 1 < end
        ? speech.read(tokens, from + 1, end)
        : Names.bare(object, tokens, from);
  }

  /** "In quotes, always use …": where the imperative begins. */
  private static int start(List<Token> tokens, int end) {
    for (int i = 1; i + 1 < Math.min(end, 8); i++) {
      if (tokens.get(i).is(",")
          && tokens.get(i + 1).is("always", "never")
          && tokens.get(0).tag() == Tag.ADP) {
        return i + 1;
      }
    }
    return 0;
  }

  /** Whether an imperative is about the manner of all answers: "keep your answers short". */
  private static boolean style(List<Token> tokens, int at, int end) {
    boolean manner =
        tokens.get(at).is("answer", "reply", "respond", "speak")
            && tokens.get(at + 1).is("in", "with");
    if (manner) {
      return true;
    }
    for (int i = at + 1; i < end && i < at + 5; i++) {
      if (tokens.get(at).is("keep", "make", "use", "avoid", "format", "skip", "stop", "write")
          && tokens
              .get(i)
              .is(
                  "answers",
                  "answer",
                  "responses",
                  "replies",
                  "explanations",
                  "emojis",
                  "emoji",
                  "tone",
                  "units")) {
        return true;
      }
    }
    return false;
  }

  private Proposition task(List<Token> tokens, int end, Speech speech) {
    String phrase = speech.read(tokens, 1, end);
    String object = end > 2 ? Names.bare(speech.read(tokens, 2, end), tokens, 2) : "";
    return new Proposition(
        speech.first() + " must remember to " + phrase + ".",
        span(tokens, 0, end),
        speech.first(),
        verbs.third(tokens.get(1).norm()),
        object,
        false,
        Modality.OBLIGED,
        Category.CONTEXT,
        1,
        true,
        false,
        Optional.empty());
  }

  private static Proposition called(List<Token> tokens, int at, int end, Speech speech) {
    String name = speech.read(tokens, at + 2, end);
    return new Proposition(
        speech.first() + " wants to be called " + name + ".",
        span(tokens, 0, end),
        speech.first(),
        "is called",
        name,
        false,
        Modality.ACTUAL,
        Category.INSTRUCTION,
        0.9,
        false,
        false,
        Optional.empty());
  }

  /** "No shoes in the hall, please": what a speaker wants none of. */
  Optional<Proposition> none(List<Token> tokens, Speech speech) {
    int at = 0;
    boolean asked = false;
    while (at < tokens.size() && tokens.get(at).is("please", "pls", "also", "and", ",", "so")) {
      asked |= tokens.get(at).is("please", "pls");
      at++;
    }
    if (at + 1 >= tokens.size() || !tokens.get(at).is("no", "nothing")) {
      return Optional.empty();
    }
    int from = at + (tokens.get(at).is("nothing") ? 0 : tokens.get(at + 1).is("more") ? 2 : 1);
    int end = from;
    while (end < tokens.size()
        && end < from + 16
        && tokens.get(end).tag() != Tag.VERB
        && tokens.get(end).tag() != Tag.AUX
        && tokens.get(end).tag() != Tag.PUNCT
        && !tokens.get(end).is("please", "pls")) {
      end++;
    }
    boolean closed = end == tokens.size() || tokens.get(end).tag() == Tag.PUNCT;
    asked |= end < tokens.size() && tokens.get(end).is("please", "pls");
    boolean thing =
        from < end
            && !tokens.get(from).is("problem", "worries", "need", "way", "idea", "rush", "thanks");
    if (!asked || !thing || (!closed && !tokens.get(end).is("please", "pls"))) {
      return Optional.empty();
    }
    String object = speech.read(tokens, from, end);
    String wanted = tokens.get(at).is("nothing") ? object : "there to be no " + object;
    return Optional.of(
        new Proposition(
            speech.first() + " wants " + wanted + ".",
            span(tokens, at, end),
            speech.first(),
            "wants",
            object,
            true,
            Modality.OBLIGED,
            Category.INSTRUCTION,
            0.7,
            false,
            false,
            Optional.empty()));
  }

  /** What a speaker asks to keep, where no clause was found in it. */
  Optional<Proposition> kept(List<Token> tokens, Speech speech) {
    int end = end(tokens);
    if (end < 2 || end > LONGEST) {
      return Optional.empty();
    }
    String object = speech.read(tokens, 0, end);
    return Optional.of(
        new Proposition(
            speech.first() + " asks to remember: " + object + ".",
            span(tokens, 0, end),
            speech.first(),
            "asks to remember",
            object,
            false,
            Modality.ACTUAL,
            Category.INSTRUCTION,
            1,
            true,
            false,
            Optional.empty()));
  }

  private boolean verb(List<Token> tokens, int at) {
    return at < tokens.size()
        && verbs.can(tokens.get(at).norm(), Verbs.Form.BASE)
        && (tokens.get(at).tag() == Tag.VERB
            || tokens.get(at).tag() == Tag.AUX
            || tokens.get(at).tag() == Tag.NOUN
            || tokens.get(at).tag() == Tag.ADJ);
  }

  private static int end(List<Token> tokens) {
    int end = tokens.size();
    while (end > 0
        && (tokens.get(end - 1).tag() == Tag.PUNCT || tokens.get(end - 1).is(".", "!", "please"))) {
      end--;
    }
    return end;
  }

  /** Where what an instruction does not cover begins. */
  static int rest(List<Token> tokens) {
    int at = commas(tokens, end(tokens));
    while (at < tokens.size()
        && (tokens.get(at).tag() == Tag.PUNCT || tokens.get(at).is("please", "thanks"))) {
      at++;
    }
    return at;
  }

  /** Cuts what comes after ", and never …", ", it …", ", please". */
  private static int commas(List<Token> tokens, int end) {
    for (int i = 2; i + 1 < end; i++) {
      boolean other =
          tokens.get(i).is(",")
              && (tokens
                      .get(i + 1)
                      .is("please", "it", "that", "this", "thanks", "they", "because", "i")
                  || (i + 2 < end
                      && tokens.get(i + 1).is("and")
                      && tokens.get(i + 2).is("never", "always", "do")));
      if (other) {
        return i;
      }
    }
    return end;
  }

  private static Span span(List<Token> tokens, int from, int to) {
    return new Span(tokens.get(from).span().start(), tokens.get(to - 1).span().end());
  }
}
