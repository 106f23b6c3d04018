package dev.engram.internal.capture.time;

import dev.engram.internal.capture.time.TimeMention.Kind;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Stretches of days with one end named: "since August", "2019 or later", "to date". */
final class OpenRanges {
  private final Reader reader;
  private final Durations durations;
  private final Dates dates;
  private final RangeEnds ends;

  OpenRanges(Reader reader, Durations durations, Dates dates) {
    this.reader = reader;
    this.durations = durations;
    this.dates = dates;
    ends = new RangeEnds(reader, dates);
  }

  /** A stretch. */
  Optional<Found> range() {
    return reader.longest(this::moreThan, this::open, this::orLater, this::toDate);
  }

  /** "since August", "before 2020", "by the end of the month", "starting next week". */
  private Optional<Found> open() {
    Optional<Limit> limit = Limit.read(reader);
    if (limit.isEmpty()) {
      return Optional.empty();
    }
    boolean soft = reader.peek(-1).is("through") || reader.peek(-1).is("following");
    if (soft) {
      return Optional.empty();
    }
    reader.take("around", "about");
    Limit kind = limit.get();
    int mark = reader.at();
    Optional<Term> edge = ends.edge(true).filter(term -> !kind.after());
    if (edge.isEmpty()) {
      reader.moveTo(mark);
      edge = wholeOfPortion(kind).or(() -> dates.date(true));
    }
    if (edge.isEmpty()) {
      return Optional.empty();
    }
    return bounded(kind, edge.get());
  }

  /** "before early September" ends where September begins. */
  private Optional<Term> wholeOfPortion(Limit kind) {
    return reader.attempt(() -> {
      if (kind != Limit.AFTER
          || !(reader.takeAll("the", "beginning", "of") || reader.takeAll("the", "start", "of"))) {
        return Optional.empty();
      }
      return dates.date(true).map(term -> term.map(days -> Days.of(days.from()), Granularity.DAY));
    });
  }

  private Optional<Found> bounded(Limit limit, Term term) {
    var readings = new ArrayList<Reading>(2);
    for (Days days : term.near(reader.today())) {
      readings.add(
          switch (limit) {
            case SINCE -> Reading.since(days.from().atStartOfDay());
            // What comes "after Monday" may come late on Monday, but not "after May" in May.
            case AFTER -> Reading.since((term.single() ? days.from() : days.to()).atStartOfDay());
            case BEFORE -> Reading.until(days.from().atStartOfDay(), days.from().atStartOfDay());
            case UNTIL ->
                Reading.until(
                    days.to().atStartOfDay(),
                    (term.single() ? days.from() : days.to()).atStartOfDay());
          });
    }
    return Found.some(Kind.DATE_RANGE, term.unit(), readings);
  }

  /** "2012 or later", "1/1/2016 and after", "2019 onwards". */
  private Optional<Found> orLater() {
    Optional<Term> term = dates.date(true);
    if (term.isEmpty()) {
      return Optional.empty();
    }
    boolean joined = reader.take("or", "and");
    boolean later =
        joined
            ? reader.take("later", "greater", "after", "newer", "beyond")
            : reader.take("onwards", "onward");
    boolean earlier = joined && !later && reader.take("earlier", "before", "older");
    boolean ends =
        (!reader.peek().isWord() && !reader.peek().isNumber()) || reader.peek(-1).is("later");
    if ((!later && !earlier) || (!ends && !reader.peek(-1).is("onwards"))) {
      return Optional.empty();
    }
    return bounded(later ? Limit.SINCE : Limit.UNTIL, term.get());
  }

  /** "more than 2 weeks before today", "less than 3 days after the launch on Friday". */
  private Optional<Found> moreThan() {
    boolean more = reader.takeAll("more", "than") || reader.takeAll("at", "least");
    if (!more && !reader.takeAll("less", "than")) {
      return Optional.empty();
    }
    Optional<Amount> amount = durations.amount().filter(Amount::days);
    if (amount.isEmpty()) {
      return Optional.empty();
    }
    boolean before = reader.take("before", "ago");
    boolean ago = reader.peek(-1).is("ago");
    if (!before && !reader.take("after", "from")) {
      return Optional.empty();
    }
    Optional<Term> base =
        ago ? Optional.of(Term.day(reader.today())) : dates.date(true).filter(Term::single);
    return base.flatMap(term -> {
      var readings = new ArrayList<Reading>(2);
      for (Days days : term.near(reader.today())) {
        LocalDateTime near = days.from().atStartOfDay();
        LocalDateTime far = amount.get().shift(near, !before);
        readings.add(
            more
                ? before ? Reading.until(far, far) : Reading.since(far)
                : before ? Reading.of(far, near) : Reading.of(near, far));
      }
      return Found.some(Kind.DATE_RANGE, amount.get().finest(), readings);
    });
  }

  private Optional<Found> toDate() {
    boolean article =
        reader.peek(-1).is("up") || reader.peek(-1).is("-") || reader.peek(-1).is("s");
    boolean plain =
        reader.takeAll("till", "date")
            || reader.takeAll("until", "now")
            || reader.takeAll("until", "today")
            || reader.takeAll("to", "date");
    boolean closes = !reader.peek().isWord() && !reader.peek().isNumber() && !reader.peek().is("-");
    if (!plain || article || !closes) {
      return Optional.empty();
    }
    return Found.some(
        Kind.DATE_RANGE,
        Granularity.DAY,
        List.of(
            Reading.until(
                reader.today().plusDays(1).atStartOfDay(), reader.today().atStartOfDay())));
  }
}
