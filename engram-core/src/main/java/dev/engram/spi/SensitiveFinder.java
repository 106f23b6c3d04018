package dev.engram.spi;

import java.util.List;

/**
 * Finds what a host does not want to leave the process, beyond what Engram finds by itself: names
 * of projects, numbers of customers, words of a trade.
 *
 * <p>Thread-safe. Called for each text that is about to leave; linear in the text. Failure: if it
 * throws, or names a stretch that is not in the text, the text is not sent.
 */
@FunctionalInterface
public interface SensitiveFinder {
  /** All that it finds, in any order; stretches may overlap. */
  List<Stretch> find(String text);

  /**
   * A stretch of a text.
   *
   * @param start its first UTF-16 unit
   * @param end the unit after its last
   * @param kind what it is, 1 to 32 of {@code a} to {@code z}, {@code 0} to {@code 9} and {@code
   *     -}; it shows in what is sent
   */
  record Stretch(int start, int end, String kind) {
    public Stretch {
      if (start < 0 || end <= start) {
        throw new IllegalArgumentException("no stretch: " + start + " to " + end);
      }
      if (!kind.matches("[a-z0-9-]{1,32}")) {
        throw new IllegalArgumentException(
            "kind must be 1 to 32 lower-case letters, digits and hyphens, got "
                + kind.length()
                + " characters");
      }
    }
  }
}
