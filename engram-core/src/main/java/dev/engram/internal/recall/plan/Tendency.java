package dev.engram.internal.recall.plan;

import dev.engram.internal.capture.time.Reading;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Set;

/**
 * Whether a question looks back or ahead.
 *
 * @param ahead whether it looks ahead
 * @param sure whether a word says so
 */
record Tendency(boolean ahead, boolean sure) {
  private static final Set<String> AHEAD =
      Set.of(
          "will",
          "upcoming",
          "planned",
          "plan",
          "plans",
          "planning",
          "scheduled",
          "schedule",
          "appointment",
          "deadline",
          "due",
          "coming",
          "should",
          "reminder",
          "booked",
          "going");
  private static final Set<String> IS = Set.of("is", "are", "am");
  private static final Set<String> BACK =
      Set.of(
          "did",
          "was",
          "were",
          "had",
          "happened",
          "said",
          "went",
          "told",
          "talked",
          "discussed",
          "decided",
          "bought",
          "been",
          "mentioned",
          "changed");

  static Tendency of(Clauses clauses) {
    boolean ahead = false;
    boolean back = false;
    for (Term term : clauses.terms().subList(clauses.opening(), clauses.terms().size())) {
      ahead |= AHEAD.contains(term.folded());
      back |= BACK.contains(term.folded());
    }
    boolean is = clauses.terms().stream().anyMatch(term -> IS.contains(term.folded()));
    return new Tendency((ahead || is) && !back, ahead != back);
  }

  /** A reading, or the same a week before if it lies ahead. */
  Reading past(Reading reading, LocalDateTime now) {
    return reading.from().filter(now::isBefore).isEmpty()
        ? reading
        : new Reading(
            reading.from().map(time -> time.minusWeeks(1)),
            reading.to().map(time -> time.minusWeeks(1)),
            reading.last().map(time -> time.minusWeeks(1)));
  }

  /** How little a reading fits, in seconds from now; the wrong side of now costs a century. */
  double cost(Reading reading, LocalDateTime now) {
    LocalDateTime edge = reading.from().or(reading::to).orElseThrow();
    LocalDateTime end = reading.to().or(reading::from).orElseThrow();
    double distance = Math.abs(Duration.between(now, edge).toSeconds());
    boolean wrong = ahead ? end.isBefore(now) : edge.isAfter(now);
    return wrong ? distance + 3.2e9 : distance;
  }
}
