package dev.engram.internal.recall.plan;

import dev.engram.internal.capture.text.Span;
import dev.engram.internal.capture.time.Granularity;
import dev.engram.internal.capture.time.Reading;
import dev.engram.internal.capture.time.TimeMention;
import dev.engram.internal.capture.time.TimeMention.Kind;
import dev.engram.query.PlannedTimes;
import dev.engram.query.PlannedTimes.Order;
import dev.engram.query.TimeAnchor;
import dev.engram.query.TimeRange;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Resolves what a question says of time against when it is asked (spec §39.3).
 *
 * <p>Rules beyond those for statements: a memory is asked about the past, so of two readings the
 * past one is likelier, unless a word points ahead; but both are kept, and where no year is named
 * the range says so. "Two years ago" means about then: the stretch is widened by half its unit on
 * each side. "As of May" is everything until May ended. Ends that stand the wrong way round are
 * swapped, except where a year is missing: "from November to February" crosses the year. A time of
 * day without a day and a length of time are no range. Thread-safe.
 */
final class QuestionTimes {
  private static final double LIKELY = 0.7;
  private static final double SURE = 0.85;
  private static final long SHORT_YEAR = 350;
  private static final long LONG_YEAR = 380;
  private static final double VAGUELY = 0.5;
  private static final Duration RECENT = Duration.ofDays(7);
  private static final int MOST = 16;

  private static final Set<String> VAGUE =
      Set.of("around", "about", "circa", "roughly", "approximately", "near", "some");
  static final Set<String> MONTH_NAMES =
      Set.of(
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december",
          "jan",
          "feb",
          "mar",
          "apr",
          "jun",
          "jul",
          "aug",
          "sep",
          "sept",
          "oct",
          "nov",
          "dec");
  private static final Set<String> RELATIVE =
      Set.of("last", "this", "next", "past", "ago", "previous", "coming", "current");

  private final Cues<Hint> hints = Cues.read("hints.tsv", Hint::valueOf);

  PlannedTimes in(Question question, ZonedDateTime now) {
    var ranges = new ArrayList<TimeRange>();
    boolean swapped = false;
    List<TimeMention> mentions = question.times();
    for (int i = 0; i < mentions.size() && ranges.size() < MOST; i++) {
      TimeMention mention = mentions.get(i);
      if (!range(mention)) {
        continue;
      }
      Optional<TimeRange> turned = turned(question, mentions, i, now);
      if (turned.isPresent()) {
        ranges.add(turned.get());
        swapped = true;
        i++;
      } else {
        ranges.addAll(ranges(question, mention, now));
      }
    }
    return hinted(question, ranges, swapped, now);
  }

  private PlannedTimes hinted(
      Question question, List<TimeRange> ranges, boolean swapped, ZonedDateTime now) {
    Order order = Order.ANY;
    boolean history = false;
    boolean evolution = false;
    Clauses clauses = question.clauses();
    for (Cues.Found<Hint> hint : hints.in(clauses)) {
      switch (hint.tells()) {
        case HISTORY -> history |= !passive(clauses, hint);
        case EVOLUTION -> evolution = true;
        case EARLIEST -> order = order == Order.ANY ? Order.EARLIEST : order;
        case LATEST -> order = order == Order.ANY ? Order.LATEST : order;
        case RECENT -> {
          if (ranges.isEmpty()) {
            ranges.add(recent(question, hint, now));
          }
        }
      }
    }
    history |= endsInBefore(clauses);
    List<TimeAnchor> anchors = Anchors.in(question);
    return new PlannedTimes(ranges, anchors, order, history, evolution, swapped);
  }

  /** "Which tool was used to draft it" tells of no habit. */
  private static boolean passive(Clauses clauses, Cues.Found<Hint> hint) {
    return clauses.word(hint.from()).equals("used")
        && switch (clauses.word(hint.from() - 1)) {
          case "is", "are", "was", "were", "be", "been", "being", "get", "got", "am" -> true;
          default -> false;
        };
  }

