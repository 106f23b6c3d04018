package dev.engram.internal.capture.duplicate;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The words of a text that count when two are compared, in their order. Case, separating
 * punctuation, blanks, fillers, contractions and spelling variants are levelled; numbers, names,
 * negations, question marks and signs inside words are kept. Scripts without blanks count by
 * characters. If nothing but fillers was said, the fillers count.
 *
 * <p>Immutable. Cost: linear in the text.
 */
final class Wording {
  /**
   * A word.
   *
   * @param form what is compared
   * @param name whether it was written with a capital, as names are
   */
  record Word(String form, boolean name) {
    @Override
    public String toString() {
      return "Word";
    }
  }

  private static final Set<String> CLITICS =
      Set.of("it's", "that's", "he's", "she's", "what's", "who's", "where's", "how's");

  private final List<Word> words;
  private final String emoji;

  private Wording(List<Word> words, String emoji) {
    this.words = words;
    this.emoji = emoji;
  }

  /** The words that count. */
  List<Word> words() {
    return words;
  }

  /** Pictures in the text, in order. */
  String emoji() {
    return emoji;
  }

  static Wording of(String text) {
    var reader = new Reader();
    reader.read(
        Normalizer.isNormalized(text, Normalizer.Form.NFKC)
            ? text
            : Normalizer.normalize(text, Normalizer.Form.NFKC));
    return new Wording(reader.kept(), reader.emoji.toString());
  }

  /** Cuts a text into words. */
  private static final class Reader {
    private final List<Word> all = new ArrayList<>();
    private final StringBuilder emoji = new StringBuilder();
    private final StringBuilder word = new StringBuilder();
    private boolean sentenceStarts = true;

    void read(String text) {
      for (int at = 0; at < text.length(); ) {
        int point = text.codePointAt(at);
        int next = at + Character.charCount(point);
        take(point == '’' || point == '‘' || point == 'ʼ' ? '\'' : point);
        at = next;
      }
      end();
    }

    private void take(int point) {
      if (point <= ' ' || Character.isWhitespace(point) || separates(point)) {
        end();
      } else if (point == '?' || point == '؟') {
        end();
        if (all.isEmpty() || !all.getLast().form().equals("?")) {
          all.add(new Word("?", false));
        }
        sentenceStarts = true;
      } else if (point > 0x2000 && picture(point)) {
        end();
        emoji.appendCodePoint(point);
      } else if (Character.isIdeographic(point) || syllable(point)) {
        end();
        all.add(new Word(Character.toString(point), false));
      } else if (point == '…') {
        end();
        sentenceStarts = true;
      } else {
        word.appendCodePoint(point);
      }
    }

    private static boolean separates(int point) {
      return point == '—' || point == '–' || (point >= 0x3001 && point <= 0x3003);
    }

    private static boolean syllable(int point) {
      return (point >= 0x3040 && point <= 0x30FF) || (point >= 0x0E00 && point <= 0x0E7F);
    }

    private static boolean picture(int point) {
      return (point >= 0x1F000 && point <= 0x1FAFF)
          || (point >= 0x2600 && point <= 0x27BF)
          || point == 0xFE0F
          || point == 0x200D;
    }

    /** Ends a word: strips what separates, levels the rest. */
    private void end() {
      if (word.isEmpty()) {
        return;
      }
      int from = 0;
      int to = word.length();
      while (from < to && "([{«“„\"'.,;:!*_`".indexOf(word.charAt(from)) >= 0) {
        from++;
      }
      boolean stops = false;
      while (to > from && ")]}»”\"'.,;:!*_`".indexOf(word.charAt(to - 1)) >= 0) {
        stops |= ".!:".indexOf(word.charAt(to - 1)) >= 0;
        to--;
      }
      String raw = word.substring(from, to);
      word.setLength(0);
      if (!raw.isEmpty() && !raw.equals("-")) {
        level(raw);
        sentenceStarts = stops;
      } else {
        sentenceStarts |= stops;
      }
    }

