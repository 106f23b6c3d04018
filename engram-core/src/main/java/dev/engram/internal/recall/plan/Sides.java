package dev.engram.internal.recall.plan;

import dev.engram.internal.recall.plan.Comparison.Pair;
import dev.engram.query.QueryName;
import dev.engram.query.QuerySide;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a question of each side of a comparison, so that a memory which tells of one side is found
 * as well as one that tells of both. A side keeps the words that both share: "is A or B faster for
 * small files" asks for "A faster for small files". Where one side is a name alone and the other a
 * name with more ("how does our React setup differ from Vue"), the name borrows the rest: "our Vue
 * setup". Stateless.
 */
final class Sides {
  private static final Set<String> ASKING =
      Set.of(
          "what", "which", "who", "how", "when", "where", "why", "do", "does", "did", "is", "are",
          "was", "were", "can", "could", "should", "would", "will", "have", "has", "had", "tell",
          "me", "about", "between", "one", "of");
  private static final Set<String> COMPARING =
      Set.of(
          "compare",
          "compared",
          "comparing",
          "comparison",
          "difference",
          "differences",
          "differ",
          "differs",
          "different",
          "distinguish",
          "better",
          "worse",
          "more",
          "less",
          "vs",
          "versus",
          "than",
          "or",
          "and",
          "similar",
          "similarities",
          "similarity",
          "common",
          "both",
          "share",
          "shared",
          "alike",
          "each",
          "rather",
          "over",
          "from",
          "choose",
          "choosing",
          "in");

  private static final Set<String> AUXILIARIES =
      Set.of("do", "does", "did", "is", "are", "was", "were", "have", "has", "had");

  private Sides() {}

  /** Two questions, or none. */
  static List<QuerySide> of(Question question) {
    Optional<Pair> found = Comparison.in(question);
    if (found.isEmpty()) {
      return List.of();
    }
    Pair pair = found.get();
    String first = question.words(pair.from(), pair.to());
    String second = question.words(pair.otherFrom(), pair.otherTo());
    if (first.equalsIgnoreCase(second)) {
      return List.of();
    }
    String fuller = borrowed(question, pair.from(), pair.to(), pair.otherFrom(), pair.otherTo());
    String other = borrowed(question, pair.otherFrom(), pair.otherTo(), pair.from(), pair.to());
    return List.of(
        new QuerySide(first, text(question, pair, fuller)),
        new QuerySide(second, text(question, pair, other)));
  }

  private static String text(Question question, Pair pair, String subject) {
    if (pair.apart()) {
      return subject;
    }
    var words = new ArrayList<String>();
    int opening = question.clauses().opening();
    addShared(question, opening, pair.from(), words);
    words.add(subject);
    addShared(question, pair.to(), pair.otherFrom(), words);
    addShared(question, pair.otherTo(), question.clauses().terms().size(), words);
    return String.join(" ", words);
  }

  /** The words of a stretch that are not the comparison itself, if one of them means something. */
  private static void addShared(Question question, int from, int to, List<String> words) {
    var kept = new ArrayList<String>();
    boolean content = false;
    for (int i = from; i < to; i++) {
      Term term = question.clauses().terms().get(i);
      boolean dropped =
          COMPARING.contains(term.folded())
              || AUXILIARIES.contains(term.folded())
              || (kept.isEmpty() && ASKING.contains(term.folded()));
      if (!dropped) {
        kept.add(question.words(i, i + 1));
        content |= term.content();
      }
    }
    if (content) {
      words.addAll(kept);
    }
  }

  /** The words of a side; if it is a name alone, in the place of the name in the other side. */
  private static String borrowed(Question question, int from, int to, int otherFrom, int otherTo) {
    String own = question.words(from, to);
    Optional<QueryName> other = name(question, otherFrom, otherTo, from > otherFrom);
    if (!alone(question, from, to) || other.isEmpty()) {
      return own;
    }
    Clauses clauses = question.clauses();
    int first = clauses.from(other.get().start());
    int after = clauses.from(other.get().end());
    boolean more =
        clauses.content(otherFrom, Math.max(otherFrom, first))
            || clauses.content(Math.min(after, otherTo), otherTo);
    if (!more) {
      return own;
    }
    int start = clauses.terms().get(otherFrom).start();
    int end = clauses.terms().get(otherTo - 1).end();
    return question.text().substring(start, other.get().start())
        + own
        + question.text().substring(Math.min(other.get().end(), end), end);
  }

  /** Whether words are one name and nothing else. */
  private static boolean alone(Question question, int from, int to) {
    return question.name(from) == to;
  }

  /** The name in a stretch that stands nearest to the other stretch. */
  private static Optional<QueryName> name(Question question, int from, int to, boolean last) {
    int start = question.clauses().terms().get(from).start();
    int end = question.clauses().terms().get(to - 1).end();
    return question.names().stream()
        .filter(name -> name.start() >= start && name.end() <= end)
        .reduce((first, second) -> last ? second : first);
  }
}
