package dev.engram.internal.capture.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.chrono.HijrahChronology;
import java.time.chrono.HijrahDate;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Holidays by name. Easter is the Gregorian one (Meeus, Jones, Butcher); Islamic ones follow the
 * Umm al-Qura calendar, from which a place's own sighting may differ by a day.
 */
final class Holidays {
  private static final Map<String, List<Holiday>> BY_FIRST = read();

  private final Reader reader;

  Holidays(Reader reader) {
    this.reader = reader;
  }

  private record Holiday(List<String> words, Term term) {}

  /** A holiday, by the longest name that fits. */
  Optional<Term> date() {
    Token first = reader.peek();
    if (!first.isWord()) {
      return Optional.empty();
    }
    for (Holiday holiday : BY_FIRST.getOrDefault(first.text(), List.of())) {
      if (reader.takeAll(holiday.words().toArray(String[]::new))) {
        return Optional.of(holiday.term());
      }
    }
    return Optional.empty();
  }

  /** Whether a holiday's name seems to stand at a place: its first two words do. */
  static boolean begins(List<Token> tokens, int at) {
    List<Holiday> holidays = BY_FIRST.get(tokens.get(at).text());
    if (holidays == null) {
      return false;
    }
    for (Holiday holiday : holidays) {
      boolean single = holiday.words().size() == 1;
      if (single || (at + 1 < tokens.size() && tokens.get(at + 1).is(holiday.words().get(1)))) {
        return true;
      }
    }
    return false;
  }

  private static Map<String, List<Holiday>> read() {
    var byFirst = new HashMap<String, List<Holiday>>();
    for (String line : Lexicon.lines("holidays.tsv")) {
      String[] fields = line.split("\t", -1);
      Term term = new Term.Yearly(rule(fields[0].split(" ", -1)), Granularity.DAY);
      for (String name : fields[1].split("\\|", -1)) {
        List<String> words =
            Tokens.of(name, 0, name.length(), Lexicon.english()).stream().map(Token::text).toList();
        byFirst
            .computeIfAbsent(words.getFirst(), first -> new ArrayList<>())
            .add(new Holiday(words, term));
      }
    }
    byFirst.values().forEach(list -> list.sort(Comparator.comparingInt(h -> -h.words().size())));
    return Map.copyOf(byFirst);
  }

  private static IntFunction<Optional<Days>> rule(String[] rule) {
    int a = Integer.parseInt(rule[1]);
    int b = rule.length > 2 ? Integer.parseInt(rule[2]) : 0;
    int c = rule.length > 3 ? Integer.parseInt(rule[3]) : 0;
    return switch (rule[0]) {
      case "fixed" -> year -> Optional.of(Days.of(LocalDate.of(year, a, b)));
      case "easter" -> year -> Optional.of(Days.of(easter(year).plusDays(a)));
      case "nth" -> year -> Optional.of(Days.of(nth(year, a, DayOfWeek.of(b), c)));
      case "friday" ->
          year -> Optional.of(Days.of(nth(year, 4, DayOfWeek.THURSDAY, 11).plusDays(1L + a)));
      case "islamic" -> year -> islamic(year, a, b);
      default -> throw new IllegalStateException("no rule " + rule[0]);
    };
  }

  private static LocalDate nth(int year, int nth, DayOfWeek day, int month) {
    return LocalDate.of(year, month, 1).with(TemporalAdjusters.dayOfWeekInMonth(nth, day));
  }

  private static Optional<Days> islamic(int year, int month, int day) {
    if (year < 1900 || year > 2070) {
      return Optional.empty();
    }
    int first = HijrahDate.from(LocalDate.of(year, 1, 1)).get(ChronoField.YEAR);
    for (int hijri = first; hijri <= first + 1; hijri++) {
      LocalDate date = LocalDate.from(HijrahChronology.INSTANCE.date(hijri, month, day));
      if (date.getYear() == year) {
        return Optional.of(Days.of(date));
      }
    }
    return Optional.empty();
  }

  static LocalDate easter(int year) {
    int a = year % 19;
    int b = year / 100;
    int c = year % 100;
    int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int n = h + l - 7 * m + 114;
    return LocalDate.of(year, n / 31, n % 31 + 1);
  }
}
