package dev.engram.internal.capture.time;

import dev.engram.internal.capture.time.TimeMention.Kind;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Times reckoned from this moment: "now", "in 5 minutes", "two hours ago", "the last hour". */
final class Instants {
  private final Reader reader;
  private final Numbers numbers;
  private final Durations durations;

  Instants(Reader reader, Numbers numbers, Durations durations) {
    this.reader = reader;
    this.numbers = numbers;
    this.durations = durations;
  }

  /** A moment, or a stretch that begins or ends now. */
  Optional<Found> found() {
    return reader.longest(this::now, this::reckoned, this::stretch, this::fromNow);
  }

  private Optional<Found> now() {
    boolean phrase =
        reader.takeAll("right", "now")
            || reader.takeAll("just", "now")
            || reader.takeAll("at", "the", "moment")
            || reader.takeAll("at", "the", "minute")
            || reader.takeAll("at", "the", "present", "time")
            || reader.takeAll("at", "present")
            || reader.takeAll("at", "this", "time")
            || reader.takeAll("as", "of", "now")
            || reader.take("now", "currently");
    boolean filler =
        reader.peek(-1).is("now")
            && (reader.peek().is("that") || (reader.peek().is(",") && reader.peek(-1).capital()));
    if (!phrase || filler) {
      return Optional.empty();
    }
    LocalDateTime now = reader.now().truncatedTo(ChronoUnit.SECONDS);
    return Found.some(Kind.DATE_TIME, Granularity.SECOND, List.of(Reading.of(now, now)));
  }

  private Optional<Found> reckoned() {
    boolean in = reader.take("in");
    reader.take("about", "around", "roughly", "approximately", "almost", "just");
    Optional<Amount> amount = durations.amount().filter(a -> !a.days());
    if (amount.isEmpty()) {
      return Optional.empty();
    }
    boolean vague =
        reader.peek(1).is("this") || reader.peek(1).is("in") || reader.peek(1).is("today");
    if (vague && (reader.peek().is("later") || reader.peek().is("earlier"))) {
      return Optional.empty();
    }
    if (reader.take("ago", "earlier") || reader.takeAll("before", "now")) {
      return point(amount.get(), false);
    }
    boolean ahead =
        reader.take("later", "hence")
            || reader.takeAll("from", "now")
            || reader.takeAll("'", "s", "time")
            || reader.takeAll("'", "time");
    return ahead || in ? point(amount.get(), true) : Optional.empty();
  }

  private Optional<Found> point(Amount amount, boolean forward) {
    LocalDateTime time = amount.shift(reader.now(), forward).truncatedTo(ChronoUnit.SECONDS);
    return Found.some(Kind.DATE_TIME, amount.finest(), List.of(Reading.of(time, time)));
  }

  /** "within 5 minutes", "the next 2 hours", "5 past minutes", "last hour". */
  private Optional<Found> stretch() {
    boolean within = reader.take("within");
    reader.take("the");
    Optional<Shift> shift = Shift.read(reader);
    if (shift.isPresent() && shift.get() != Shift.THIS) {
      Optional<Granularity> unit = reader.peek().entry().unit();
      if (unit.isPresent()
          && (unit.get().withinDay() || (within && unit.get() == Granularity.DAY))
          && !reader.peek().is("second")
          && reader.peek().digits() > 2) {
        reader.skip(1);
        Amount one = Amount.of(1, unit.get());
        Optional<Amount> rest =
            reader.attempt(() -> reader.take("and") ? durations.amount() : Optional.empty());
        Amount all =
            rest.map(r ->
                    new Amount(Stream.concat(one.parts().stream(), r.parts().stream()).toList()))
                .orElse(one);
        return all.days() ? Optional.empty() : stretch(shift.get(), all);
      }
      return durations.amount().filter(a -> !a.days()).flatMap(a -> stretch(shift.get(), a));
    }
    if (within) {
      return durations.amount().filter(a -> !a.days()).flatMap(a -> stretch(Shift.NEXT, a));
    }
    Optional<Double> count = numbers.count();
    Optional<Shift> after = count.isEmpty() ? Optional.empty() : Shift.read(reader);
    Optional<Granularity> unit = reader.peek().entry().unit().filter(Granularity::withinDay);
    boolean plural = count.isPresent() && count.get() > 1;
    if (after.isEmpty() || unit.isEmpty() || plural != reader.peek().text().endsWith("s")) {
      return Optional.empty();
    }
    reader.skip(1);
    return stretch(after.get(), Amount.of(count.orElseThrow(), unit.get()));
  }

  private Optional<Found> stretch(Shift shift, Amount amount) {
    LocalDateTime now = reader.now().truncatedTo(ChronoUnit.SECONDS);
    LocalDateTime other = amount.shift(now, shift.step() > 0);
    Reading reading = shift.step() > 0 ? Reading.of(now, other) : Reading.of(other, now);
    return Found.some(Kind.DATE_TIME_RANGE, amount.finest(), List.of(reading));
  }

  /** "from now until 3 minutes later". */
  private Optional<Found> fromNow() {
    boolean from = reader.take("from", "between") && reader.take("now");
    if (!from || !reader.take("until", "till", "to", "and", "-")) {
      return Optional.empty();
    }
    LocalDateTime now = reader.now().truncatedTo(ChronoUnit.SECONDS);
    return reckoned()
        .flatMap(found -> found.readings().getFirst().from())
        .filter(end -> !end.isBefore(now))
        .flatMap(end ->
            Found.some(Kind.DATE_TIME_RANGE, Granularity.MINUTE, List.of(Reading.of(now, end))));
  }
}
