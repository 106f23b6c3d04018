package dev.engram.internal.capture.time;

import java.util.ArrayList;
import java.util.Optional;

/** Lengths of time: "3h", "two weeks", "1 hour and 30 minutes", "one and a half years". */
final class Durations {
  private static final int MOST_PARTS = 6;

  private final Reader reader;
  private final Numbers numbers;
  private final Memo<Amount> memo;

  Durations(Reader reader, Numbers numbers) {
    this.reader = reader;
    this.numbers = numbers;
    memo = new Memo<>(reader);
  }

  /** A length of time. */
  Optional<Amount> amount() {
    return memo.at(0, this::fresh);
  }

  private Optional<Amount> fresh() {
    var parts = new ArrayList<Amount.Part>();
    while (parts.size() < MOST_PARTS) {
      int mark = reader.at();
      if (!parts.isEmpty()) {
        reader.take("and", ",");
      }
      Optional<Amount.Part> part = reader.attempt(this::part);
      boolean finer =
          part.isPresent()
              && (parts.isEmpty() || part.get().unit().compareTo(parts.getLast().unit()) < 0);
      if (!finer) {
        reader.moveTo(mark);
        break;
      }
      parts.add(part.orElseThrow());
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(new Amount(parts));
  }

  private Optional<Amount.Part> part() {
    Token first = reader.peek();
    Token before = reader.peek(-1);
    if (before.is("$") || before.is("€") || before.is("£")) {
      return Optional.empty();
    }
    Optional<Double> count = numbers.count();
    if (count.isEmpty()) {
      return Optional.empty();
    }
    boolean article = first.is("a") || first.is("an") || first.is("another");
    if (reader.glued()) {
      reader.take("-");
    }
    if (!first.is("a") || reader.peek(-1).is("-")) {
      reader.take("more", "full", "whole", "long", "calendar");
    }
    Token word = reader.peek();
    Optional<Granularity> unit = unit(word, before, article);
    if (unit.isEmpty()) {
      return Optional.empty();
    }
    if (unit.get() == Granularity.DAY_PART
        && count.get() > 1
        && !reader.peek(-1).text().endsWith("s")) {
      return Optional.empty();
    }
    double more = numbers.fraction();
    return Optional.of(new Amount.Part(count.get() + more, unit.get()));
  }

  private Optional<Granularity> unit(Token word, Token before, boolean article) {
    Optional<Granularity> unit = word.entry().unit();
    if (unit.isEmpty()) {
      return unit;
    }
    if (word.digits() == 1) {
      boolean cue = cue(before) || reader.peek(1).is("ago") || reader.peek(1).is("later");
      if (word.spaced() || !(cue || word.is("h"))) {
        return Optional.empty();
      }
    }
    if (word.is("second") && article && !before.is("for") && !before.is("in")) {
      return Optional.empty();
    }
    reader.skip(1);
    if (reader.glued()
        && reader.peek().is(".")
        && word.digits() <= 3
        && reader.peek(1).isWord()
        && !reader.peek(1).capital()) {
      reader.skip(1);
    }
    return unit;
  }

  private static boolean cue(Token before) {
    return switch (before.text()) {
      case "for",
          "in",
          "within",
          "last",
          "next",
          "past",
          "lasted",
          "took",
          "after",
          "every",
          "over",
          "takes" ->
          true;
      default -> false;
    };
  }

  /** "all day", "the whole week", "the hour", "another day" and every plain amount. */
  Optional<Amount> standing() {
    return reader.first(this::whole, this::bounded, this::amount);
  }

  private Optional<Amount> whole() {
    boolean all = reader.take("all");
    if (!all) {
      reader.take("the");
      if (!reader.take("whole", "entire")) {
        return Optional.empty();
      }
    } else if (reader.take("the")) {
      return Optional.empty();
    }
    return unitAlone();
  }

  private Optional<Amount> bounded() {
    if (reader.takeAll("the", "hour") && !reader.peek().is("of")) {
      return Optional.of(Amount.of(1, Granularity.HOUR));
    }
    return Optional.empty();
  }

  private Optional<Amount> unitAlone() {
    Optional<Granularity> unit = reader.peek().entry().unit();
    if (unit.isEmpty() || reader.peek().digits() < 3 || reader.peek().text().endsWith("s")) {
      return Optional.empty();
    }
    reader.skip(1);
    return Optional.of(Amount.of(1, unit.get()));
  }
}
