package dev.engram.internal.capture.entity;

import dev.engram.internal.capture.word.Word;
import dev.engram.memory.EntityType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads other names in apposition: "Robert (Bob)", "Kubernetes, aka k8s", "my sister Ana". What
 * "my" means depends on who speaks, so the alias names the speaker where one is known: "Leo's
 * sister".
 */
final class Aliases {
  private static final Set<String> AKA =
      Set.of("aka", "a.k.a", "alias", "nicknamed", "abbreviated");

  private final Passage passage;
  private final Optional<String> speaker;

  Aliases(Passage passage, Optional<String> speaker) {
    this.passage = passage;
    this.speaker = speaker.filter(s -> !Passage.isRole(s)).map(String::strip);
  }

  /** The mentions, with aliases where the text gives them; a second name is no own mention. */
  List<Mention> attach(List<Mention> mentions) {
    var out = new ArrayList<Mention>();
    int token = 0;
    for (int i = 0; i < mentions.size(); i++) {
      Mention mention = mentions.get(i);
      while (token < passage.words().size()
          && passage.word(token).start() < mention.span().start()) {
        token++;
      }
      int after = token;
      while (after < passage.words().size() && passage.word(after).start() < mention.span().end()) {
        after++;
      }
      Optional<int[]> second = second(mention, after);
      if (second.isPresent()) {
        int from = second.get()[0];
        int to = second.get()[1];
        out.add(mention.alsoKnownAs(passage.text().substring(from, to)));
        while (i + 1 < mentions.size() && mentions.get(i + 1).span().start() < to) {
          i++;
        }
      } else {
        out.add(kin(mention, token, after).map(mention::alsoKnownAs).orElse(mention));
      }
    }
    return out;
  }

  /** Where the second name stands that follows a mention. */
  private Optional<int[]> second(Mention mention, int after) {
    int i = after;
    boolean bracket = at(i, '(');
    boolean comma = at(i, ',');
    i += bracket || comma ? 1 : 0;
    boolean aka = AKA.contains(passage.folded(i));
    int skip = aka ? 1 : known(i) ? 3 : 0;
    if (skip == 1 && at(i + 1, '.')) {
      skip++;
    }
    if (skip == 0 && !bracket) {
      return Optional.empty();
    }
    i += skip;
    int last = i;
    while (last < passage.words().size() && last < i + 3 && passage.word(last).isWord()) {
      last++;
    }
    boolean closed = bracket && at(last, ')');
    if (last == i || (bracket && !closed)) {
      return Optional.empty();
    }
    if (skip > 0) {
      Word own = passage.word(closed ? last - 1 : i);
      return Optional.of(new int[] {passage.word(i).start(), own.end()});
    }
    boolean alike = last == i + 1 && (nickname(mention, i) || initials(mention, passage.word(i)));
    return alike
        ? Optional.of(new int[] {passage.word(i).start(), passage.word(last - 1).end()})
        : Optional.empty();
  }

  /** "also known as". */
  private boolean known(int i) {
    return passage.folded(i).equals("also")
        && passage.folded(i + 1).equals("known")
        && passage.folded(i + 2).equals("as");
  }

  private boolean nickname(Mention mention, int i) {
    return mention.type() == EntityType.PERSON
        && passage.word(i).capital()
        && !passage.word(i).shouted();
  }

  /** IBM for International Business Machines. */
  private static boolean initials(Mention mention, Word word) {
    String name = mention.name();
    var initials = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      if (Character.isUpperCase(name.charAt(i))
          && (i == 0 || !Character.isLetterOrDigit(name.charAt(i - 1)))) {
        initials.append(name.charAt(i));
      }
    }
    return word.shouted() && initials.length() >= 2 && initials.toString().equals(word.text());
  }

  private Optional<String> kin(Mention mention, int token, int after) {
    if (mention.type() != EntityType.PERSON) {
      return Optional.empty();
    }
    String before = passage.folded(token - 1);
    if (passage.folded(token - 2).equals("my") && KnownNames.KIN.contains(before)) {
      return Optional.of(owned(before));
    }
    String kin = passage.folded(after + 2);
    boolean apposed = at(after, ',') && passage.folded(after + 1).equals("my");
    return apposed && KnownNames.KIN.contains(kin) ? Optional.of(owned(kin)) : Optional.empty();
  }

  private String owned(String kin) {
    return speaker.map(s -> s + "'s " + kin).orElse("my " + kin);
  }

  private boolean at(int i, char mark) {
    return i < passage.words().size() && passage.word(i).is(mark);
  }
}
