package dev.engram.internal.capture.word;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Known phrases of one to several tokens, each with a value; the longest wins. A lookup costs one
 * hash lookup where no phrase starts. Immutable once built, hence thread-safe.
 */
public final class Phrases<V> {
  /**
   * A phrase in a text.
   *
   * @param first the index of its first token
   * @param last the index of its last token
   * @param value what is known about it
   */
  public record Hit<V>(int first, int last, V value) {}

  private final Map<String, Integer> starts = new HashMap<>();
  private final Map<String, V> values = new HashMap<>();

  /** Learns phrases, folded here; the first value of a phrase stays. */
  public Phrases(Map<String, V> known) {
    known.forEach((phrase, value) -> {
      List<Word> words = Words.of(phrase);
      if (!words.isEmpty()) {
        starts.merge(Words.fold(words.getFirst().text()), words.size(), Math::max);
        values.putIfAbsent(Words.fold(phrase), value);
      }
    });
  }

  /** What is known about one whole phrase. */
  public Optional<V> get(String folded) {
    return Optional.ofNullable(values.get(folded));
  }

  /** The longest phrase that starts with a token; a possessive ending is overlooked. */
  public Optional<Hit<V>> at(String text, List<Word> words, int i) {
    Word first = words.get(i);
    Integer most = starts.get(first.folded());
    if (most == null) {
      most = first.possessive() ? starts.get(first.stem()) : null;
    }
    if (most == null) {
      return Optional.empty();
    }
    for (int last = Math.min(words.size(), i + most) - 1; last >= i; last--) {
      Word end = words.get(last);
      if (end.end() - first.start() > 64) {
        continue;
      }
      V value = values.get(slice(text, first.start(), end.end()));
      if (value == null && end.possessive()) {
        value = values.get(slice(text, first.start(), end.stemEnd()));
      }
      if (value != null) {
        return Optional.of(new Hit<>(i, last, value));
      }
    }
    return Optional.empty();
  }

  private static String slice(String text, int start, int end) {
    return Words.fold(text.substring(start, end)).replace('\n', ' ');
  }
}
