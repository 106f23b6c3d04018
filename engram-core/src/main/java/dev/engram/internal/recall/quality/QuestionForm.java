package dev.engram.internal.recall.quality;

import dev.engram.internal.capture.language.WordLists;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the wording of a question says of the answer it wants, whatever is remembered. English;
 * other languages in Latin script show their names and numbers only. Cost: linear in the first
 * {@value #READ} characters.
 *
 * @param names capitalised words within sentences, at most {@value #MOST_NAMES}
 * @param numbers whether there is a digit
 * @param closed whether a value or a yes or no would answer it
 * @param latin whether at least half of its letters are Latin
 */
record QuestionForm(int names, boolean numbers, boolean closed, boolean latin) {
  private static final int READ = 4_000;
  private static final int MOST_NAMES = 5;
  private static final Map<String, Set<String>> LISTS = lists();

  private static Map<String, Set<String>> lists() {
    var lists = new HashMap<String, Set<String>>();
    for (String line : WordLists.lines(QuestionForm.class, "closed-questions.txt")) {
      int colon = line.indexOf(':');
      lists.put(
          line.substring(0, colon), Set.of(line.substring(colon + 1).strip().split(" +", -1)));
    }
    return Map.copyOf(lists);
  }

  /** A word and whether it begins a sentence. */
  private record Word(String form, boolean first) {
    boolean capitalised() {
      return Character.isUpperCase(form.codePointAt(0));
    }

    String lower() {
      return form.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
      return "Word";
    }
  }

  static QuestionForm of(String question) {
    String text = question.length() > READ ? question.substring(0, READ) : question;
    List<Word> words = words(text);
    boolean numbers = text.codePoints().anyMatch(Character::isDigit);
    return new QuestionForm(names(words), numbers, closed(words), latin(text));
  }

  private static List<Word> words(String text) {
    var words = new ArrayList<Word>();
    boolean first = true;
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      if (Character.isLetterOrDigit(c)) {
        int end = end(text, i);
        words.add(new Word(text.substring(i, end).replace('’', '\''), first));
        first = false;
        i = end;
      } else {
        first |= c == '.' || c == '?' || c == '!' || c == '\n';
        i += Character.charCount(c);
      }
    }
    return words;
  }

  private static int end(String text, int from) {
    int i = from;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      if (!Character.isLetterOrDigit(c) && c != '\'' && c != '’') {
        break;
      }
      i += Character.charCount(c);
    }
    return i;
  }

  /** Where every word is capitalised, or none, capitals say nothing. */
  private static int names(List<Word> words) {
    int names = 0;
    boolean lower = false;
    for (Word word : words) {
      boolean name = word.capitalised() && !in("self", word.lower());
      names += name && !word.first() ? 1 : 0;
      lower |= Character.isLowerCase(word.form().codePointAt(0));
    }
    return lower ? Math.min(names, MOST_NAMES) : 0;
  }

  private static boolean closed(List<Word> words) {
    String before = "";
    for (Word word : words) {
      String now = word.lower();
      boolean opens = word.first() || before.equals("and");
      if ((word.first() && in("opening", now))
          || (opens && in("asking", now))
          || (before.equals("how") && in("how", now))
          || ((before.equals("what") || before.equals("which")) && in("which", now))) {
        return true;
      }
      before = now;
    }
    return false;
  }

  private static boolean in(String list, String word) {
    return LISTS.getOrDefault(list, new HashSet<>()).contains(word);
  }

  private static boolean latin(String text) {
    int letters = 0;
    int latin = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (Character.isLetter(c)) {
        letters++;
        latin += UnicodeScript.of(c) == UnicodeScript.LATIN ? 1 : 0;
      }
      i += Character.charCount(c);
    }
    return 2 * latin >= letters;
  }
}
