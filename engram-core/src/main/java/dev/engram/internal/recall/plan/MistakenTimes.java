package dev.engram.internal.recall.plan;

import dev.engram.internal.capture.time.Granularity;
import dev.engram.internal.capture.time.TimeMention;
import java.util.Set;

/** Tells what looks like a time of the calendar and is none. Stateless. */
final class MistakenTimes {
  private static final Set<String> SUBJECTS = Set.of("i", "we", "he", "she", "it", "they", "you");
  private static final Set<String> BEFORE_PERSON =
      Set.of("did", "does", "has", "had", "with", "told", "asked", "met", "saw", "tell", "ask");
  private static final Set<String> BEFORE_AGE =
      Set.of("my", "his", "her", "their", "your", "our", "early", "late", "mid");
  private static final Set<String> GENERIC = Set.of("day", "week", "month", "year");
  private static final Set<String> LOOSE =
      Set.of("the", "this", "last", "next", "on", "at", "over", "past");

  private MistakenTimes() {}

  /** Whether a find is no time of the calendar: the present, a modal verb, a person, an age. */
  static boolean mistaken(String text, Clauses clauses, TimeMention mention) {
    int at = clauses.from(mention.span().start());
    String word = clauses.word(at);
    String before = clauses.word(at - 1);
    boolean alone = clauses.from(mention.span().end()) == at + 1;
    if (alone
        && word.equals("may")
        && (SUBJECTS.contains(clauses.word(at + 1)) || SUBJECTS.contains(before))) {
      return true;
    }
    boolean bare = alone && !LOOSE.contains(before);
    if (bare && (word.equals("weekend") || word.equals("weekends") || word.endsWith("days"))) {
      return true;
    }
    if (mention.granularity() == Granularity.SECOND
        || (word.equals("the") && GENERIC.contains(clauses.word(at + 1)))) {
      return true;
    }
    if (alone && QuestionTimes.MONTH_NAMES.contains(word) && BEFORE_PERSON.contains(before)) {
      return true;
    }
    return mention.granularity() == Granularity.DECADE
        && BEFORE_AGE.contains(before)
        && !Character.isDigit(text.charAt(mention.span().start()));
  }
}