  /** "What did we use before?", but not "have we ever met before?". */
  private static boolean endsInBefore(Clauses clauses) {
    int last = clauses.terms().size() - 1;
    return last > 2
        && clauses.word(last).equals("before")
        && clauses.terms().stream().noneMatch(term -> term.folded().equals("ever"))
        && !Set.of("have", "has").contains(clauses.first());
  }

  private static TimeRange recent(Question question, Cues.Found<Hint> hint, ZonedDateTime now) {
    List<Term> terms = question.clauses().terms();
    return new TimeRange(
        TimeRange.Kind.AROUND,
        Optional.of(now.toInstant().minus(RECENT)),
        Optional.of(now.toInstant()),
        RECENT,
        VAGUELY,
        false,
        terms.get(hint.from()).start(),
        terms.get(hint.to() - 1).end());
  }

  private static boolean range(TimeMention mention) {
    return !mention.readings().isEmpty()
        && switch (mention.kind()) {
          case DATE, DATE_RANGE, DATE_TIME, DATE_TIME_RANGE -> true;
          case TIME, TIME_RANGE, DURATION, SET, RELATIVE_TO_EVENT -> false;
        };
  }

  /** Two ends of which the later stands first: "between 2021 and 2019". */
  private static Optional<TimeRange> turned(
      Question question, List<TimeMention> mentions, int at, ZonedDateTime now) {
    if (at + 1 >= mentions.size() || !range(mentions.get(at + 1))) {
      return Optional.empty();
    }
    TimeMention late = mentions.get(at);
    TimeMention early = mentions.get(at + 1);
    String between = question.text().substring(late.span().end(), early.span().start()).strip();
    String opener = before(question, late.span());
    boolean joined =
        (opener.equals("between") && between.equals("and"))
            || (opener.equals("from")
                && Set.of("to", "until", "till", "through", "-", "–").contains(between));
    Optional<LocalDateTime> from = early.from();
    Optional<LocalDateTime> to = late.to();
    if (!joined
        || from.isEmpty()
        || to.isEmpty()
        || late.from().isEmpty()
        || !late.from().get().isAfter(from.get())) {
      return Optional.empty();
    }
    return Optional.of(
        new TimeRange(
            TimeRange.Kind.WITHIN,
            Optional.of(from.get().atZone(now.getZone()).toInstant()),
            Optional.of(to.get().atZone(now.getZone()).toInstant()),
            grain(late.granularity()),
            1,
            false,
            late.span().start(),
            early.span().end()));
  }

  private static String before(Question question, Span span) {
    return question.clauses().word(question.clauses().from(span.start()) - 1);
  }

  private static List<TimeRange> ranges(Question question, TimeMention mention, ZonedDateTime now) {
    Tendency tendency = Tendency.of(question.clauses());
    LocalDateTime local = now.toLocalDateTime();
    List<Reading> readings = new ArrayList<>(mention.readings());
    if (weekend(question, mention) && !tendency.ahead()) {
      readings.replaceAll(reading -> tendency.past(reading, local));
    }
    if (readings.size() > 1) {
      readings.sort((a, b) -> Double.compare(tendency.cost(a, local), tendency.cost(b, local)));
    }
    if (clauses(question, mention).equals("earlier")) {
      readings.replaceAll(reading -> untilNow(reading, local));
    }
    boolean anyYear = yearless(question, mention);
    var ranges = new ArrayList<TimeRange>(2);
    for (int i = 0; i < Math.min(2, readings.size()); i++) {
      double likeliest = readings.size() == 1 ? 1 : tendency.sure() ? SURE : LIKELY;
      double weight = i == 0 ? likeliest : 1 - likeliest;
      ranges.add(range(question, mention, readings.get(i), weight, anyYear, now));
    }
    return ranges;
  }

