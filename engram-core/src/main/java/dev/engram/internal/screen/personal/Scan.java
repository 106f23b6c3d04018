package dev.engram.internal.screen.personal;

import java.util.ArrayDeque;
import java.util.Set;

/** A text under search, with what stands around a place. Immutable, thread-safe. */
final class Scan {
  private static final int REACH = 96;

  private final String text;

  Scan(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  int length() {
    return text.length();
  }

  /** The unit at a place, or zero outside. */
  char at(int place) {
    return place >= 0 && place < text.length() ? text.charAt(place) : 0;
  }

  static boolean digit(char unit) {
    return unit >= '0' && unit <= '9';
  }

  static boolean letter(char unit) {
    return (unit >= 'a' && unit <= 'z') || (unit >= 'A' && unit <= 'Z');
  }

  /** Part of a word or number: letters of every script. */
  static boolean word(char unit) {
    return Character.isLetterOrDigit(unit) || unit == '_';
  }

  /** Whether neither side continues a word. */
  boolean apart(int start, int end) {
    return !word(at(start - 1)) && !word(at(end));
  }

  /**
   * Whether one of the last words before a place is a cue, alone or with the word after it.
   *
   * @param words how many words back
   */
  boolean cued(int place, int words, Set<String> cues) {
    int stop = Math.max(0, place - REACH);
    int i = place;
    String after = "";
    for (int n = 0; n < words; n++) {
      while (i > stop && !cueUnit(at(i - 1))) {
        i--;
      }
      int end = i;
      while (i > stop && cueUnit(at(i - 1))) {
        i--;
      }
      if (end == i) {
        return false;
      }
      String word = folded(i, end);
      if (cues.contains(word) || (!after.isEmpty() && cues.contains(word + " " + after))) {
        return true;
      }
      after = word;
    }
    return false;
  }

  /** Whether one of the next words on the line is a cue. */
  boolean followed(int place, int words, Set<String> cues) {
    int stop = Math.min(length(), place + REACH);
    int i = place;
    for (int n = 0; n < words; n++) {
      while (i < stop && !cueUnit(at(i)) && at(i) != '\n' && !digit(at(i))) {
        i++;
      }
      int start = i;
      while (i < stop && cueUnit(at(i))) {
        i++;
      }
      if (start == i) {
        return false;
      }
      if (cues.contains(folded(start, i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean cueUnit(char unit) {
    return Character.isLetter(unit) || unit == '\'' || unit == '’';
  }

  /** A stretch in lower case with straight apostrophes. */
  String folded(int start, int end) {
    var out = new StringBuilder(end - start);
    for (int i = start; i < end; i++) {
      char unit = text.charAt(i);
      out.append(unit == '’' ? '\'' : Character.toLowerCase(unit));
    }
    return out.toString();
  }

  /** The letters and digits of a stretch, in capitals. */
  String solid(int start, int end) {
    var out = new StringBuilder(end - start);
    for (int i = start; i < end; i++) {
      char unit = text.charAt(i);
      if (digit(unit) || letter(unit)) {
        out.append(Character.toUpperCase(unit));
      }
    }
    return out.toString();
  }

  /** The last words before a place, nearest last, in lower case. */
  ArrayDeque<String> before(int place, int words) {
    var found = new ArrayDeque<String>();
    int stop = Math.max(0, place - REACH);
    int i = place;
    while (found.size() < words) {
      while (i > stop && !cueUnit(at(i - 1))) {
        i--;
      }
      int end = i;
      while (i > stop && cueUnit(at(i - 1))) {
        i--;
      }
      if (end == i) {
        break;
      }
      found.addFirst(folded(i, end));
    }
    return found;
  }
}
