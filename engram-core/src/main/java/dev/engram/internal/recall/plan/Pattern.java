package dev.engram.internal.recall.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A short pattern of words. Written with spaces between its parts: {@code a/b} is one of two words,
 * {@code +} any one word, {@code *} up to {@link #GAP} words, none of which opens a clause; {@code
 * ^} before the first part binds it to the head of a clause; {@code >} before the last one looks at
 * a word without taking it. Immutable; trying one costs at most {@link #GAP} + 1 tries a star, and
 * a pattern has at most two.
 *
 * @param head whether it stands at the head of a clause only
 * @param parts its parts; an empty set is {@code +}, and {@link #STAR} is {@code *}
 * @param looks whether the last part is only looked at
 */
record Pattern(boolean head, List<Set<String>> parts, boolean looks) {
  /** The most words that a star stands for. */
  static final int GAP = 6;

  private static final Set<String> ANY = Set.of();
  private static final Set<String> STAR = Set.of("*");
  private static final int MOST_STARS = 2;

  Pattern {
    parts = List.copyOf(parts);
    long stars = parts.stream().filter(STAR::equals).count();
    if (parts.isEmpty() || open(parts.getFirst()) || stars > MOST_STARS) {
      throw new IllegalStateException("a pattern begins with a word and has at most two stars");
    }
  }

  private static boolean open(Set<String> part) {
    return part.equals(ANY) || part.equals(STAR);
  }

  static Pattern parse(String written) {
    boolean head = written.startsWith("^");
    boolean looks = false;
    var parts = new ArrayList<Set<String>>();
    for (String part : (head ? written.substring(1) : written).split(" ", -1)) {
      looks = part.startsWith(">");
      String words = looks ? part.substring(1) : part;
      parts.add(words.equals("+") ? ANY : Set.of(words.split("/", -1)));
    }
    return new Pattern(head, parts, looks);
  }

  /** The words with which it can begin. */
  Set<String> firsts() {
    return parts.getFirst();
  }

  /** The index after what it matches from an index on, or -1. */
  int match(List<Term> terms, int at) {
    return match(terms, at, 0);
  }

  private int match(List<Term> terms, int at, int part) {
    if (part == parts.size()) {
      return at;
    }
    Set<String> wanted = parts.get(part);
    if (wanted.equals(STAR)) {
      for (int skip = 0; skip <= GAP; skip++) {
        int end = match(terms, at + skip, part + 1);
        if (end >= 0 || !inside(terms, at + skip)) {
          return end;
        }
      }
      return -1;
    }
    boolean first = part == 0;
    if (at >= terms.size()
        || (!first && terms.get(at).breaks())
        || !(wanted.equals(ANY) || wanted.contains(terms.get(at).folded()))) {
      return -1;
    }
    return looks && part == parts.size() - 1 ? at : match(terms, at + 1, part + 1);
  }

  private static boolean inside(List<Term> terms, int at) {
    return at < terms.size() && !terms.get(at).breaks();
  }
}
