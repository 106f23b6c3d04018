package dev.engram.internal.index.lexical.analysis;

import java.util.List;
import java.util.Locale;

/**
 * Cuts folded text into chunks, a chunk being what an eye takes for one: {@code file.rs}, {@code
 * #tag}, {@code mother-in-law}, a picture, a stretch of Han. Each chunk yields its tokens. Not
 * thread-safe; linear in the text.
 */
final class Segmenter {
  private static final List<String> LEADS =
      List.of("../", "./", "~/", "--", "__", "\\\\", "@", "#", "/", ".", "-", "$", "_", "+", "\\");
  private static final int LONGEST_TAG = 64;

  private final String text;
  private final boolean singles;
  private final Tokens out;
  private int at;
  private boolean afterBreak = true;

  /**
   * @param text folded
   * @param singles whether a stretch of unspaced script yields its single characters as well
   * @param out receives the tokens
   */
  Segmenter(String text, boolean singles, Tokens out) {
    this.text = text;
    this.singles = singles;
    this.out = out;
  }

  /** Appends the tokens of the next chunk; false when the text is at its end. */
  boolean next() {
    int joiners = at;
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      switch (Signs.of(codePoint)) {
        case BREAK -> {
          at += Character.charCount(codePoint);
          joiners = at;
          afterBreak = true;
        }
        case JOINER -> at++;
        case EMOJI -> {
          at += Character.charCount(codePoint);
          out.exact(Character.toString(codePoint), 1);
          return true;
        }
        case UNSPACED -> {
          unspaced(lead(joiners));
          return true;
        }
        case WORD -> {
          compound(lead(joiners));
          return true;
        }
      }
    }
    return false;
  }

  /** The signs before a chunk that belong to it, as in {@code @user} and {@code ../x}. */
  private String lead(int joiners) {
    boolean free = afterBreak;
    afterBreak = false;
    String signs = text.substring(joiners, at);
    return free ? LEADS.stream().filter(signs::endsWith).findFirst().orElse("") : "";
  }

  private void compound(String lead) {
    int start = at;
    int end = wordEnd(start);
    for (int next = joined(end); next > end; next = joined(end)) {
      end = wordEnd(next);
    }
    at = trailEnd(start, end);
    String body = text.substring(start, end);
    String trail = text.substring(end, at);
    if (trail.isEmpty() && body.length() > 2 && body.toLowerCase(Locale.ROOT).endsWith("'s")) {
      body = body.substring(0, body.length() - 2);
    }
    new Compound(lead, body, trail).into(out);
  }

  private int wordEnd(int from) {
    int end = from;
    while (end < text.length()) {
      int codePoint = text.codePointAt(end);
      if (Signs.of(codePoint) != Signs.WORD) {
        break;
      }
      end += Character.charCount(codePoint);
    }
    return end;
  }

  /** Where the word begins that joiners at {@code end} bind to the one before, else {@code end}. */
  private int joined(int end) {
    int next = end;
    while (next < text.length() && Signs.of(text.charAt(next)) == Signs.JOINER) {
      next++;
    }
    boolean word = next < text.length() && Signs.of(text.codePointAt(next)) == Signs.WORD;
    return word && binds(end, next) ? next : end;
  }

  private boolean binds(int from, int to) {
    String run = text.substring(from, Math.min(to, from + 5));
    return switch (run) {
      case "" -> false;
      case "'" -> Character.isLetter(text.charAt(from - 1)) && Character.isLetter(text.charAt(to));
      case "," -> groupsDigits(from);
      default ->
          run.length() == 1
              || (run.length() < 5
                  && run.indexOf(',') < 0
                  && run.indexOf('\'') < 0
                  && !run.contains("--")
                  && !run.matches("\\.+"));
    };
  }

  /** Whether the comma stands as in 1,200: a digit before, exactly three after. */
  private boolean groupsDigits(int comma) {
    int digits = comma + 1;
    while (digits < text.length() && digits < comma + 5 && isDigit(digits)) {
      digits++;
    }
    return isDigit(comma - 1) && digits == comma + 4;
  }

  private boolean isDigit(int index) {
    return Character.isDigit(text.charAt(index));
  }

  /**
   * Signs after a word that belong to it: {@code c++}, {@code c#}, {@code __init__}, {@code 5%}.
   */
  private int trailEnd(int start, int end) {
    int trail = end;
    while (trail < text.length() && trail < end + 2 && "+_".indexOf(text.charAt(trail)) >= 0) {
      trail++;
    }
    if (trail == end && trail < text.length()) {
      char sign = text.charAt(trail);
      if ((sign == '#' && end - start <= 2) || (sign == '%' && isDigit(end - 1))) {
        trail++;
      }
    }
    return trail;
  }

  private void unspaced(String lead) {
    int start = at;
    while (at < text.length() && Signs.of(text.codePointAt(at)) == Signs.UNSPACED) {
      at += Character.charCount(text.codePointAt(at));
    }
    int advance = 1;
    if ((lead.equals("#") || lead.equals("@")) && at - start <= LONGEST_TAG) {
      out.exact(lead + text.substring(start, at), 1);
      advance = 0;
    }
    int first = start;
    while (first < at) {
      int second = first + Character.charCount(text.codePointAt(first));
      boolean last = second == at;
      boolean single = singles || (last && first == start);
      if (single) {
        out.exact(text.substring(first, second), advance);
      }
      if (!last) {
        int end = second + Character.charCount(text.codePointAt(second));
        out.exact(text.substring(first, end), single ? 0 : advance);
      }
      advance = 1;
      first = second;
    }
  }
}
