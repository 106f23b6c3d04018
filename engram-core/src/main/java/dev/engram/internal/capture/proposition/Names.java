package dev.engram.internal.capture.proposition;

import dev.engram.internal.capture.language.Tag;
import dev.engram.internal.capture.language.Token;
import dev.engram.internal.capture.proposition.Turn.Named;
import java.util.List;
import java.util.Optional;

/** Names noun phrases: whose they are, without determiners. Immutable and thread-safe. */
final class Names {
  private final Lexicon lexicon;

  Names(Lexicon lexicon) {
    this.lexicon = lexicon;
  }

  /** The name of a noun phrase; nothing if it leaves open whose it is. */
  Optional<Named> of(
      List<Token> tokens, int from, int to, Speech speech, Mentions mentions, boolean possessed) {
    int start = from;
    Token first = tokens.get(from);
    String owner = "";
    boolean resolved = false;
    if (first.is("his", "her", "its", "their") && to > from + 1) {
      Optional<String> whose = mentions.resolve(first.norm());
      if (whose.isEmpty()) {
        return Optional.empty();
      }
      owner = Speech.owner(whose.get()) + " ";
      resolved = true;
      start++;
    } else if (possessed) {
      owner = Speech.owner(speech.first()) + " ";
      start++;
    } else if (to == from + 1
        && first.is("mum", "mom", "dad", "grandma", "grandpa", "mama", "papa")) {
      owner = Speech.owner(speech.first()) + " ";
    } else if (first.is("your", "you", "yours") && speech.second().isEmpty()) {
      return Optional.empty();
    }
    String determiner = "";
    if (start == from && start + 1 < to && first.is("the", "a", "an")) {
      determiner =
          first.is("the")
              ? "The "
              : first.norm().substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                  + first.norm().substring(1)
                  + " ";
      start++;
    }
    String name = owner + speech.read(tokens, start, to);
    if (name.isBlank() || name.length() > 120) {
      return Optional.empty();
    }
    String shown = determiner + name;
    Optional<String> proper = proper(tokens, from, to);
    return Optional.of(new Named(proper.orElse(name), shown, resolved, human(tokens, from, to)));
  }

  /** "my sister Marta" goes by "Marta". */
  Optional<String> proper(List<Token> tokens, int from, int to) {
    int last = to - 1;
    while (last > from
        && (tokens.get(last).tag() == Tag.PROPN
            || Character.isUpperCase(tokens.get(last).text().codePointAt(0)))) {
      last--;
    }
    boolean named =
        last < to - 1
            && last > from
            && (lexicon.has("kin", tokens.get(last).norm())
                || lexicon.has("pets", tokens.get(last).norm()))
            && tokens.get(from).is("my", "our", "his", "her", "their");
    if (!named) {
      return Optional.empty();
    }
    StringBuilder name = new StringBuilder();
    for (int i = last + 1; i < to; i++) {
      name.append(name.isEmpty() ? "" : " ").append(tokens.get(i).text());
    }
    return Optional.of(name.toString());
  }

  private boolean human(List<Token> tokens, int from, int to) {
    Token head = Mentions.head(tokens, from, to);
    String norm = head.norm();
    boolean kin =
        lexicon.has("kin", norm)
            || lexicon.has("people", norm)
            || lexicon.has("female", norm)
            || lexicon.has("male", norm);
    boolean name =
        head.tag() == Tag.PROPN
            && to - from <= 3
            && !tokens.get(from).is("the", "a", "an")
            && norm.chars().allMatch(c -> Character.isLetter(c) || c == '-')
            && !lexicon.has("tech", norm)
            && !lexicon.has("months", norm)
            && !lexicon.has("days", norm);
    return kin || name;
  }

  /** An object as a name: without the determiner it begins with. */
  static String bare(String text, List<Token> tokens, int from) {
    Token first = tokens.get(from);
    boolean drop =
        first.is("the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their");
    int blank = text.indexOf(' ');
    return drop && blank > 0 ? text.substring(blank + 1) : text;
  }
}
