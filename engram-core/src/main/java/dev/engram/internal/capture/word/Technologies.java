package dev.engram.internal.capture.word;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds technologies by vocabulary (spec §35.3). A name that is also a common word (Go, Swift,
 * Spring) counts only written with its capital and beside another sign: a technology that stands
 * within a dozen tokens, or a word such as "code" or "backend" within four. Thread-safe.
 */
public final class Technologies {
  /**
   * A technology in a text.
   *
   * @param first the index of its first token
   * @param last the index of its last token
   * @param name its usual name
   */
  public record Found(int first, int last, String name) {
    @Override
    public String toString() {
      return "Found[" + first + "-" + last + "]";
    }
  }

  private record Known(String name, String spelled, boolean common) {}

  private static final int NEAR_NAME = 12;
  private static final int NEAR_WORD = 4;

  private static final Phrases<Known> KNOWN = read();
  private static final Set<String> SIGNS =
      Set.copyOf(
          List.of(
              ("code coding coded codebase language program programs programming programmer backend"
                   + " back-end frontend front-end compile compiler compiled developer developers"
                   + " dev library libraries framework server servers microservice microservices"
                   + " package packages deploy deployed deployment sdk api database db stack repo"
                   + " repository rewrite rewrote rewriting script scripts plugin runtime version"
                   + " versions tests module app apps migrate migrated port ported written query"
                   + " cluster container pipeline ide editor install installed upgrade upgraded"
                   + " endpoint software engineer scripting parser syntax goroutines crate crates"
                   + " lambda")
                  .split(" ")));

  private Technologies() {}

  private static Phrases<Known> read() {
    var known = new HashMap<String, Known>();
    for (String entry : Resource.entries(Technologies.class, "technologies.txt")) {
      int equals = entry.indexOf('=');
      String head = (equals < 0 ? entry : entry.substring(0, equals)).strip();
      boolean common = head.endsWith("?");
      String name = common ? head.substring(0, head.length() - 1) : head;
      known.putIfAbsent(Words.fold(name), new Known(name, name, common));
      if (equals >= 0) {
        for (String other : entry.substring(equals + 1).split("\\|", -1)) {
          String alias = other.strip();
          boolean word = alias.endsWith("?");
          String plain = word ? alias.substring(0, alias.length() - 1) : alias;
          known.putIfAbsent(plain, new Known(name, plain, word));
        }
      }
    }
    return new Phrases<>(known);
  }

  /** The usual name of a technology, if it is one. */
  public static Optional<String> named(String name) {
    return KNOWN.get(Words.fold(name)).map(Known::name);
  }

  /** The technologies of a text in order, blocks of code left out. */
  public static List<Found> in(String text, List<Word> words) {
    var sure = new ArrayList<Found>();
    var maybe = new HashSet<Integer>();
    var found = new ArrayList<Found>();
    for (int i = 0; i < words.size(); i++) {
      if (!words.get(i).isWord() || words.get(i).code()) {
        continue;
      }
      Optional<Phrases.Hit<Known>> hit = KNOWN.at(text, words, i);
      if (hit.isPresent()) {
        var technology = new Found(i, hit.get().last(), hit.get().value().name());
        if (!hit.get().value().common()) {
          sure.add(technology);
          found.add(technology);
          i = technology.last();
        } else if (written(words.get(i), hit.get().value())) {
          maybe.add(found.size());
          found.add(technology);
          i = technology.last();
        }
      }
    }
    return maybe.isEmpty() ? found : proven(words, found, maybe, sure);
  }

  /** CommonWords words must be written as the name is. */
  private static boolean written(Word word, Known known) {
    char first = known.name().charAt(0);
    return Character.isLowerCase(first)
        ? word.text().equals(known.name())
        : word.capital() && !(word.shouted() && word.text().length() > 2);
  }

  private static List<Found> proven(
      List<Word> words, List<Found> found, Set<Integer> maybe, List<Found> sure) {
    var kept = new ArrayList<Found>();
    int nearest = 0;
    for (int i = 0; i < found.size(); i++) {
      Found one = found.get(i);
      while (nearest < sure.size() && sure.get(nearest).last() < one.first() - NEAR_NAME) {
        nearest++;
      }
      boolean beside = nearest < sure.size() && sure.get(nearest).first() <= one.last() + NEAR_NAME;
      if (!maybe.contains(i) || signed(words, one, beside)) {
        kept.add(one);
      }
    }
    return kept;
  }

  private static boolean signed(List<Word> words, Found one, boolean besideName) {
    Word first = words.get(one.first());
    int after = one.last() + 1;
    boolean next = after < words.size() && sign(words.get(after));
    if (first.opens()) {
      return next;
    }
    if (besideName || next) {
      return true;
    }
    int from = Math.max(0, one.first() - NEAR_WORD);
    int to = Math.min(words.size() - 1, one.last() + NEAR_WORD);
    for (int i = from; i <= to; i++) {
      if (sign(words.get(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean sign(Word word) {
    return word.isWord() && SIGNS.contains(word.folded());
  }
}
