package dev.engram.internal.capture.time;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What can stand at the end of a stretch of days. */
final class RangeEnds {
  private final Reader reader;
  private final Dates dates;

  RangeEnds(Reader reader, Dates dates) {
    this.reader = reader;
    this.dates = dates;
  }

  /** A date as one end: "now", "the end of June", "the middle of 2007". */
  Optional<Term> end(boolean last) {
    return reader.longest(
        () -> edge(last),
        () -> last ? dates.afterJoint() : dates.date(true),
        () -> reader.take("now") ? Optional.of(Term.day(reader.today())) : Optional.empty());
  }

  /** The beginning, the middle or the end of a stretch. */
  Optional<Term> edge(boolean last) {
    reader.take("the");
    Token which = reader.peek();
    boolean end = reader.take("end");
    boolean middle = !end && reader.take("middle");
    if ((!end && !middle && !reader.take("start", "beginning")) || !reader.take("of")) {
      return Optional.empty();
    }
    Optional<Term> whole = dates.date(true).filter(term -> !term.single());
    return whole.map(term ->
        term.map(
            days -> {
              LocalDate day =
                  end
                      ? days.to()
                      : middle
                          ? days.from()
                              .plusDays(ChronoUnit.DAYS.between(days.from(), days.to()) / 2)
                          : days.from();
              return which.is("end") && last ? new Days(day, day) : Days.of(day);
            },
            Granularity.DAY));
  }
}
