package dev.engram.internal.capture.time;

import dev.engram.internal.capture.text.Span;
import dev.engram.internal.capture.time.TimeMention.Kind;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds every temporal expression in English text and resolves it against the time and zone in
 * which the text was said (spec §39.3). Own rules: a tokenizer and a small grammar over tokens,
 * with no regular expression.
 *
 * <p>The text is read in blocks of a few thousand characters, cut at white space. A token on which
 * an expression can hang (a digit, a month, "ago") opens a window of tokens before it; only there
 * is the grammar tried, and only so far ahead as its longest form. Time is linear in the text,
 * memory bounded by a block. What the grammar leaves open, a year not named, becomes two readings,
 * and the nearest verb of the sentence ranks them: "I went in March" is past, "I'll go in March" is
 * not.
 *
 * <p>Thread-safe and without state. Never throws on any text.
 */
public final class TemporalExpressions {
  private static final int BLOCK = 4_096;
  private static final int LONGEST_BLOCK = 6_144;
  private static final int WINDOW = 6;

  private static final long MOST_OF_A_YEAR = 300;
  private static final long ABOUT_A_MONTH = 31;

  /** "First" to "third" are too common to look around. */
  private static final int LAST_COMMON_RANK = 3;

  /** The expressions in a text, in its order; none overlaps another. */
  public List<TimeMention> in(String text, ZonedDateTime reference) {
    var mentions = new ArrayList<TimeMention>();
    LocalDateTime now = reference.toLocalDateTime();
    int at = 0;
    while (at < text.length()) {
      int end = blockEnd(text, at);
      block(text, at, end, now, mentions);
      at = end;
    }
    return List.copyOf(mentions);
  }

  /** Where a block ends: after white space, preferably a line's end. */
  private static int blockEnd(String text, int begin) {
    if (text.length() - begin <= LONGEST_BLOCK) {
      return text.length();
    }
    int space = -1;
    for (int i = begin + BLOCK; i < begin + LONGEST_BLOCK; i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        return i + 1;
      }
      if (c == ' ' && (space < 0 || text.charAt(i - 1) == '.')) {
        space = i + 1;
      }
    }
    return space > 0 ? space : begin + LONGEST_BLOCK;
  }

  private static void block(
      String text, int begin, int end, LocalDateTime now, List<TimeMention> mentions) {
    List<Token> tokens = Tokens.of(text, begin, end, Lexicon.english());
    int next = nextAnchor(tokens, 0);
    if (next < 0) {
      return;
    }
    var reader = new Reader(tokens, now);
    var grammar = new Grammar(reader);
    int at = 0;
    while (next >= 0 && at < tokens.size()) {
      if (next < at) {
        next = nextAnchor(tokens, at);
        continue;
      }
      at = Math.max(at, next - window(tokens.get(next)));
      reader.moveTo(at);
      Optional<Found> found = starts(tokens, at) ? grammar.found() : Optional.empty();
      if (found.isPresent() && reader.at() > at) {
        mentions.add(mention(found.get(), tokens, at, reader.at(), now));
        at = reader.at();
      } else {
        at++;
      }
    }
  }

  private static int nextAnchor(List<Token> tokens, int from) {
    for (int i = from; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.isNumber()
          || token.entry().anchor()
          || token.entry().conjunction()
          || token.entry().number() >= 10
          || token.entry().ordinal() > LAST_COMMON_RANK
          || (token.isWord() && Holidays.begins(tokens, i))) {
        return i;
      }
    }
    return -1;
  }

  /** How far before a token an expression can begin that hangs on it. */
  private static int window(Token anchor) {
    boolean opens = anchor.entry().conjunction() && !anchor.entry().anchor();
    return opens ? 0 : WINDOW;
  }

  /** Whether an expression can begin with a token. */
  private static boolean starts(List<Token> tokens, int at) {
    Token token = tokens.get(at);
    return switch (token.type()) {
      case NUMBER -> true;
      case MARK ->
          token.is("@")
              || token.is(">")
              || token.is("<")
              || token.is("=")
              || token.is("½")
              || token.is("'");
      case WORD ->
          token.entry().known() || Openers.has(token.text()) || Holidays.begins(tokens, at);
      case NONE -> false;
    };
  }

  private static TimeMention mention(
      Found found, List<Token> tokens, int begin, int end, LocalDateTime now) {
    var span = new Span(tokens.get(begin).start(), tokens.get(end - 1).end());
    return new TimeMention(
        span,
        found.kind(),
        found.unit(),
        ranked(found, tokens, begin, end, now),
        found.length(),
        found.recurrence(),
        found.event());
  }

  private static List<Reading> ranked(
      Found found, List<Token> tokens, int begin, int end, LocalDateTime now) {
    List<Reading> readings = found.readings();
    if (readings.size() < 2 || found.kind() == Kind.TIME || found.kind() == Kind.TIME_RANGE) {
      return readings;
    }
    if (!later(readings, now, found.unit(), Tense.around(tokens, begin, end))) {
      return readings;
    }
    var ranked = new ArrayList<>(readings);
    ranked.sort(Comparator.comparing((Reading reading) -> edge(reading).toLocalDate()).reversed());
    return ranked;
  }

  /**
   * Whether the later reading is likelier. A day of this month or so beats one that is most of a
   * year away; else the tense decides; without one what is nearer, but among near ones the past.
   */
  private static boolean later(
      List<Reading> readings, LocalDateTime now, Granularity unit, Optional<Tense> tense) {
    long past = far(readings.getFirst(), now);
    long future = far(readings.getLast(), now);
    if (unit.compareTo(Granularity.DAY) <= 0
        && Math.max(past, future) >= MOST_OF_A_YEAR
        && Math.min(past, future) <= ABOUT_A_MONTH) {
      return future < past;
    }
    return tense
        .map(known -> known == Tense.FUTURE)
        .orElse(Math.max(past, future) > ABOUT_A_MONTH && future < past);
  }

  private static long far(Reading reading, LocalDateTime now) {
    return Math.abs(ChronoUnit.DAYS.between(now, edge(reading)));
  }

  private static LocalDateTime edge(Reading reading) {
    return reading.from().or(reading::to).orElseThrow();
  }
}