  private static String clauses(Question question, TimeMention mention) {
    return question.clauses().word(question.clauses().from(mention.span().start()));
  }

  /** "Earlier this month" ends now, however far the month is. */
  private static Reading untilNow(Reading reading, LocalDateTime now) {
    boolean begun = reading.from().filter(now::isAfter).isPresent();
    return begun ? new Reading(reading.from(), Optional.of(now), reading.last()) : reading;
  }

  /** Whether it is a weekend of which nothing says which: for a question, the last one. */
  private static boolean weekend(Question question, TimeMention mention) {
    return mention.granularity() == Granularity.WEEKEND
        && mention.readings().size() == 1
        && question
            .clauses()
            .word(question.clauses().from(mention.span().end()) - 1)
            .equals("weekend")
        && mention.span().of(question.text()).chars().filter(c -> c == ' ').count() < 3
        && RELATIVE.stream().noneMatch(mention.span().of(question.text())::contains);
  }

  private static TimeRange range(
      Question question,
      TimeMention mention,
      Reading reading,
      double weight,
      boolean anyYear,
      ZonedDateTime now) {
    Granularity unit = mention.granularity();
    boolean point = mention.kind() == Kind.DATE && unit.compareTo(Granularity.DAY) > 0;
    String words = mention.span().of(question.text());
    boolean few =
        mention.kind() == Kind.DATE && (words.startsWith("a few") || words.contains("couple"));
    String opener = before(question, mention.span());
    boolean vague = point || few || VAGUE.contains(opener) || VAGUE.contains(first(words));
    boolean closed = reading.closed();
    boolean asOf =
        closed
            && opener.equals("of")
            && question
                .text()
                .substring(0, mention.span().start())
                .stripTrailing()
                .toLowerCase(Locale.ROOT)
                .endsWith("as of");
    Duration grain = grain(unit);
    Duration widening = few ? grain : point ? grain.dividedBy(2) : Duration.ZERO;
    var kind =
        asOf || reading.from().isEmpty()
            ? TimeRange.Kind.BEFORE
            : reading.to().isEmpty()
                ? TimeRange.Kind.AFTER
                : vague ? TimeRange.Kind.AROUND : TimeRange.Kind.WITHIN;
    return new TimeRange(
        kind,
        kind == TimeRange.Kind.BEFORE
            ? Optional.empty()
            : reading.from().map(t -> t.atZone(now.getZone()).toInstant().minus(widening)),
        reading
            .to()
            .map(
                t -> t.atZone(now.getZone()).withLaterOffsetAtOverlap().toInstant().plus(widening)),
        grain,
        weight,
        anyYear,
        mention.span().start(),
        mention.span().end());
  }

  private static Duration grain(Granularity unit) {
    return Duration.ofSeconds(unit.seconds());
  }

  private static String first(String words) {
    int space = words.indexOf(' ');
    return space < 0 ? words : words.substring(0, space).toLowerCase(Locale.ROOT);
  }

  /** Whether the words leave the year open. */
  private static boolean yearless(Question question, TimeMention mention) {
    List<Reading> readings = mention.readings();
    if (readings.size() > 1) {
      long apart = Math.abs(ChronoUnit.DAYS.between(edge(readings.get(0)), edge(readings.get(1))));
      return apart >= SHORT_YEAR && apart <= LONG_YEAR;
    }
    boolean month = false;
    Clauses clauses = question.clauses();
    int from = clauses.from(mention.span().start());
    int to = clauses.from(mention.span().end());
    for (int i = from; i < to; i++) {
      String word = clauses.word(i);
      if (RELATIVE.contains(word) || (word.length() >= 4 && Character.isDigit(word.charAt(0)))) {
        return false;
      }
      month |= MONTH_NAMES.contains(word);
    }
    return month;
  }

  private static LocalDateTime edge(Reading reading) {
    return reading.from().or(reading::to).orElseThrow();
  }
}
