package dev.engram.internal.capture.time;

import dev.engram.internal.capture.text.Span;
import dev.engram.internal.capture.time.TimeMention.Event;
import dev.engram.internal.capture.time.TimeMention.Kind;
import java.util.List;
import java.util.Optional;

/**
 * Times that hang on an event: "since the release", "before my move to Berlin". Only what an
 * article or a possessive makes a thing is taken for an event, four words at most.
 */
final class EventTimes {
  private static final int LONGEST = 4;

  private final Reader reader;

  EventTimes(Reader reader) {
    this.reader = reader;
  }

  /** A time before or after an event. */
  Optional<Found> found() {
    boolean after = reader.take("since", "after");
    if (!after && !reader.take("before", "until", "till")) {
      return Optional.empty();
    }
    Token first = reader.peek();
    if (!determiner(first.text())) {
      return Optional.empty();
    }
    reader.skip(1);
    int words = 0;
    while (words < LONGEST && noun(reader.peek())) {
      reader.skip(1);
      words++;
    }
    if (words == 0) {
      return Optional.empty();
    }
    var event = new Event(new Span(first.start(), reader.peek(-1).end()), after);
    return Optional.of(
        new Found(
            Kind.RELATIVE_TO_EVENT,
            Granularity.DAY,
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(event)));
  }

  private static boolean determiner(String word) {
    return switch (word) {
      case "the", "my", "our", "your", "his", "her", "their", "its", "that", "this" -> true;
      default -> false;
    };
  }

  private static boolean noun(Token token) {
    return token.isWord()
        && !token.entry().anchor()
        && switch (token.text()) {
          case "is",
              "was",
              "are",
              "were",
              "and",
              "or",
              "but",
              "i",
              "we",
              "you",
              "he",
              "she",
              "they",
              "it",
              "has",
              "had",
              "have",
              "will",
              "would",
              "can",
              "could",
              "to",
              "in",
              "on",
              "at",
              "for",
              "with",
              "of",
              "from",
              "by",
              "that",
              "which",
              "who",
              "when",
              "where",
              "so",
              "because",
              "the",
              "a",
              "an",
              "did",
              "do",
              "does",
              "should",
              "may",
              "might",
              "been",
              "be",
              "as",
              "if",
              "then",
              "my",
              "our",
              "there",
              "not",
              "always",
              "never",
              "gets",
              "since",
              "before",
              "after",
              "until",
              "comes",
              "came",
              "went",
              "goes",
              "got",
              "took",
              "made",
              "said",
              "wants",
              "can't" ->
              false;
          default -> true;
        };
  }
}
