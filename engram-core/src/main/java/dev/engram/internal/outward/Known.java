package dev.engram.internal.outward;

import dev.engram.internal.capture.word.CommonWords;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Values that were found somewhere in a call and are hidden wherever else they stand in it, as
 * written: a name that is a speaker's in one field and a bare word in another. One walk over the
 * words of a text; at most {@value #MOST_ALIKE} values that begin with the same word are known. Not
 * thread-safe.
 */
final class Known {
  private static final int SHORTEST = 3;
  private static final int SHORTEST_NUMBER = 4;
  private static final int MOST_ALIKE = 16;

  private final Map<String, List<Value>> byFirstWord = new HashMap<>();

  private record Value(String text, String label, Optional<String> fixed) {
    @Override
    public String toString() {
      return "Value[" + text.length() + " characters]";
    }
  }

  /** Takes a text in a place of its own. */
  interface Hidden {
    /** A value that stands here, and the placeholder it has already, if it is no personal data. */
    void value(int from, int to, String label, Optional<String> fixed);
  }

  /** A value of a kind of personal data. */
  void add(String value, String label) {
    add(value, label, Optional.empty());
  }

  /** A secret, with its placeholder. */
  void addSecret(String value, String placeholder) {
    add(value, "", Optional.of(placeholder));
  }

  private void add(String written, String label, Optional<String> fixed) {
    int start = 0;
    int end = written.length();
    while (start < end && !Character.isLetterOrDigit(written.charAt(start))) {
      start++;
    }
    while (end > start && !Character.isLetterOrDigit(written.charAt(end - 1))) {
      end--;
    }
    String value = written.substring(start, end);
    if (!tells(value)) {
      return;
    }
    List<Value> alike =
        byFirstWord.computeIfAbsent(
            value.substring(0, wordEnd(value, 0)), one -> new ArrayList<>());
    boolean there = alike.stream().anyMatch(one -> one.text().equals(value));
    if (!there && alike.size() < MOST_ALIKE) {
      alike.add(new Value(value, label, fixed));
      alike.sort((one, other) -> other.text().length() - one.text().length());
    }
  }

  private static boolean tells(String value) {
    boolean number = value.chars().noneMatch(Character::isLetter);
    return value.length() >= (number ? SHORTEST_NUMBER : SHORTEST)
        && !CommonWords.isFunction(value.toLowerCase(Locale.ROOT));
  }

  /** Finds them in a part of a text. */
  void each(String text, int from, int to, Hidden hidden) {
    int at = byFirstWord.isEmpty() ? to : from;
    while (at < to) {
      if (!Character.isLetterOrDigit(text.charAt(at))) {
        at++;
        continue;
      }
      int end = Math.min(to, wordEnd(text, at));
      Optional<Value> value = at(text, at, end, to);
      if (value.isPresent()) {
        end = at + value.get().text().length();
        hidden.value(at, end, value.get().label(), value.get().fixed());
      }
      at = end;
    }
  }

  private Optional<Value> at(String text, int start, int wordEnd, int to) {
    return byFirstWord.getOrDefault(text.substring(start, wordEnd), List.of()).stream()
        .filter(value -> {
          int end = start + value.text().length();
          return end <= to
              && text.startsWith(value.text(), start)
              && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
        })
        .findFirst();
  }

  private static int wordEnd(String text, int from) {
    int end = from;
    while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }
}
