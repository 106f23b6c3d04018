package dev.engram.internal.capture.time;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What single words may mean for time, read once from a resource. Immutable. */
final class Lexicon {
  private static final int NOT = -1;
  private static final Lexicon ENGLISH = new Lexicon(lines("words.tsv"));

  private final Map<String, Entry> entries;

  private Lexicon(List<String> lines) {
    var read = new HashMap<String, Entry>();
    for (String line : lines) {
      String[] fields = line.split("\t", -1);
      for (String word : fields[2].split(" ", -1)) {
        read.merge(word, Entry.of(fields[0], fields[1]), Entry::with);
      }
    }
    entries = Map.copyOf(read);
  }

  static Lexicon english() {
    return ENGLISH;
  }

  Entry entry(String word) {
    return entries.getOrDefault(word, Entry.UNKNOWN);
  }

  /** The lines of a resource beside this class, without comments. */
  static List<String> lines(String resource) {
    try (InputStream bytes = Lexicon.class.getResourceAsStream(resource)) {
      if (bytes == null) {
        throw new IllegalStateException("no resource " + resource);
      }
      try (var reader = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
        return reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What a word may mean; -1 for what it does not.
   *
   * @param month 1 to 12
   * @param weekday 1, Monday, to 7
   * @param number the number it names
   * @param ordinal the rank it names
   * @param decade the decade of a century, 20 to 90
   * @param season 0, winter, to 3
   * @param unit of time
   * @param part of a day
   * @param anchor whether a temporal expression may hang on it
   * @param conjunction whether it may put a time before or after an event
   */
  record Entry(
      int month,
      int weekday,
      int number,
      int ordinal,
      int decade,
      int season,
      Optional<Granularity> unit,
      Optional<DayPart> part,
      boolean anchor,
      boolean conjunction) {
    static final Entry UNKNOWN =
        new Entry(NOT, NOT, NOT, NOT, NOT, NOT, Optional.empty(), Optional.empty(), false, false);

    /** Whether it may mean anything. */
    boolean known() {
      return anchor || conjunction || number >= 0 || ordinal >= 0;
    }

    private static Entry of(String kind, String value) {
      Entry u = UNKNOWN;
      return switch (kind) {
        case "month" -> u.with(Integer.parseInt(value), NOT, NOT, NOT, NOT, NOT, true);
        case "weekday" -> u.with(NOT, Integer.parseInt(value), NOT, NOT, NOT, NOT, true);
        case "number" -> u.with(NOT, NOT, Integer.parseInt(value), NOT, NOT, NOT, false);
        case "ordinal" -> u.with(NOT, NOT, NOT, Integer.parseInt(value), NOT, NOT, false);
        case "decade" -> u.with(NOT, NOT, NOT, NOT, Integer.parseInt(value), NOT, true);
        case "season" -> u.with(NOT, NOT, NOT, NOT, NOT, Integer.parseInt(value), true);
        case "unit" -> u.with(Optional.of(Granularity.valueOf(value)), Optional.empty());
        case "part" -> u.with(Optional.empty(), Optional.of(DayPart.valueOf(value)));
        case "since" ->
            new Entry(
                NOT, NOT, NOT, NOT, NOT, NOT, Optional.empty(), Optional.empty(), false, true);
        default -> u.with(NOT, NOT, NOT, NOT, NOT, NOT, true);
      };
    }

    private Entry with(
        int month, int weekday, int number, int ordinal, int decade, int season, boolean anchor) {
      return new Entry(
          month, weekday, number, ordinal, decade, season, unit, part, anchor, conjunction);
    }

    private Entry with(Optional<Granularity> unit, Optional<DayPart> part) {
      return new Entry(
          month, weekday, number, ordinal, decade, season, unit, part, true, conjunction);
    }

    private Entry with(Entry other) {
      return new Entry(
          Math.max(month, other.month),
          Math.max(weekday, other.weekday),
          Math.max(number, other.number),
          Math.max(ordinal, other.ordinal),
          Math.max(decade, other.decade),
          Math.max(season, other.season),
          unit.or(other::unit),
          part.or(other::part),
          anchor || other.anchor,
          conjunction || other.conjunction);
    }
  }
}
