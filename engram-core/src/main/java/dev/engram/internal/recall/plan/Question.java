package dev.engram.internal.recall.plan;

import dev.engram.internal.capture.time.TimeMention;
import dev.engram.query.QueryName;
import java.util.List;

/**
 * A question, read once.
 *
 * @param text its text
 * @param clauses its words
 * @param times the temporal expressions in it
 * @param names the names in it, in its order; none overlaps a temporal expression
 */
record Question(String text, Clauses clauses, List<TimeMention> times, List<QueryName> names) {

  /** The words themselves from one index to before another. */
  String words(int from, int to) {
    return text.substring(clauses.terms().get(from).start(), clauses.terms().get(to - 1).end());
  }

  /** Whether it names no text: a name begins at a word's place. */
  boolean nameAt(int term) {
    return name(term) > 0;
  }

  /** The index after the name that begins at a word, or 0. */
  int name(int term) {
    int start = clauses.terms().get(term).start();
    for (QueryName name : names) {
      if (name.start() == start) {
        return clauses.from(name.end());
      }
    }
    return 0;
  }

  /** Shows sizes only. */
  @Override
  public String toString() {
    return "Question[" + text.length() + " characters]";
  }
}
