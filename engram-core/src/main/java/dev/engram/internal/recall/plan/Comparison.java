package dev.engram.internal.recall.plan;

import dev.engram.internal.capture.time.TimeMention;
import dev.engram.internal.capture.word.Resource;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the two things that a question sets side by side: what stands on both sides of "versus",
 * "differ from", "or", or between "between" and "and". A thing is cut by the words that cannot be
 * part of it. Stateless.
 */
final class Comparison {
  /**
   * The two things, as stretches of words, the first before the second.
   *
   * @param from where the first begins
   * @param to where it ends
   * @param otherFrom where the second begins
   * @param otherTo where it ends
   * @param apart whether nothing else of the question belongs to either: what is between two events
   */
  record Pair(int from, int to, int otherFrom, int otherTo, boolean apart) {}

  private static final Set<String> COMPARE = words("COMPARE");
  private static final Set<String> BETWEEN = words("BETWEEN");
  private static final Set<String> NOTHING = words("NOTHING");
  private static final Set<String> WEIGHING = words("WEIGHING");
  private static final Set<String> ARTICLES = words("ARTICLES");
  private static final Set<String> VERBS = words("VERBS");
  private static final Set<String> TAIL = words("TAIL");

  private static final Set<String> AUXILIARIES = words("AUXILIARIES");
  private static final Set<String> PREFERRING = Set.of("prefer", "prefers", "preferred", "choose");
  private static final int LONG_ALTERNATIVE = 6;

  private final Question question;
  private final Clauses clauses;

  private Comparison(Question question) {
    this.question = question;
    this.clauses = question.clauses();
  }

  private static Set<String> words(String list) {
    for (String line : Resource.lines(Comparison.class, "comparing-words.tsv")) {
      if (line.startsWith(list + "\t")) {
        return Set.of(line.substring(list.length() + 1).split(" ", -1));
      }
    }
    throw new IllegalStateException("no words called " + list);
  }

  static Optional<Pair> in(Question question) {
    return new Comparison(question).pair();
  }

  private Optional<Pair> pair() {
    int words = clauses.terms().size();
    for (int i = clauses.opening(); i < words; i++) {
      Optional<Pair> found = at(i);
      if (found.isPresent()) {
        return found;
      }
    }
    return names();
  }

