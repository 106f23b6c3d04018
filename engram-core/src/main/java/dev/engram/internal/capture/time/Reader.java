package dev.engram.internal.capture.time;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** A position among tokens, which parsers move; what they fail at leaves it where it was. */
final class Reader {
  private final List<Token> tokens;
  private final Token before;
  private final Token after;
  private final LocalDateTime now;
  private int at;

  Reader(List<Token> tokens, LocalDateTime now) {
    this.tokens = tokens;
    this.now = now;
    before = Token.none(tokens.isEmpty() ? 0 : tokens.getFirst().start());
    after = Token.none(tokens.isEmpty() ? 0 : tokens.getLast().end());
  }

  int size() {
    return tokens.size();
  }

  int at() {
    return at;
  }

  void moveTo(int position) {
    at = position;
  }

  void skip(int count) {
    at += count;
  }

  LocalDateTime now() {
    return now;
  }

  LocalDate today() {
    return now.toLocalDate();
  }

  Token peek() {
    return peek(0);
  }

  /** The token that lies {@code ahead} of the position, or behind it if that is negative. */
  Token peek(int ahead) {
    int index = at + ahead;
    return index < 0 ? before : index < tokens.size() ? tokens.get(index) : after;
  }

  /** Takes the next token if it is one of these words or marks. */
  boolean take(String... words) {
    for (String word : words) {
      if (peek().is(word)) {
        at++;
        return true;
      }
    }
    return false;
  }

  /** Takes these tokens, all and in order, or none. */
  boolean takeAll(String... words) {
    for (int i = 0; i < words.length; i++) {
      if (!peek(i).is(words[i])) {
        return false;
      }
    }
    at += words.length;
    return true;
  }

  /** Whether the next token follows without a space. */
  boolean glued() {
    return !peek().spaced();
  }

  boolean dash() {
    return take("-", "~");
  }

  /** What a parser finds, or the position as it was. */
  <T> Optional<T> attempt(Supplier<Optional<T>> parser) {
    int mark = at;
    Optional<T> found = parser.get();
    if (found.isEmpty()) {
      at = mark;
    }
    return found;
  }

  /** The first parser's find. */
  @SafeVarargs
  final <T> Optional<T> first(Supplier<Optional<T>>... parsers) {
    for (Supplier<Optional<T>> parser : parsers) {
      Optional<T> found = attempt(parser);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** The find that reaches farthest; of equals the first. */
  @SafeVarargs
  final <T> Optional<T> longest(Supplier<Optional<T>>... parsers) {
    int mark = at;
    int reach = mark;
    Optional<T> best = Optional.empty();
    for (Supplier<Optional<T>> parser : parsers) {
      at = mark;
      Optional<T> found = parser.get();
      if (found.isPresent() && at > reach) {
        best = found;
        reach = at;
      }
    }
    at = reach;
    return best;
  }

  /** A month's name, with the point of an abbreviation. */
  OptionalInt month() {
    int month = peek().entry().month();
    if (month < 0) {
      return OptionalInt.empty();
    }
    boolean dotted = peek().digits() <= 4;
    at++;
    if (dotted) {
      point();
    }
    return OptionalInt.of(month);
  }

  /** A weekday's name, with the point of an abbreviation. */
  OptionalInt weekday() {
    int day = peek().entry().weekday();
    if (day < 0) {
      return OptionalInt.empty();
    }
    boolean plain = peek().digits() > 3 || peek().capital() || cued();
    if (!plain) {
      return OptionalInt.empty();
    }
    boolean dotted = peek().digits() <= 5;
    at++;
    if (dotted) {
      point();
    }
    return OptionalInt.of(day);
  }

  /** Takes the point of an abbreviation, unless it seems to end the sentence. */
  private void point() {
    Token next = peek(1);
    boolean ends = next.type() == Token.Type.NONE || (next.isWord() && next.capital());
    if (glued() && peek().is(".") && !next.is(".") && (!ends || next.entry().anchor())) {
      at++;
    }
  }

  /** Whether a short word such as "sat" or "sun" stands where a day does. */
  private boolean cued() {
    Token word = peek();
    if (!word.is("sat") && !word.is("sun") && !word.is("wed")) {
      return true;
    }
    Token next = peek(1);
    return peek(-1).is("on")
        || peek(-1).is("this")
        || peek(-1).is("next")
        || peek(-1).is("last")
        || peek(-1).is("every")
        || peek(-1).is("-")
        || next.isNumber()
        || next.entry().month() > 0
        || next.entry().part().isPresent();
  }
}
