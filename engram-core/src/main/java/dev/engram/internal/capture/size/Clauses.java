package dev.engram.internal.capture.size;

import dev.engram.internal.capture.word.CommonWords;
import dev.engram.internal.capture.word.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Cuts a sentence into clauses at commas, dashes and conjunctions, and picks the one that says
 * most. A clause keeps all its words, hence its negations, unless it is too long and its tail holds
 * none. Stateless.
 */
final class Clauses {
  /** A stretch of a sentence's tokens. */
  record Clause(int from, int to) {}

  private static final Set<String> LINKS =
      Set.of(
          "because",
          "although",
          "though",
          "while",
          "which",
          "whereas",
          "since",
          "unless",
          "so",
          "but",
          "and",
          "who",
          "where",
          "when",
          "if");
  private static final Set<String> TAILS =
      Set.of(
          "in", "on", "at", "for", "with", "by", "from", "to", "about", "after", "before", "during",
          "because", "so", "and", "that", "which", "when", "while", "if");
  private static final Set<String> PREFACES = Set.of("to", "if", "when", "while", "after", "since");
  private static final Set<String> JOINTS = Set.of("and", "but", "so");
  private static final int LEAST = 3;

  private Clauses() {}

  static Clause best(List<Word> words, Set<String> names, int most) {
    Clause best = new Clause(0, words.size());
    double leader = Double.NEGATIVE_INFINITY;
    for (Clause clause : of(words)) {
      double score = score(words, clause, names, most);
      if (score > leader) {
        leader = score;
        best = clause;
      }
    }
    boolean joint = best.from() > 0 && JOINTS.contains(words.get(best.from()).folded());
    return cut(words, joint ? new Clause(best.from() + 1, best.to()) : best, most);
  }

  private static List<Clause> of(List<Word> words) {
    var clauses = new ArrayList<Clause>();
    int from = 0;
    for (int i = 1; i < words.size(); i++) {
      if (breaks(words, i)
          && count(words, from, i) >= LEAST
          && count(words, i, words.size()) >= LEAST) {
        clauses.add(new Clause(from, i));
        from = i;
      }
    }
    clauses.add(new Clause(from, words.size()));
    return clauses;
  }

  private static boolean breaks(List<Word> words, int i) {
    Word word = words.get(i);
    boolean dash = "-–—;".contains(word.text()) && word.kind() == Word.Kind.MARK;
    boolean spaced = dash && word.start() > words.get(i - 1).end();
    if (spaced || word.is(';')) {
      return true;
    }
    boolean comma = words.get(i - 1).is(',');
    String folded = word.folded();
    if (comma && word.isWord()) {
      boolean list =
          folded.equals("and")
              && !(i + 1 < words.size() && CommonWords.isFunction(words.get(i + 1).folded()));
      return (LINKS.contains(folded) && !list)
          || Set.of("i", "we", "he", "she", "they", "it").contains(folded);
    }
    boolean strong = folded.equals("because") || folded.equals("although") || folded.equals("but");
    return strong && word.isWord();
  }

  private static int count(List<Word> words, int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      count += words.get(i).isWord() || words.get(i).isNumber() ? 1 : 0;
    }
    return count;
  }

  private static double score(List<Word> words, Clause clause, Set<String> names, int most) {
    double score = clause.from() == 0 ? 1 : 0;
    boolean linked = LINKS.contains(words.get(clause.from()).folded());
    score -= linked ? 0.4 : 0;
    score -= count(words, clause.from(), clause.to()) < 5 ? 0.6 : 0;
    score -= PREFACES.contains(words.get(clause.from()).folded()) ? 0.5 : 0;
    for (int i = clause.from(); i < clause.to(); i++) {
      Word word = words.get(i);
      boolean name = names.contains(word.stem()) || (word.capital() && !word.opens());
      score += name && word.folded().length() > 1 ? 0.35 : 0;
      score += word.isNumber() ? 0.5 : 0;
      score += Shortening.negation(word) ? 0.2 : 0;
    }
    return score - Math.max(0, count(words, clause.from(), clause.to()) - most) * 0.05;
  }

  /** Ends a long clause before a preposition, if nothing behind it negates. */
  private static Clause cut(List<Word> words, Clause clause, int most) {
    int seen = 0;
    int end = clause.to();
    for (int i = clause.from(); i < clause.to(); i++) {
      boolean word = words.get(i).isWord() || words.get(i).isNumber();
      if (seen >= most) {
        break;
      }
      boolean gap = i > clause.from() && words.get(i).start() > words.get(i - 1).end();
      boolean tail =
          TAILS.contains(words.get(i).folded()) || words.get(i - (i > 0 ? 1 : 0)).is(',');
      if (seen >= 6 && gap && word && tail) {
        end = i;
      }
      seen += word ? 1 : 0;
    }
    boolean fits = count(words, clause.from(), clause.to()) <= most;
    if (fits || end == clause.to()) {
      return clause;
    }
    for (int i = end; i < clause.to(); i++) {
      if (Shortening.negation(words.get(i))) {
        return clause;
      }
    }
    return new Clause(clause.from(), end);
  }
}
