package dev.engram.internal.recall.plan;

import dev.engram.internal.capture.word.CommonWords;
import dev.engram.internal.capture.word.Word;
import dev.engram.query.Intent;
import dev.engram.query.IntentScores;
import dev.engram.query.QueryPlan;

/**
 * How much the words of a question count against its meaning (spec §35.2). What can only be found
 * as it is written (identifiers, paths, quotations, numbers, words no list knows) speaks for words;
 * a long question, and one for a reason or for all there is, speaks for meaning. Stateless.
 */
final class LexicalShare {
  private static final double PATH = 0.15;
  private static final double IDENTIFIER = 0.12;
  private static final double QUOTED = 0.12;
  private static final double NUMBER = 0.05;
  private static final double RARE = 0.03;
  private static final double SHORT = 0.05;
  private static final double LONG = -0.05;
  private static final double CONCEPTUAL = -0.12;
  private static final int FEW = 3;
  private static final int MANY = 14;
  private static final int MOST_COUNTED = 3;

  private LexicalShare() {}

  static double of(Question question, IntentScores intents, boolean read) {
    Clauses clauses = question.clauses();
    int paths = 0;
    int identifiers = 0;
    int numbers = 0;
    int rare = 0;
    for (Term term : clauses.terms()) {
      switch (term.kind()) {
        case PATH, URL, EMAIL, HANDLE -> paths++;
        case NUMBER -> numbers += dated(question, term) ? 0 : 1;
        case OPAQUE -> identifiers++;
        case WORD -> {
          boolean identifier = identifier(question.text(), term);
          identifiers += identifier ? 1 : 0;
          rare += read && !identifier && rare(term) ? 1 : 0;
        }
        case MARK, BREAK -> {}
      }
    }
    double conceptual =
        intents.of(Intent.EXPLORATORY) + intents.of(Intent.CAUSAL) + intents.of(Intent.PROCEDURAL);
    double share =
        QueryPlan.USUAL_LEXICAL
            + PATH * most(paths)
            + IDENTIFIER * most(identifiers)
            + NUMBER * most(numbers)
            + RARE * most(rare)
            + (quoted(question.text()) ? QUOTED : 0)
            + (read && clauses.length() <= FEW ? SHORT : 0)
            + (clauses.length() > MANY ? LONG : 0)
            + CONCEPTUAL * Math.max(0, conceptual - 3.0 / Intent.values().length);
    return Math.clamp(share, QueryPlan.LEAST_LEXICAL, QueryPlan.MOST_LEXICAL);
  }

  private static int most(int count) {
    return Math.min(count, MOST_COUNTED);
  }

  private static boolean dated(Question question, Term number) {
    return question.times().stream()
        .anyMatch(
            time -> time.span().start() <= number.start() && time.span().end() >= number.end());
  }

  /** A bar, a dot or a digit inside, or a capital after a small letter. */
  static boolean identifier(String text, Term term) {
    if (term.kind() != Word.Kind.WORD) {
      return false;
    }
    for (int i = term.start() + 1; i < term.end(); i++) {
      char c = text.charAt(i);
      boolean last = i == term.end() - 1;
      if (c == '_'
          || (c == '.' && !last)
          || (c >= '0' && c <= '9')
          || (Character.isUpperCase(c) && Character.isLowerCase(text.charAt(i - 1)))) {
        return true;
      }
    }
    return false;
  }

  /** A long word in Latin letters that no list of common words has. */
  private static boolean rare(Term term) {
    return term.folded().length() >= 4
        && term.capital()
        && !term.breaks()
        && !CommonWords.isCommon(term.folded());
  }

  /** Whether some words stand in quotation marks. */
  static boolean quoted(String text) {
    return closed(text, '"', '"')
        || closed(text, '“', '”')
        || closed(text, '«', '»')
        || closed(text, '`', '`')
        || closed(text, '「', '」');
  }

  private static boolean closed(String text, char open, char close) {
    int from = text.indexOf(open);
    int to = from < 0 ? -1 : text.indexOf(close, from + 1);
    return to > from + 1;
  }
}
