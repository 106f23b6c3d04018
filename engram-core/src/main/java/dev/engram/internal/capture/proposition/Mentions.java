package dev.engram.internal.capture.proposition;

import dev.engram.internal.capture.language.Tag;
import dev.engram.internal.capture.language.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who and what a turn has named so far, for the pronouns of the third person. A pronoun is resolved
 * only if one antecedent of the turn fits; what is ambiguous stays open. One instance a turn, used
 * by one thread.
 */
final class Mentions {
  private enum Kind {
    FEMALE,
    MALE,
    PERSON,
    PET,
    THING,
    MANY
  }

  private record Mention(
      String name, Kind kind, int clause, boolean subject, boolean sure, boolean definite) {
    @Override
    public String toString() {
      return "Mention[clause " + clause + "]";
    }
  }

  private static final int FAR = 25;

  private final Lexicon lexicon;
  private final List<Mention> seen = new ArrayList<>();
  private final List<Mention> aside = new ArrayList<>();
  private int clause;

  Mentions(Lexicon lexicon) {
    this.lexicon = lexicon;
  }

  /** A new clause begins. */
  void next() {
    clause++;
  }

  /** A new turn begins: what was named is remembered, things stop being near. */
  void turn() {
    clause += 10;
  }

  /** Notes a noun phrase under the name it goes by. */
  void note(
      List<Token> tokens,
      int from,
      int to,
      String name,
      boolean subject,
      boolean place,
      boolean sure) {
    if (from >= to || name.isBlank()) {
      return;
    }
    Token head = head(tokens, from, to);
    if ((head.tag() != Tag.NOUN && head.tag() != Tag.PROPN) || head.is("one", "ones", "thing")) {
      return;
    }
    seen.add(
        new Mention(
            name,
            kind(tokens, from, to, head, place),
            clause,
            subject,
            sure,
            tokens.get(from).is("the")));
  }

  /** Notes what is named in passing: it is meant only where nothing that was told of can be. */
  void aside(List<Token> tokens, int from, int to, String name, boolean alone) {
    Token head = head(tokens, from, to);
    boolean named =
        (head.tag() == Tag.NOUN || head.tag() == Tag.PROPN)
            && !lexicon.has("timenouns", head.norm())
            && !lexicon.has("days", head.norm())
            && !lexicon.has("months", head.norm())
            && !head.is("one", "ones", "thing", "things", "way", "idea", "lot");
    if (named && seen.stream().noneMatch(mention -> mention.name().equals(name))) {
      Kind kind = kind(tokens, from, to, head, false);
      if (!alone && kind != Kind.MALE && kind != Kind.FEMALE) {
        return;
      }
      aside.add(new Mention(name, kind, clause, false, true, tokens.get(from).is("the")));
    }
  }

  /** The one thing named in passing that a pronoun can stand for; nothing if something else can. */
  private Optional<String> passing(Kind kind, int near) {
    if (seen.stream().anyMatch(m -> m.kind() == kind && clause - m.clause() <= near)) {
      return Optional.empty();
    }
    List<Mention> all =
        aside.stream().filter(m -> m.kind() == kind && clause - m.clause() <= near).toList();
    if (all.stream().map(Mention::name).distinct().count() != 1) {
      return Optional.empty();
    }
    Mention meant = all.getLast();
    seen.add(new Mention(meant.name(), kind, clause, true, true, meant.definite()));
    return Optional.of(meant.name());
  }

