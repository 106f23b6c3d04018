package dev.engram.internal.capture.time;

import java.util.HashSet;
import java.util.Set;

/** Words beside a number that tell what it is, read once from a resource. */
final class Neighbours {
  /** What a number in front of them counts, so that it is no year. */
  static final Neighbours COUNTED = new Neighbours("COUNTED");

  /** What can follow a year that nothing announced. */
  static final Neighbours AFTER_YEAR = new Neighbours("AFTER_YEAR");

  /** What announces a year. */
  static final Neighbours BEFORE_YEAR = new Neighbours("BEFORE_YEAR");

  /** What can follow a day of a month not named. */
  static final Neighbours AFTER_DAY = new Neighbours("AFTER_DAY");

  /** What can follow an hour that has neither minutes nor half of the day. */
  static final Neighbours AFTER_HOUR = new Neighbours("AFTER_HOUR");

  /** What announces a month by its name alone. */
  static final Neighbours BEFORE_MONTH = new Neighbours("BEFORE_MONTH");

  private final Set<String> words;

  private Neighbours(String name) {
    var read = new HashSet<String>();
    for (String line : Lexicon.lines("neighbours.tsv")) {
      String[] fields = line.split("\t", -1);
      if (fields[0].equals(name)) {
        read.addAll(Set.of(fields[1].split(" ", -1)));
      }
    }
    words = Set.copyOf(read);
  }

  /** Whether a token is one of the words. */
  boolean has(Token token) {
    return words.contains(token.text());
  }
}