  private Optional<Pair> at(int i) {
    String word = clauses.word(i);
    return switch (word) {
      case "vs", "versus" -> joined(leftOf(i), i, i + 1);
      case "compare", "comparing", "comparison" -> compared(i);
      case "compared" -> joined(leftOf(i), i, i + 2);
      case "differ", "differs", "different", "distinguish" -> differing(i);
      case "between" -> between(i);
      case "or" -> weighing(i) ? alternatives(i) : Optional.empty();
      case "than" -> than(i);
      case "prefer", "prefers", "preferred" -> preferring(i);
      case "over" -> preferred(i) ? joined(leftOf(i), i, i + 1) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private Optional<Pair> joined(int from, int to, int otherFrom) {
    return pair(from, to, otherFrom, rightEnd(otherFrom), false);
  }

  private Optional<Pair> pair(int from, int to, int otherFrom, int otherTo, boolean apart) {
    boolean sound =
        from >= 0
            && from < to
            && to <= otherFrom
            && otherFrom < otherTo
            && clauses.content(from, to)
            && clauses.content(otherFrom, otherTo);
    return sound ? Optional.of(new Pair(from, to, otherFrom, otherTo, apart)) : Optional.empty();
  }

  /** "Compare A and B", "compare A with B", "comparison of A to B". */
  private Optional<Pair> compared(int at) {
    int from = at + 1;
    if (clauses.word(from).equals("to") || clauses.word(from).equals("with")) {
      return joined(subject(at), at, from + 1);
    }
    if (clauses.word(from).equals("of") || clauses.word(from).equals("between")) {
      from++;
    }
    int end = segmentEnd(from);
    for (int i = from + 1; i < end; i++) {
      if (Set.of("and", "to", "with", "against", "versus", "vs", "or").contains(clauses.word(i))) {
        return joined(from, i, i + 1);
      }
    }
    return Optional.empty();
  }

  /** "How does A differ from B", "is A different from B". */
  private Optional<Pair> differing(int at) {
    String link = clauses.word(at + 1);
    if (!Set.of("from", "to", "than").contains(link)) {
      return Optional.empty();
    }
    return joined(subject(at), at, at + 2);
  }

  /** Where what is compared begins: after "how does", or by its own words. */
  private int subject(int end) {
    int after = clauses.opening() + 2;
    boolean how = clauses.first().equals("how") && AUXILIARIES.contains(clauses.word(after - 1));
    return how && after < end ? after : leftOf(end);
  }

  private Optional<Pair> between(int at) {
    boolean fits = false;
    for (int i = Math.max(0, at - 6); i < at; i++) {
      fits |= BETWEEN.contains(clauses.word(i));
    }
    if (!fits && at != clauses.opening()) {
      return Optional.empty();
    }
    int from = at + 1;
    boolean events = clauses.word(from).equals("when");
    int end = events ? clauses.terms().size() : segmentEnd(from);
    int and = -1;
    for (int i = from + 1; i < end; i++) {
      if (clauses.word(i).equals("and")) {
        boolean parallel = clauses.word(i + 1).equals(clauses.word(from));
        and = and < 0 || parallel ? i : and;
        if (parallel) {
          break;
        }
      }
    }
    if (and < 0 || isTime(from, and)) {
      return Optional.empty();
    }
    boolean event = events || lasting(at);
    int first = events ? from + 1 : from;
    int second = clauses.word(and + 1).equals("when") ? and + 2 : and + 1;
    return pair(first, and, second, event ? end : rightEnd(second), event);
  }

  /** Whether a length of time is asked for. */
  private boolean lasting(int before) {
    for (int i = clauses.opening(); i < before; i++) {
      if (Set.of("days", "weeks", "months", "years", "hours", "minutes", "long", "time", "passed")
          .contains(clauses.word(i))) {
        return true;
      }
    }
    return false;
  }

  private boolean isTime(int from, int to) {
    for (TimeMention time : question.times()) {
      if (clauses.from(time.span().start()) <= from && clauses.from(time.span().end()) >= to) {
        return true;
      }
    }
    return false;
  }

  private boolean weighing(int or) {
    for (int i = clauses.opening(); i < clauses.terms().size(); i++) {
      if (i != or && WEIGHING.contains(clauses.word(i))) {
        return !clauses.word(or + 1).equals("not");
      }
    }
    return false;
  }

  /** "Prefer A to B". */
  private Optional<Pair> preferring(int at) {
    int end = segmentEnd(at + 1);
    for (int i = at + 2; i < end; i++) {
      if (clauses.word(i).equals("to") || clauses.word(i).equals("over")) {
        return joined(at + 1, i, i + 1);
      }
    }
    return Optional.empty();
  }

  private boolean preferred(int over) {
    for (int i = Math.max(0, over - 5); i < over; i++) {
      if (PREFERRING.contains(clauses.word(i))) {
        return true;
      }
    }
    return false;
  }

  /** "Is A faster than B", "do I like A more than B". */
  private Optional<Pair> than(int at) {
    if (NOTHING.contains(clauses.word(at + 1))) {
      return Optional.empty();
    }
    for (int i = at - 1; i > clauses.opening() && i >= at - 3; i--) {
      if (WEIGHING.contains(clauses.word(i))
          || (clauses.word(i).endsWith("er") && clauses.word(i).length() > 4)) {
        return joined(leftOf(i), i, at + 1);
      }
    }
    return Optional.empty();
  }

  /**
   * Two alternatives: after a comma, "which is cheaper, A or B", or in a question for yes or no,
   * "is A or B cheaper"; "which tools or methods" are none.
   */
  private Optional<Pair> alternatives(int or) {
    int start = or - 1;
    while (start > clauses.opening() && !clauses.terms().get(start).breaks()) {
      start--;
    }
    if (start <= clauses.opening()) {
      return AUXILIARIES.contains(clauses.first())
          ? joined(leftOf(or), or, or + 1)
          : Optional.empty();
    }
    if (Clauses.asks(clauses.word(start)) || Clauses.asks(clauses.word(start + 1))) {
      return Optional.empty();
    }
    boolean longer = or - start >= LONG_ALTERNATIVE;
    return pair(start, or, or + 1, longer ? segmentEnd(or + 1) : rightEnd(or + 1), false);
  }

  /** Where the thing begins that ends before a word. */
  private int leftOf(int end) {
    int at = end;
    while (at > clauses.opening()) {
      Term before = clauses.terms().get(at - 1);
      boolean part =
          ARTICLES.contains(before.folded())
              || (before.content() && !VERBS.contains(before.folded()));
      if (!part || (at < end && clauses.terms().get(at).breaks())) {
        break;
      }
      at--;
    }
    return at;
  }

  private int segmentEnd(int from) {
    int at = from;
    while (at < clauses.terms().size() && (at == from || !clauses.terms().get(at).breaks())) {
      at++;
    }
    return at;
  }

  private int rightEnd(int from) {
    int end = segmentEnd(from);
    int at = from;
    while (at < end && (at == from || !TAIL.contains(clauses.word(at)))) {
      at++;
    }
    return at;
  }

  /** "What do A and B have in common": two names, and a word that asks for what they share. */
  private Optional<Pair> names() {
    boolean shared = false;
    for (int i = clauses.opening(); i < clauses.terms().size(); i++) {
      shared |=
          switch (clauses.word(i)) {
            case "common", "both", "share", "shared", "similar", "similarities", "alike", "each" ->
                true;
            default -> COMPARE.contains(clauses.word(i));
          };
    }
    for (int i = clauses.opening(); shared && i < clauses.terms().size(); i++) {
      int and = question.name(i);
      if (and > 0 && clauses.word(and).equals("and") && and + 1 < clauses.terms().size()) {
        int end = question.name(and + 1);
        if (end > 0) {
          return pair(i, and, and + 1, end, false);
        }
      }
    }
    return Optional.empty();
  }
}
