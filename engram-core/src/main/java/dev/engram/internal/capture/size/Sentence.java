package dev.engram.internal.capture.size;

import dev.engram.internal.capture.word.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * A sentence, a line, or a block of code.
 *
 * @param words its tokens, without those that end lines
 * @param code whether it is a block of code
 * @param place how many stand before it
 */
record Sentence(List<Word> words, boolean code, int place) {
  private static final int LONGEST = 200;

  /** Cuts tokens into sentences; none is longer than {@link #LONGEST} tokens, unless it is code. */
  static List<Sentence> of(List<Word> words) {
    var found = new ArrayList<Sentence>();
    int from = 0;
    for (int i = 0; i < words.size(); i++) {
      boolean last = i == words.size() - 1;
      boolean code = words.get(i).code();
      boolean edge = !last && words.get(i + 1).code() != code;
      if (last || edge || (!code && (ends(words, i) || i - from >= LONGEST))) {
        add(found, words.subList(from, i + 1), code);
        from = i + 1;
      }
    }
    return found;
  }

  private static boolean ends(List<Word> words, int i) {
    Word word = words.get(i);
    Word next = words.get(i + 1);
    if (word.kind() == Word.Kind.BREAK) {
      return !(next.isWord() && Character.isLowerCase(next.text().codePointAt(0)));
    }
    if (word.is('。') || word.is('！') || word.is('？')) {
      return true;
    }
    boolean stop = word.is('.') || word.is('!') || word.is('?') || word.is('…');
    boolean goesOn = next.kind() == Word.Kind.MARK && ".!?…)\"”'".contains(next.text());
    return stop && next.opens() && next.start() > word.end() && !goesOn;
  }

  private static void add(List<Sentence> found, List<Word> words, boolean code) {
    List<Word> kept = words.stream().filter(w -> w.kind() != Word.Kind.BREAK).toList();
    if (!kept.isEmpty()) {
      found.add(new Sentence(kept, code, found.size()));
    }
  }

  int start() {
    return words.getFirst().start();
  }

  int end() {
    return words.getLast().end();
  }

  boolean asks() {
    return words.getLast().is('?');
  }

  long count() {
    return words.stream().filter(w -> w.isWord() || w.isNumber()).count();
  }
}
