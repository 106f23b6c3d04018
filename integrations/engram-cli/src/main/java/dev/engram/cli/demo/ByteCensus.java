package dev.engram.cli.demo;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What bytes tell of themselves to somebody without the key: how often each value occurs, and which
 * words can be read.
 */
final class ByteCensus {
  /** Values that are counted together in one column of the drawing. */
  private static final int VALUES_A_COLUMN = 4;

  private static final String BLOCKS = " ▁▂▃▄▅▆▇█";
  private static final int SHORTEST_WORD = 6;
  private static final Pattern WORD = Pattern.compile("[A-Za-z]{" + SHORTEST_WORD + ",}");

  private final byte[] bytes;
  private final int[] counts = new int[256];

  ByteCensus(byte[] bytes) {
    this.bytes = bytes;
    for (byte b : bytes) {
      counts[b & 0xFF]++;
    }
  }

  /** Pearson's chi-square against an even spread: 255 degrees of freedom. */
  double chiSquare() {
    double expected = bytes.length / 256.0;
    double sum = 0;
    for (int count : counts) {
      sum += (count - expected) * (count - expected) / expected;
    }
    return sum;
  }

  /** How many standard deviations the chi-square is from the mean of random bytes. */
  double deviations() {
    return (chiSquare() - 255) / Math.sqrt(2 * 255);
  }

  /** 64 columns of four values each; the middle block is the mean, a full one twice the mean. */
  String drawing() {
    double mean = bytes.length / 256.0 * VALUES_A_COLUMN;
    var drawn = new StringBuilder();
    for (int from = 0; from < 256; from += VALUES_A_COLUMN) {
      double count = 0;
      for (int value = from; value < from + VALUES_A_COLUMN; value++) {
        count += counts[value];
      }
      long height = Math.min(8, Math.round(4 * count / mean));
      drawn.append(BLOCKS.charAt((int) (count > 0 ? Math.max(1, height) : height)));
    }
    return drawn.toString();
  }

  /** The words of six letters and more, in lower case. */
  static Set<String> words(List<String> texts) {
    return texts.stream()
        .flatMap(text -> WORD.matcher(text).results())
        .map(match -> match.group().toLowerCase(Locale.ROOT))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Which of these words can be read in the bytes, in upper or lower case. */
  Set<String> readable(Set<String> words) {
    int longest = words.stream().mapToInt(String::length).max().orElse(0);
    var found = new TreeSet<String>();
    var run = new StringBuilder();
    for (int i = 0; i <= bytes.length; i++) {
      int b = i < bytes.length ? bytes[i] : 0;
      if ((b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z')) {
        run.append((char) (b | 0x20));
      } else {
        collect(run.toString(), words, longest, found);
        run.setLength(0);
      }
    }
    return found;
  }

  private static void collect(String run, Set<String> words, int longest, Set<String> found) {
    for (int from = 0; from + SHORTEST_WORD <= run.length(); from++) {
      for (int to = from + SHORTEST_WORD; to <= Math.min(run.length(), from + longest); to++) {
        String candidate = run.substring(from, to);
        if (words.contains(candidate)) {
          found.add(candidate);
        }
      }
    }
  }
}
