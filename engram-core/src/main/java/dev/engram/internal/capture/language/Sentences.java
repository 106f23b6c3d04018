package dev.engram.internal.capture.language;

import dev.engram.internal.capture.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Splits a text into sentences of prose. Fenced code, logs, tables, headings, quoted lines and
 * lines that read like code are passed over; a list item is a sentence; full stops inside
 * abbreviations, numbers, versions and URLs do not end one; the marks of Chinese and Japanese do,
 * without a blank. Immutable and thread-safe; linear.
 */
final class Sentences {
  private static final int LONGEST = 1_200;
  private static final String CLOSERS = "\"'”’)]»*_";

  private final Set<String> abbreviations = WordLists.words(Sentences.class, "abbreviations.txt");

  List<Span> of(String text) {
    List<Span> out = new ArrayList<>();
    boolean fenced = false;
    int line = 0;
    int start = -1;
    int end = 0;
    while (line < text.length()) {
      int stop = text.indexOf('\n', line);
      stop = stop < 0 ? text.length() : stop;
      int first = skipBlanks(text, line, stop);
      boolean fence = text.startsWith("```", first) || text.startsWith("~~~", first);
      if (fence) {
        fenced = !fenced && !closesItself(text, first, stop);
      }
      int words = afterBullet(text, first, stop);
      boolean prose = !fence && !fenced && first < stop && Lines.prose(text, first, stop);
      boolean goesOn =
          prose && start >= 0 && words == first && Character.isLowerCase(text.codePointAt(first));
      if (!goesOn && start >= 0) {
        split(text, start, end, out);
        start = -1;
      }
      if (prose) {
        start = goesOn ? start : words;
        end = stop;
      }
      line = stop + 1;
    }
    if (start >= 0) {
      split(text, start, end, out);
    }
    return out;
  }

  private static boolean closesItself(String text, int first, int stop) {
    return text.indexOf("```", first + 3, stop) >= 0;
  }

  private static int skipBlanks(String text, int at, int end) {
    int i = at;
    while (i < end && (Character.isWhitespace(text.charAt(i)) || text.charAt(i) == 0)) {
      i++;
    }
    return i;
  }

  /** Where the words of a list item begin. */
  private static int afterBullet(String text, int first, int end) {
    int i = first;
    while (i < end && Character.isDigit(text.charAt(i)) && i - first < 3) {
      i++;
    }
    boolean number = i > first && i < end && ".)".indexOf(text.charAt(i)) >= 0;
    boolean bullet = i == first && i < end && "-*•+–".indexOf(text.charAt(i)) >= 0;
    if ((number || bullet) && i + 1 < end && text.charAt(i + 1) == ' ') {
      return skipBlanks(text, i + 1, end);
    }
    return first;
  }

  private void split(String text, int from, int to, List<Span> out) {
    int start = from;
    int i = from;
    while (i < to) {
      int c = text.codePointAt(i);
      int size = Character.charCount(c);
      int end = -1;
      if (c == '。' || c == '！' || c == '？') {
        end = i + size;
      } else if (c == '.' || c == '!' || c == '?' || c == '…') {
        end = stop(text, i, to);
      } else if (Lines.pictograph(c)) {
        end = picture(text, i, to);
      }
      if (end > i) {
        add(text, start, end, out);
        start = end;
        i = end;
      } else {
        i += size;
      }
    }
    add(text, start, to, out);
  }

  /** The end of the sentence that the mark at {@code i} ends, or -1 if it ends none. */
  private int stop(String text, int i, int to) {
    int end = i;
    while (end < to && ".!?…".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    int run = end - i;
    while (end < to && CLOSERS.indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    if (end < to && !Character.isWhitespace(text.charAt(end))) {
      return Lines.pictograph(text.codePointAt(end)) ? end : -1;
    }
    if (run > 1 || text.charAt(i) != '.') {
      return end;
    }
    int word = i;
    while (word > 0 && i - word < 12 && !Character.isWhitespace(text.charAt(word - 1))) {
      word--;
    }
    String last = text.substring(word, i).toLowerCase(Locale.ROOT);
    boolean initial = last.length() == 1 && Character.isLetter(last.charAt(0)) && !last.equals("i");
    if (initial || abbreviations.contains(last)) {
      int next = skipBlanks(text, end, to);
      boolean name = initial || Set.of("mr", "mrs", "ms", "dr", "prof", "st").contains(last);
      boolean upper = next < to && Character.isUpperCase(text.charAt(next));
      return upper && !name ? end : next >= to ? end : -1;
    }
    return end;
  }

  private static int picture(String text, int i, int to) {
    int end = i;
    while (end < to && Lines.pictograph(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    int next = skipBlanks(text, end, to);
    return next < to && Character.isUpperCase(text.charAt(next)) ? end : -1;
  }

  private static void add(String text, int from, int to, List<Span> out) {
    int start = skipBlanks(text, from, to);
    int end = to;
    while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    if (end - start > 1 && end - start <= LONGEST) {
      out.add(new Span(start, end));
    }
  }
}