  private Kind kind(List<Token> tokens, int from, int to, Token head, boolean place) {
    for (int i = from; i < to; i++) {
      if (tokens.get(i).is("and")) {
        return Kind.MANY;
      }
    }
    Kind found = Kind.THING;
    for (int i = from; i < to; i++) {
      String norm = tokens.get(i).norm();
      if (tokens.get(i).is("of")) {
        break;
      }
      boolean owned = i + 1 < to && tokens.get(i + 1).is("'s", "'");
      if (owned) {
        continue;
      }
      if (lexicon.has("female", norm)) {
        return Kind.FEMALE;
      } else if (lexicon.has("male", norm)) {
        return Kind.MALE;
      } else if (lexicon.has("pets", norm)) {
        return Kind.PET;
      } else if (lexicon.has("kin", norm) || lexicon.has("people", norm)) {
        found = Kind.PERSON;
      }
    }
    if (found == Kind.PERSON) {
      return found;
    }
    boolean plural =
        head.tag() == Tag.NOUN
            && head.norm().endsWith("s")
            && !head.norm().endsWith("ss")
            && !head.norm().endsWith("us");
    if (plural && tokens.get(from).tag() == Tag.NUM) {
      return Kind.THING;
    }
    if (plural) {
      return Kind.MANY;
    }
    boolean name =
        head.tag() == Tag.PROPN
            && !place
            && to - from <= 3
            && from + 3 > to
            && head.norm().chars().allMatch(Character::isLetter)
            && !tokens.get(from).is("the", "a", "an")
            && !lexicon.has("tech", head.norm())
            && !lexicon.has("months", head.norm())
            && !lexicon.has("days", head.norm());
    return name ? Kind.PERSON : Kind.THING;
  }

  static Token head(List<Token> tokens, int from, int to) {
    int end = to;
    for (int i = from; i < to; i++) {
      if (i > from && tokens.get(i).tag() == Tag.ADP) {
        end = i;
        break;
      }
    }
    return tokens.get(end - 1);
  }

  /** A name as a sentence begins with it: with the article it was named with. */
  String shown(String name) {
    List<Mention> all = new ArrayList<>(aside);
    all.addAll(seen);
    for (Mention mention : all.reversed()) {
      if (mention.name().equals(name)) {
        return mention.definite() ? "The " + name : name;
      }
    }
    return name;
  }

  /** What a pronoun stands for, if that is plain. */
  Optional<String> resolve(String pronoun) {
    return switch (pronoun) {
      case "she", "her", "hers" ->
          only(Kind.FEMALE, Kind.PERSON, Kind.PET).or(() -> passing(Kind.FEMALE, FAR));
      case "he", "him", "his" ->
          only(Kind.MALE, Kind.PERSON, Kind.PET).or(() -> passing(Kind.MALE, FAR));
      case "it", "its" -> thing().or(() -> passing(Kind.THING, 2));
      case "they", "them", "their" -> last(Kind.MANY).or(() -> passing(Kind.MANY, 2));
      default -> Optional.empty();
    };
  }

  private Optional<String> only(Kind sure, Kind open, Kind pet) {
    for (Kind kind : new Kind[] {sure, open, pet}) {
      List<String> names =
          seen.stream()
              .filter(mention -> mention.kind() == kind)
              .map(Mention::name)
              .distinct()
              .toList();
      if (names.size() == 1) {
        return Optional.of(names.getFirst());
      }
      if (names.size() > 1) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private Optional<String> thing() {
    boolean doubt = false;
    Optional<Mention> found = Optional.empty();
    for (Mention mention : seen.reversed()) {
      if (clause - mention.clause() > 1) {
        break;
      }
      if (mention.kind() == Kind.THING) {
        if (!mention.sure()) {
          doubt = true;
          continue;
        }
        if (doubt && !Character.isUpperCase(mention.name().codePointAt(0))) {
          return Optional.empty();
        }
        if (found.isPresent() && !found.get().name().equals(mention.name())) {
          boolean same = found.get().clause() == mention.clause();
          boolean proper =
              mention.subject() && Character.isUpperCase(mention.name().codePointAt(0));
          return !same
              ? found.map(Mention::name)
              : proper ? Optional.of(mention.name()) : Optional.empty();
        }
        found = Optional.of(mention);
      }
    }
    return found.map(Mention::name);
  }

  private Optional<String> last(Kind kind) {
    for (Mention mention : seen.reversed()) {
      if (clause - mention.clause() > 1) {
        break;
      }
      if (mention.kind() == kind) {
        return Optional.of(mention.name());
      }
    }
    return Optional.empty();
  }
}
