package dev.engram.internal.capture.metadata;

import dev.engram.internal.capture.entity.Mention;
import dev.engram.internal.capture.word.Word;
import dev.engram.memory.EntityType;
import dev.engram.memory.Metadata;
import dev.engram.memory.Metadata.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds version numbers: "v1.2.3", "1.2.3-rc1", "version 4", and a number right behind a
 * technology: "PostgreSQL 16". Stateless.
 */
final class Versions {
  private static final Set<String> CUES = Set.of("version", "v", "release", "ver");

  private Versions() {}

  static List<Version> in(List<Word> words, List<Mention> mentions) {
    Map<Integer, Mention> ends = new HashMap<>();
    for (Mention mention : mentions) {
      boolean versioned =
          mention.type() == EntityType.TECHNOLOGY
              || mention.type() == EntityType.SERVICE
              || mention.type() == EntityType.PROJECT;
      if (versioned) {
        ends.put(mention.span().end(), mention);
      }
    }
    var found = new LinkedHashSet<Version>();
    for (int i = 0; i < words.size() && found.size() < Metadata.MOST; i++) {
      Word word = words.get(i);
      if (!word.code() && (word.isNumber() || lettered(word))) {
        version(words, i, ends).ifPresent(found::add);
      }
    }
    return new ArrayList<>(found);
  }

  private static boolean lettered(Word word) {
    return word.isWord()
        && word.folded().length() > 1
        && word.folded().charAt(0) == 'v'
        && Character.isDigit(word.folded().charAt(1));
  }

  private static Optional<Version> version(List<Word> words, int i, Map<Integer, Mention> ends) {
    Word word = words.get(i);
    boolean lettered = word.isWord();
    String number = lettered ? word.folded().substring(1) : word.text();
    if (!numeric(number)) {
      return Optional.empty();
    }
    boolean cue = i > 0 && CUES.contains(words.get(i - 1).folded());
    Word before = i > 0 ? words.get(i - (cue && i > 1 ? 2 : 1)) : word;
    Optional<String> of =
        Optional.ofNullable(i > 0 ? ends.get(before.stemEnd()) : null).map(Mention::name);
    int dots = (int) number.chars().filter(c -> c == '.').count();
    boolean adjacent = of.isPresent() && word.start() - before.end() <= 12;
    boolean unit = i + 1 < words.size() && Units.is(words.get(i + 1));
    boolean address = dots == 3 && !lettered && !cue;
    if (address || (unit && !lettered && !cue)) {
      return Optional.empty();
    }
    boolean bare = adjacent && number.length() <= 6;
    return lettered || cue || dots >= 2 || bare
        ? Optional.of(new Version(adjacent ? of : Optional.empty(), number))
        : Optional.empty();
  }

  /** Digits and dots, perhaps with a suffix such as -rc1; no grouping commas. */
  private static boolean numeric(String number) {
    boolean suffix = false;
    for (int i = 0; i < number.length(); i++) {
      char c = number.charAt(i);
      suffix |= c == '-' && i > 0;
      if (!suffix && c != '.' && !(c >= '0' && c <= '9') && c != 'x') {
        return false;
      }
    }
    int hyphen = number.indexOf('-');
    boolean range =
        hyphen >= 0 && hyphen + 1 < number.length() && Character.isDigit(number.charAt(hyphen + 1));
    return !range && !number.isEmpty() && number.length() <= 32;
  }
}
