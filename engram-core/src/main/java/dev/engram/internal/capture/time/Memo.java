package dev.engram.internal.capture.time;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a parser found at each position, so that families which share it do not parse again (packrat
 * parsing; Ford 2002). The parser's find may depend on nothing but position and variant.
 */
final class Memo<T> {
  private static final int VARIANTS = 4;

  private final Reader reader;
  private final List<Optional<Entry<T>>> entries;

  Memo(Reader reader) {
    this.reader = reader;
    entries =
        new ArrayList<>(Collections.nCopies((reader.size() + 1) * VARIANTS, Optional.empty()));
  }

  private record Entry<T>(Optional<T> found, int end) {}

  /** The find of a parser here, parsed at most once; moves the reader past it. */
  Optional<T> at(int variant, Supplier<Optional<T>> parser) {
    int key = Math.min(reader.at(), reader.size()) * VARIANTS + variant;
    Optional<Entry<T>> known = entries.get(key);
    if (known.isPresent()) {
      reader.moveTo(known.get().end());
      return known.get().found();
    }
    Optional<T> found = reader.attempt(parser);
    entries.set(key, Optional.of(new Entry<>(found, reader.at())));
    return found;
  }
}
