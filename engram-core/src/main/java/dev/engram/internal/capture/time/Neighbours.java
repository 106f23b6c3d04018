package dev.engram.internal.capture.time;

import java.util.HashSet;
import java.util.Set;

/** Words beside a number that tell what it is, read once from a resource. */
enum Neighbours {
  /** What a number in front of them counts, so that it is no year. */
  COUNTED,
  /** What can follow a year that nothing announced. */
  AFTER_YEAR,
  /** What announces a year. */
  BEFORE_YEAR,
  /** What can follow a day of a month not named. */
  AFTER_DAY,
  /** What can follow an hour that has neither minutes nor half of the day. */
  AFTER_HOUR,
  /** What announces a month by its name alone. */
  BEFORE_MONTH;

  private final Set<String> words;

  Neighbours() {
    var read = new HashSet<String>();
    for (String line : Lexicon.lines("neighbours.tsv")) {
      String[] fields = line.split("\t", -1);
      if (fields[0].equals(name())) {
        read.addAll(Set.of(fields[1].split(" ", -1)));
      }
    }
    words = Set.copyOf(read);
  }

  boolean has(Token token) {
    return words.contains(token.text());
  }
}
