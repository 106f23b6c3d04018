package dev.engram.internal.recall.plan;

import dev.engram.internal.capture.word.CommonWords;
import dev.engram.internal.capture.word.Word;
import dev.engram.internal.capture.word.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * A word of a question, contractions taken apart ("what's" is "what" and "is").
 *
 * @param folded in lower case
 * @param start where it begins, in UTF-16 units
 * @param end where it ends
 * @param kind what it is
 * @param capital whether it has a capital
 * @param breaks whether it opens the question, a sentence, or what stands after a comma
 */
record Term(String folded, int start, int end, Word.Kind kind, boolean capital, boolean breaks) {
  private static final String BREAKS = ",;:.!?()–—…";

  /** The words of a question, marks left out. */
  static List<Term> of(String text) {
    List<Word> words = Words.of(text);
    var terms = new ArrayList<Term>(words.size());
    boolean breaks = true;
    for (Word word : words) {
      if (word.kind() == Word.Kind.MARK || word.kind() == Word.Kind.BREAK) {
        breaks |= word.kind() == Word.Kind.BREAK || BREAKS.contains(word.text());
      } else {
        add(word, breaks, terms);
        breaks = false;
      }
    }
    return terms;
  }

  private static void add(Word word, boolean breaks, List<Term> terms) {
    String folded = word.folded();
    int mark = word.isWord() ? folded.lastIndexOf('\'') : -1;
    String rest = mark > 0 ? second(folded, mark) : "";
    if (rest.isEmpty()) {
      terms.add(new Term(folded, word.start(), word.end(), word.kind(), word.capital(), breaks));
      return;
    }
    int cut = rest.equals("not") ? mark - 1 : mark;
    String first = folded.substring(0, cut);
    terms.add(
        new Term(first, word.start(), word.start() + cut, word.kind(), word.capital(), breaks));
    if (!rest.equals("'s")) {
      terms.add(new Term(rest, word.start() + cut, word.end(), Word.Kind.WORD, false, false));
    }
  }

  /** The word that a contraction ends in; {@code 's} for a possessive, nothing for no ending. */
  private static String second(String folded, int mark) {
    return switch (folded.substring(mark + 1)) {
      case "s" -> asks(folded.substring(0, mark)) ? "is" : "'s";
      case "re" -> "are";
      case "ve" -> "have";
      case "ll" -> "will";
      case "d" -> "would";
      case "m" -> "am";
      case "t" -> folded.charAt(mark - 1) == 'n' && mark > 2 ? "not" : "";
      default -> "";
    };
  }

  private static boolean asks(String word) {
    return switch (word) {
      case "what", "who", "where", "when", "how", "why", "which", "it", "that", "there" -> true;
      default -> false;
    };
  }

  /** Whether it carries meaning: it is no function word. */
  boolean content() {
    return kind != Word.Kind.WORD || !CommonWords.isFunction(folded);
  }

  /** Shows no content. */
  @Override
  public String toString() {
    return "Term[" + kind + " at " + start + "]";
  }
}
