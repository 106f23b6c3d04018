package dev.engram.bench.temporal;

import dev.engram.bench.temporal.TemporalSet.Expected;
import dev.engram.bench.temporal.TemporalSet.Value;
import dev.engram.internal.capture.time.Reading;
import dev.engram.internal.capture.time.TimeMention;
import dev.engram.internal.capture.time.TimeMention.Kind;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Whether a mention means what is labelled. The labels write a stretch that names its end ("3 to 5
 * May") as ending where its last unit begins; a mention's stretch holds that unit, and is compared
 * by where it begins. They end a night at 23:59:59; a mention at midnight.
 */
final class Agreement {
  private static final LocalTime LAST_SECOND = LocalTime.of(23, 59, 59);

  private Agreement() {}

  /** The rank of the first reading that has a labelled value: 0 for the likeliest. */
  static OptionalInt rank(TimeMention mention, Expected expected) {
    if (!kind(mention.kind(), expected.type())) {
      return OptionalInt.empty();
    }
    if (expected.type().equals("set")) {
      return OptionalInt.of(0);
    }
    if (expected.type().equals("duration")) {
      boolean same = expected.values().stream().anyMatch(v -> length(mention, v));
      return same ? OptionalInt.of(0) : OptionalInt.empty();
    }
    List<Reading> readings = mention.readings();
    return IntStream.range(0, readings.size())
        .filter(i ->
            expected.values().stream()
                .anyMatch(value -> same(readings.get(i), value, expected.type())))
        .findFirst();
  }

  /** Whether a mention is of a labelled type. */
  static boolean kind(Kind kind, String type) {
    return kind.name().replace("_", "").equalsIgnoreCase(type);
  }

  private static boolean length(TimeMention mention, Value value) {
    return mention.length().isPresent()
        && value.value().isPresent()
        && Math.abs(
                seconds(mention.length().get()) - Double.parseDouble(value.value().orElseThrow()))
            < 0.01;
  }

  private static double seconds(Duration length) {
    return length.toMillis() / 1000.0;
  }

  private static boolean same(Reading reading, Value value, String type) {
    boolean ofDay = type.startsWith("time");
    if (value.value().isPresent()) {
      return at(reading.from(), value.value(), ofDay);
    }
    boolean end =
        at(reading.to(), value.end(), ofDay)
            || (reading.last().isPresent() && at(reading.last(), value.end(), ofDay));
    return at(reading.from(), value.start(), ofDay) && end;
  }

  private static boolean at(Optional<LocalDateTime> time, Optional<String> label, boolean ofDay) {
    if (time.isEmpty() || label.isEmpty()) {
      return time.isEmpty() && label.isEmpty();
    }
    LocalDateTime found = time.get();
    String written = label.get();
    if (ofDay) {
      LocalTime stated = LocalTime.parse(written);
      return found.toLocalTime().equals(stated)
          || (stated.equals(LAST_SECOND) && found.toLocalTime().equals(LocalTime.MIDNIGHT));
    }
    LocalDateTime stated =
        written.length() == 10
            ? LocalDate.parse(written).atStartOfDay()
            : LocalDateTime.parse(written.replace(' ', 'T'));
    boolean night = stated.toLocalTime().equals(LAST_SECOND);
    return found.equals(stated) || (night && found.equals(stated.plusSeconds(1)));
  }
}
