package dev.engram.internal.screen.personal;

import dev.engram.internal.capture.word.Word;
import java.util.List;
import java.util.Set;

/**
 * How far an address goes on: over commas and line ends, segment by segment (town, flat, code,
 * country), each of a few capitalised words and numbers.
 */
final class AddressTail {
  private static final Lists LISTS = Lists.read("streets.txt");
  private static final Set<String> UNIT = LISTS.of("unit");
  private static final Set<String> SMALL = LISTS.of("small");
  private static final Set<String> NOT_STREET = LISTS.of("not-street");
  private static final int MOST_SEGMENTS = 7;
  private static final int LONGEST_SEGMENT = 6;

  private AddressTail() {}

  /** The word after the address whose street ends before a word. */
  static int end(List<Word> words, int from) {
    int end = from;
    int at = from;
    boolean sameLine = true;
    for (int n = 0; n < MOST_SEGMENTS; n++) {
      int start = at;
      while (start < words.size() && start - at < 4 && between(words.get(start))) {
        sameLine &= words.get(start).kind() != Word.Kind.BREAK;
        start++;
      }
      int stop = segment(words, start);
      if (stop <= start) {
        break;
      }
      boolean comma = start > at && words.get(start - 1).is(',');
      boolean number = numbered(words, start, stop);
      boolean town = n == 0 && sameLine && comma;
      if (number || town) {
        end = stop;
      }
      at = stop;
    }
    return end;
  }

  /** Whether a code of digits, or a flat, comes within the next lines. */
  static boolean coded(List<Word> words, int from) {
    return end(words, from) > from;
  }

  private static boolean between(Word word) {
    return word.is(',') || word.is('>') || word.kind() == Word.Kind.BREAK;
  }

  /** The word after a run of capitalised words and numbers that ends where a segment may end. */
  private static int segment(List<Word> words, int from) {
    int at = from;
    while (at < words.size() && at - from < LONGEST_SEGMENT) {
      Word word = words.get(at);
      boolean part =
          (word.capital() && !NOT_STREET.contains(word.folded()))
              || (word.isNumber() && plain(word))
              || (at > from && word.isWord() && SMALL.contains(word.folded()))
              || (word.is('.') && at > from && UNIT.contains(words.get(at - 1).folded()))
              || (word.is('#') && at + 1 < words.size() && words.get(at + 1).isNumber());
      if (!part) {
        break;
      }
      at++;
    }
    while (at > from && !words.get(at - 1).isNumber() && !words.get(at - 1).capital()) {
      at--;
    }
    boolean closes =
        at >= words.size() || between(words.get(at)) || words.get(at).kind() == Word.Kind.MARK;
    boolean code = at > from && numbered(words, from, at);
    return closes || code ? at : from;
  }

  private static boolean plain(Word word) {
    String text = word.text();
    return text.length() <= 8 && text.indexOf('.') < 0 && text.indexOf(',') < 0;
  }

  private static boolean numbered(List<Word> words, int from, int to) {
    for (int i = from; i < to; i++) {
      if (words.get(i).isNumber()) {
        return true;
      }
    }
    return false;
  }
}
