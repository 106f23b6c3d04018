package dev.engram.internal.capture.time;

import java.util.Optional;

/** What makes a time one end of a stretch whose other end is open. */
enum Limit {
  /** From it on. */
  SINCE(true),
  /** From its end on. */
  AFTER(true),
  /** Up to its beginning. */
  BEFORE(false),
  /** Up to and with it. */
  UNTIL(false);

  private final boolean after;

  Limit(boolean after) {
    this.after = after;
  }

  /** Whether the stretch follows. */
  boolean after() {
    return after;
  }

  /** Reads one. */
  static Optional<Limit> read(Reader reader) {
    if (reader.takeAll("any", "time", "from")
        || reader.takeAll("as", "early", "as")
        || reader.takeAll(">", "=")
        || reader.takeAll("no", "earlier", "than")
        || reader.takeAll("not", "before")
        || reader.takeAll("on", "or", "after")) {
      return Optional.of(SINCE);
    }
    if (reader.takeAll("as", "late", "as")
        || reader.takeAll("<", "=")
        || reader.takeAll("no", "later", "than")
        || reader.takeAll("not", "later", "than")
        || reader.takeAll("on", "or", "before")
        || reader.takeAll("up", "to")
        || reader.takeAll("up", "until")) {
      return Optional.of(UNTIL);
    }
    if (reader.takeAll("year", "greater", "than")
        || reader.takeAll("year", "later", "than")
        || reader.takeAll("greater", "than")
        || reader.takeAll("later", "than")) {
      return Optional.of(AFTER);
    }
    if (reader.takeAll("earlier", "than")
        || reader.takeAll("prior", "to")
        || reader.takeAll("less", "than")) {
      return Optional.of(BEFORE);
    }
    if (reader.take("starting", "beginning", "commencing")) {
      reader.take("on", "from", "in", "with");
      return reader.peek().is("of") ? Optional.empty() : Optional.of(SINCE);
    }
    if (reader.take("since")) {
      return Optional.of(SINCE);
    }
    if (reader.take("after", "following")) {
      return Optional.of(AFTER);
    }
    if (reader.take("before")) {
      return Optional.of(BEFORE);
    }
    if (reader.take("until", "till", "by", "til", "through")) {
      return Optional.of(UNTIL);
    }
    return Optional.empty();
  }
}
