package dev.engram.internal.recall.plan;

import dev.engram.internal.capture.time.TimeMention;
import dev.engram.query.TimeAnchor;
import dev.engram.query.TimeAnchor.Relation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds times that hang on events: "after the move to Berlin", "while I was ill", "two weeks before
 * the release". An event is what stands between such a word and the end of its clause, if it holds
 * a word that means something and is no time itself. Stateless.
 */
final class Anchors {
  private static final int LONGEST = 14;
  private static final int MOST = 4;

  private static final Set<String> NO_EVENT_AFTER =
      Set.of("about", "remember", "know", "tell", "ask", "say", "of", "decide", "exactly");

  private Anchors() {}

  static List<TimeAnchor> in(Question question) {
    var anchors = new ArrayList<TimeAnchor>();
    Clauses clauses = question.clauses();
    for (int i = 0; i < clauses.terms().size() && anchors.size() < MOST; i++) {
      Optional<Relation> relation = relation(clauses, i);
      if (relation.isEmpty()) {
        continue;
      }
      int from = i + (clauses.word(i).equals("prior") ? 2 : 1);
      int to = end(clauses, from);
      while (to > from && !clauses.terms().get(to - 1).content() && joint(clauses.word(to - 1))) {
        to--;
      }
      if (to > from && clauses.content(from, to) && !timeAt(question, from)) {
        String event = question.words(from, to);
        anchors.add(
            new TimeAnchor(
                relation.get(),
                event,
                offset(question, i),
                clauses.terms().get(from).start(),
                clauses.terms().get(to - 1).end()));
        i = to - 1;
      }
    }
    return anchors;
  }

  private static Optional<Relation> relation(Clauses clauses, int at) {
    String next = clauses.word(at + 1);
    return switch (clauses.word(at)) {
      case "before" -> Optional.of(Relation.BEFORE);
      case "prior" -> next.equals("to") ? Optional.of(Relation.BEFORE) : Optional.empty();
      case "after" -> Optional.of(Relation.AFTER);
      case "since" -> Optional.of(Relation.SINCE);
      case "until", "till" -> Optional.of(Relation.UNTIL);
      case "during" -> Optional.of(Relation.DURING);
      case "while" ->
          next.equals("also") || next.equals("still")
              ? Optional.empty()
              : Optional.of(Relation.DURING);
      case "when" -> when(clauses, at) ? Optional.of(Relation.DURING) : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** Whether "when" joins a clause to the question, and does not ask it. */
  private static boolean when(Clauses clauses, int at) {
    boolean asks = at == clauses.opening() || asking(clauses.word(at + 1));
    return !asks && !NO_EVENT_AFTER.contains(clauses.word(at - 1));
  }

  private static boolean asking(String next) {
    return switch (next) {
      case "did", "do", "does", "is", "was", "are", "were", "will", "have", "has", "should" -> true;
      default -> false;
    };
  }

  private static int end(Clauses clauses, int from) {
    int at = from;
    while (at < clauses.terms().size() && at < from + LONGEST) {
      String word = clauses.word(at);
      boolean stops =
          switch (word) {
            case "before", "after", "until", "when", "while", "compared", "versus" -> true;
            case "did", "do", "does", "what", "who", "where", "which", "how", "why" -> at > from;
            case "and" -> joinsTime(clauses.word(at + 1));
            default -> false;
          };
      if (stops || (at > from && clauses.terms().get(at).breaks())) {
        break;
      }
      at++;
    }
    return at;
  }

  /** A word with which no event ends. */
  private static boolean joint(String word) {
    return switch (word) {
      case "and", "or", "but", "the", "a", "my", "on", "in", "at", "of", "for", "with" -> true;
      default -> false;
    };
  }

  private static boolean joinsTime(String next) {
    return switch (next) {
      case "when", "before", "after", "what", "who", "where", "how", "why", "which" -> true;
      default -> false;
    };
  }

  /** Whether what follows is a time of its own: "since January", "after 7 pm", "during the day". */
  private static boolean timeAt(Question question, int from) {
    List<Term> terms = question.clauses().terms();
    int start = terms.get(from).start();
    int reach = terms.get(Math.min(from + 1, terms.size() - 1)).end();
    for (TimeMention time : question.times()) {
      if (time.kind() != TimeMention.Kind.RELATIVE_TO_EVENT
          && time.kind() != TimeMention.Kind.DURATION
          && time.span().start() <= reach
          && time.span().end() > start
          && opens(question, from, time)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a time is what the words begin with and end with, articles apart. */
  private static boolean opens(Question question, int from, TimeMention time) {
    Clauses clauses = question.clauses();
    int first = clauses.from(time.span().start());
    int after = clauses.from(time.span().end());
    boolean ends =
        after >= clauses.terms().size()
            || clauses.terms().get(after).breaks()
            || !clauses.terms().get(after).content();
    return ends && !clauses.content(from, Math.max(from, first));
  }

  private static Optional<Duration> offset(Question question, int at) {
    Clauses clauses = question.clauses();
    int place = clauses.terms().get(at).start();
    for (TimeMention time : question.times()) {
      boolean adjoins = clauses.from(time.span().end()) == at && time.span().end() <= place;
      if (adjoins && time.kind() == TimeMention.Kind.DURATION && time.length().isPresent()) {
        return time.length();
      }
    }
    boolean the = clauses.word(at - 2).equals("the");
    return the ? unit(clauses.word(at - 1)) : Optional.empty();
  }

  private static Optional<Duration> unit(String word) {
    return switch (word) {
      case "day", "morning", "night", "evening" -> Optional.of(Duration.ofDays(1));
      case "weekend", "week" -> Optional.of(Duration.ofDays(7));
      case "month" -> Optional.of(Duration.ofDays(30));
      case "year" -> Optional.of(Duration.ofDays(365));
      default -> Optional.empty();
    };
  }
}
