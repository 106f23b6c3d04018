package dev.engram.internal.recall.plan;

import dev.engram.internal.capture.word.Resource;
import java.util.List;
import java.util.Set;

/**
 * The words of a question, and where its clauses begin. Politeness before it ("could you tell me")
 * is no part of what it asks. Immutable.
 *
 * @param terms its words
 * @param opening how many words of politeness come first
 */
record Clauses(List<Term> terms, int opening) {
  private static final List<Pattern> POLITE =
      Resource.lines(Clauses.class, "preambles.txt").stream().map(Pattern::parse).toList();
  private static final int MOST_POLITE = 4;
  private static final Set<String> BEFORE_HEAD =
      Set.of(
          "and", "or", "but", "so", "in", "on", "at", "for", "with", "from", "to", "of", "about",
          "since", "until", "by", "then");

  static Clauses of(String text) {
    List<Term> terms = Term.of(text);
    int at = 0;
    for (int i = 0; i < MOST_POLITE; i++) {
      int next = at;
      for (Pattern polite : POLITE) {
        next = Math.max(next, polite.match(terms, at));
      }
      if (next == at) {
        break;
      }
      at = next;
    }
    return new Clauses(List.copyOf(terms), at < terms.size() ? at : 0);
  }

  /** Whether a clause begins at a word, or one word before it with a preposition. */
  boolean head(int at) {
    return opens(at) || (at > 0 && asks(word(at)) && BEFORE_HEAD.contains(word(at - 1)));
  }

  /** Whether a word asks for something. */
  static boolean asks(String word) {
    return switch (word) {
      case "what", "which", "who", "whom", "whose", "where", "when", "why", "how" -> true;
      default -> false;
    };
  }

  private boolean opens(int at) {
    return at == opening || terms.get(at).breaks();
  }

  /** The word at an index, or nothing. */
  String word(int at) {
    return at >= 0 && at < terms.size() ? terms.get(at).folded() : "";
  }

  /** The first word of what is asked. */
  String first() {
    return word(opening);
  }

  /** How many words ask. */
  int length() {
    return terms.size() - opening;
  }

  /** The index of the first word that begins at a place or after it. */
  int from(int place) {
    int low = 0;
    int high = terms.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (terms.get(middle).start() < place) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Whether words from one index to before another carry meaning. */
  boolean content(int from, int to) {
    for (int i = from; i < to; i++) {
      if (terms.get(i).content()) {
        return true;
      }
    }
    return false;
  }

  /** Shows sizes only. */
  @Override
  public String toString() {
    return "Clauses[" + terms.size() + " words]";
  }
}
