package dev.engram.internal.capture.proposition;

import dev.engram.internal.capture.language.Tag;
import dev.engram.internal.capture.language.Token;
import dev.engram.internal.capture.language.Verbs;
import dev.engram.internal.capture.text.Utterance;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Who speaks to whom, and how their words read in the third person.
 *
 * @param first the name that the first person stands for
 * @param second the name that the second person stands for, if known
 * @param assistant whether an assistant speaks
 * @param machine whether neither a person nor an assistant speaks: a tool
 * @param verbs verb forms
 */
record Speech(
    String first, Optional<String> second, boolean assistant, boolean machine, Verbs verbs) {
  private static final Set<String> ASSISTANTS =
      Set.of("assistant", "ai", "agent", "bot", "model", "chatbot");
  private static final Set<String> USERS = Set.of("user", "human", "me", "");
  private static final Set<String> MACHINES = Set.of("tool", "function");

  static Speech of(Utterance utterance, Verbs verbs) {
    String speaker = utterance.speaker().orElse("").strip();
    String role = speaker.toLowerCase(Locale.ROOT);
    boolean assistant = ASSISTANTS.contains(role);
    Optional<String> second =
        utterance
            .addressee()
            .map(Speech::name)
            .or(() -> assistant ? Optional.of("User") : Optional.empty());
    return new Speech(name(speaker), second, assistant, MACHINES.contains(role), verbs);
  }

  private static String name(String speaker) {
    String role = speaker.strip().toLowerCase(Locale.ROOT);
    return ASSISTANTS.contains(role)
        ? "Assistant"
        : USERS.contains(role) ? "User" : speaker.strip();
  }

  /** Whether what is said in the imperative binds an assistant. */
  boolean toAssistant() {
    return !assistant
        && (second.map("Assistant"::equals).orElse(first.equals("User")) || first.equals("system"));
  }

  /** How a token reads in the third person; itself if it is no pronoun of the first or second. */
  String read(Token token) {
    String other = second.orElse("");
    return switch (token.norm()) {
      case "i", "me", "myself" -> token.is("i") && token.text().length() > 1 ? token.text() : first;
      case "my", "our" -> owner(first);
      case "mine", "ours" -> owner(first);
      case "we", "us", "ourselves" -> first + " and others";
      case "you", "yourself" -> other.isEmpty() ? token.text() : other;
      case "your", "yours" -> other.isEmpty() ? token.text() : owner(other);
      case "btw", "lol", "haha", "tbh", "imo", "lmao", "omg", "rn", "haha!" -> "";
      default -> bare(token.text());
    };
  }

  private static String bare(String text) {
    boolean code = text.length() > 2 && text.startsWith("`") && text.endsWith("`");
    return code ? text.substring(1, text.length() - 1) : text;
  }

  static String owner(String name) {
    return name + "'s";
  }

  /**
   * A token as {@link #read(Token)} has it; a verb in the third person if its subject has changed.
   */
  String agreeing(List<Token> tokens, int from, int i) {
    Token token = tokens.get(i);
    if (token.tag() != Tag.VERB && token.tag() != Tag.AUX) {
      return read(token);
    }
    int subject = i - 1;
    while (subject >= from && tokens.get(subject).tag() == Tag.ADV) {
      subject--;
    }
    boolean changed =
        subject >= from
            && (tokens.get(subject).is("i")
                || (tokens.get(subject).is("you") && second.isPresent()));
    if (!changed) {
      return read(token);
    }
    return switch (token.norm()) {
      case "am", "are" -> "is";
      case "were" -> "was";
      case "have", "do" -> verbs.third(token.norm());
      default ->
          token.tag() == Tag.VERB
                  && token.norm().equals(token.lemma())
                  && !token.is("put", "cut", "quit", "hit", "set", "let")
              ? verbs.third(token.lemma())
              : read(token);
    };
  }

  /** The tokens from {@code from} to {@code to}, in the third person. */
  String read(List<Token> tokens, int from, int to) {
    StringBuilder out = new StringBuilder();
    for (int i = from; i < to; i++) {
      Token token = tokens.get(i);
      if (!out.isEmpty() && token.spaced()) {
        out.append(' ');
      }
      out.append(agreeing(tokens, from, i));
    }
    return out.toString().strip();
  }

  @Override
  public String toString() {
    return "Speech";
  }
}
