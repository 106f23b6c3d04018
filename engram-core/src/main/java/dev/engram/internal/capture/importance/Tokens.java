package dev.engram.internal.capture.importance;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Cuts a message into sentences and words, in one pass, without expressions. */
final class Tokens {
  /**
   * A word or a number.
   *
   * @param form in lower case, without a possessive ending
   * @param capital whether it begins with a capital
   * @param first whether it opens its sentence
   * @param vocative whether it is a capitalised word set off at an end of the sentence, as the name
   *     of someone spoken to is
   */
  record Word(String form, boolean capital, boolean first, boolean vocative) {
    @Override
    public String toString() {
      return "Word";
    }
  }

  /**
   * A sentence.
   *
   * @param exclamations how many marks it has
   */
  record Sentence(List<Word> words, boolean question, int exclamations) {}

  /**
   * A message in parts.
   *
   * @param remark whether it holds a remark in square brackets
   * @param remarkWords how many words the remarks have that are no function words
   * @param foreign the share of letters that English does not use
   */
  record Parted(List<Sentence> sentences, boolean remark, int remarkWords, double foreign) {}

  private static final int LEAST_CLAUSE = 3;

  private final List<Sentence> sentences = new ArrayList<>();
  private List<Word> open = new ArrayList<>();
  private int exclamations;
  private boolean comma;
  private int clause;
  private boolean remark;
  private int remarkWords;
  private int letters;
  private int strange;

  private Tokens() {}

  /** The beginning of a text. */
  static String clipped(String text, int most) {
    return text.length() > most ? text.substring(0, most) : text;
  }

  static Parted parted(String text) {
    var tokens = new Tokens();
    tokens.read(text);
    double foreign = tokens.letters == 0 ? 0 : (double) tokens.strange / tokens.letters;
    return new Parted(tokens.sentences, tokens.remark, tokens.remarkWords, foreign);
  }

  /** All words of a text. */
  static Set<String> forms(String text) {
    var forms = new HashSet<String>();
    for (Sentence sentence : parted(text).sentences()) {
      sentence.words().forEach(word -> forms.add(word.form()));
    }
    return forms;
  }

  /** Whether a text asks near its end, remarks aside. */
  static boolean asks(String text) {
    int end = text.length();
    if (text.endsWith("]")) {
      int open = text.lastIndexOf('[');
      end = open < 0 ? end : open;
    }
    int mark = text.lastIndexOf('?', end - 1);
    return mark >= 0 && mark > end - 62;
  }

  private void read(String text) {
    int noClose = Integer.MAX_VALUE;
    int at = 0;
    while (at < text.length()) {
      char unit = text.charAt(at);
      if (unit == '[' && at < noClose) {
        int close = text.indexOf(']', at);
        if (close > 0) {
          remark(text.substring(at + 1, close));
          at = close + 1;
          continue;
        }
        noClose = at;
      }
      if (Character.isDigit(unit) || letter(text, at)) {
        at = word(text, at);
        continue;
      }
      mark(text, at, unit);
      at++;
    }
    close(false);
  }

  private void mark(String text, int at, char unit) {
    boolean last = at + 1 >= text.length() || text.charAt(at + 1) <= ' ';
    if (unit == '!') {
      exclamations++;
    }
    if (unit == '\n' || (last && (unit == '.' || unit == '!' || unit == '?'))) {
      close(unit == '?');
    } else if (unit == ',') {
      comma = true;
      clause = open.size();
      vocative();
    } else if (unit == '-' && last && at > 0 && text.charAt(at - 1) == ' ') {
      close(false);
    }
  }

  /** A capitalised word before the first comma, if only light words stand before it. */
  private void vocative() {
    if (open.size() > 3 || open.isEmpty()) {
      return;
    }
    Word last = open.getLast();
    if (last.capital()) {
      open.set(open.size() - 1, new Word(last.form(), true, last.first(), true));
    }
  }

  private void close(boolean question) {
    if (!open.isEmpty()) {
      Word last = open.getLast();
      if (comma && last.capital() && !last.first()) {
        open.set(open.size() - 1, new Word(last.form(), true, false, true));
      }
      if (question && clause >= LEAST_CLAUSE && tells(open.subList(0, clause))) {
        sentences.add(new Sentence(open.subList(0, clause), false, 0));
        open = open.subList(clause, open.size());
      }
      sentences.add(new Sentence(open, question, exclamations));
    } else if (question && !sentences.isEmpty()) {
      Sentence before = sentences.removeLast();
      sentences.add(new Sentence(before.words(), true, before.exclamations() + exclamations));
    }
    open = new ArrayList<>();
    exclamations = 0;
    comma = false;
    clause = 0;
  }

  /** Whether what stands before the last comma of a question tells of the speaker. */
  private static boolean tells(List<Word> words) {
    return words.stream().anyMatch(word -> LightWords.SELF.contains(word.form()));
  }

  private void remark(String text) {
    remark = true;
    for (String word : forms(text.replace('[', ' '))) {
      remarkWords += LightWords.FUNCTION.contains(word) ? 0 : 1;
    }
  }

  private int word(String text, int from) {
    int at = from;
    boolean digits = Character.isDigit(text.charAt(from));
    while (at < text.length() && part(text, at, digits)) {
      letters++;
      strange += text.charAt(at) > 0x24F && text.charAt(at) != '’' ? 1 : 0;
      at++;
    }
    String raw = text.substring(from, at);
    String form = raw.toLowerCase(Locale.ROOT).replace('’', '\'');
    if (form.endsWith("'s") && !LightWords.FUNCTION.contains(form)) {
      form = form.substring(0, form.length() - 2);
    }
    open.add(new Word(form, Character.isUpperCase(raw.charAt(0)), open.isEmpty(), false));
    return at;
  }

  private static boolean part(String text, int at, boolean digits) {
    char unit = text.charAt(at);
    if (digits) {
      return Character.isDigit(unit);
    }
    boolean apostrophe = unit == '\'' || unit == '’';
    boolean within =
        apostrophe && at + 1 < text.length() && Character.isLetter(text.charAt(at + 1));
    return within || letter(text, at);
  }

  /** Whether a unit is a letter or half of one; pictures are none. */
  private static boolean letter(String text, int at) {
    char unit = text.charAt(at);
    if (Character.isLowSurrogate(unit)) {
      return Character.isLetter(text.codePointBefore(at + 1));
    }
    return Character.isLetter(text.codePointAt(at));
  }
}