    private void level(String raw) {
      String folded = raw.toLowerCase(Locale.ROOT);
      boolean name = Character.isUpperCase(raw.codePointAt(0));
      boolean acronym =
          raw.length() > 1 && raw.length() < 4 && name && letters(raw, 0) && upper(raw);
      boolean kept = acronym || (raw.equals("A") && !sentenceStarts);
      List<String> expanded = kept ? List.of() : Lexicon.ENGLISH.contraction(folded);
      if (!expanded.isEmpty()) {
        expanded.forEach(one -> all.add(new Word(one, false)));
        return;
      }
      int digits = leadingDigits(folded);
      if (digits > 0 && digits < folded.length() && letters(folded, digits)) {
        quantity(folded, digits);
      } else if (digits == 0 && folded.indexOf('-') > 0 && hyphenated(folded)) {
        for (String part : folded.split("-", -1)) {
          all.add(new Word(Lexicon.ENGLISH.spelling(part), name));
        }
      } else if (digits > 0) {
        all.add(new Word(withoutGrouping(folded), false));
      } else {
        all.add(new Word(kept ? raw : Lexicon.ENGLISH.spelling(folded), name));
      }
    }

    /** 30mg is 30 mg; the 5th is no 5. */
    private void quantity(String folded, int digits) {
      String unit = folded.substring(digits);
      boolean ordinal =
          unit.equals("st") || unit.equals("nd") || unit.equals("rd") || unit.equals("th");
      if (ordinal) {
        all.add(new Word(folded, false));
      } else {
        all.add(new Word(withoutGrouping(folded.substring(0, digits)), false));
        all.add(new Word(unit, false));
      }
    }

    /** Kept unless a digit group is not of three, which may be a list. */
    private static String withoutGrouping(String number) {
      int comma = number.indexOf(',');
      if (comma < 1 || comma > 3) {
        return number;
      }
      for (int at = comma; at >= 0 && at < number.length(); at += 4) {
        boolean group = number.charAt(at) == ',' && leadingDigits(number.substring(at + 1)) >= 3;
        boolean whole = at + 4 >= number.length() || !Character.isDigit(number.charAt(at + 4));
        if (!group || !whole) {
          return number.charAt(at) == '.' ? number.replace(",", "") : number;
        }
      }
      return number.replace(",", "");
    }

    private static int leadingDigits(String text) {
      int at = 0;
      while (at < text.length() && Character.isDigit(text.charAt(at))) {
        at++;
      }
      return at;
    }

    private static boolean letters(String text, int from) {
      return text.substring(from).chars().allMatch(Character::isLetter);
    }

    private static boolean hyphenated(String text) {
      return text.chars().allMatch(unit -> unit == '-' || Character.isLetter(unit))
          && !text.endsWith("-")
          && !text.contains("--")
          && Lexicon.ENGLISH.spelling(text).equals(text);
    }

    private static boolean upper(String raw) {
      return raw.equals(raw.toUpperCase(Locale.ROOT));
    }

    List<Word> kept() {
      var kept = new ArrayList<Word>(all.size());
      for (int i = 0; i < all.size(); i++) {
        Word one = all.get(i);
        String verb = verb(i);
        if (!verb.isEmpty()) {
          kept.add(new Word(one.form().substring(0, one.form().length() - 2), one.name()));
          kept.add(new Word(verb, false));
        } else if (!Lexicon.ENGLISH.filler(one.form())) {
          kept.add(one);
        }
      }
      return List.copyOf(kept.isEmpty() ? all : kept);
    }

    /**
     * What the s of "she's" stands for, or nothing where that depends on more than a look ahead.
     */
    private String verb(int index) {
      if (!CLITICS.contains(all.get(index).form())) {
        return "";
      }
      String next = index + 1 < all.size() ? all.get(index + 1).form() : "";
      if (next.equals("been") || next.equals("got") || next.equals("had")) {
        return "has";
      }
      return next.endsWith("ed") || next.endsWith("en") || next.equals("gone") ? "" : "is";
    }
  }
}
