package dev.engram.internal.outward;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongUnaryOperator;

/** Gives placeholders to values: the same to the same, such as {@code [EMAIL 1]}. */
interface Naming {
  /** The longest placeholder, brackets included. */
  int LONGEST = 48;

  /** What stands in the place of a value. */
  String placeholder(String label, String value);

  /** The value as it is compared: how numbers are grouped, and capitals, make no other value. */
  static String folded(String value) {
    boolean number = value.indexOf('@') < 0 && value.chars().anyMatch(Character::isDigit);
    var folded = new StringBuilder(value.length());
    boolean space = false;
    for (int i = 0; i < value.length(); i++) {
      char unit = value.charAt(i);
      if (Character.isWhitespace(unit) || (number && !Character.isLetterOrDigit(unit))) {
        space = !number;
      } else {
        if (space && !folded.isEmpty()) {
          folded.append(' ');
        }
        space = false;
        folded.append(unit);
      }
    }
    return folded.toString().toLowerCase(Locale.ROOT);
  }

  private static String named(String label, long number) {
    return "[" + label.toUpperCase(Locale.ROOT) + " " + number + "]";
  }

  /**
   * Numbers by a keyed hash: every call of one vault gives a value the same placeholder, so that
   * vectors of questions and of documents speak of the same thing. Two values may share one, and
   * there is no way back. Thread-safe.
   */
  record Keyed(LongUnaryOperator key) implements Naming {
    private static final int NUMBERS = 9_999;

    @Override
    public String placeholder(String label, String value) {
      long hash = key.applyAsLong(hash(label + "\0" + folded(value)));
      return named(label, 1 + Math.floorMod(hash, NUMBERS));
    }

    private static long hash(String text) {
      try {
        byte[] digest =
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(digest).getLong();
      } catch (NoSuchAlgorithmException missing) {
        throw new IllegalStateException("this Java lacks SHA-256", missing);
      }
    }
  }

  /**
   * Numbers by kind in the order of one call, and knows the way back. Placeholders that the texts
   * of the call hold already are passed over, so that words which only look like one stay what they
   * are. Not thread-safe.
   */
  final class Numbered implements Naming {
    private final Set<String> taken = new HashSet<>();
    private final Map<String, Integer> last = new HashMap<>();
    private final Map<String, String> given = new HashMap<>();
    private final Map<String, String> values = new HashMap<>();

    Numbered(List<Passage> passages) {
      passages.forEach(one -> Bracketed.each(one.text(), (from, to, token) -> taken.add(token)));
    }

    @Override
    public String placeholder(String label, String value) {
      return given.computeIfAbsent(label + "\0" + folded(value), one -> next(label, value));
    }

    private String next(String label, String value) {
      String placeholder;
      do {
        placeholder = named(label, last.merge(label, 1, Integer::sum));
      } while (taken.contains(placeholder));
      values.put(placeholder, value);
      return placeholder;
    }

    /** The value behind a placeholder of this call. */
    Optional<String> value(String placeholder) {
      return Optional.ofNullable(values.get(placeholder));
    }
  }
}
