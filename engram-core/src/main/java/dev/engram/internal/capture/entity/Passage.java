package dev.engram.internal.capture.entity;

import dev.engram.internal.capture.word.CommonWords;
import dev.engram.internal.capture.word.Word;
import dev.engram.internal.capture.word.Words;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A text cut into tokens, with what its capitals are worth: in a heading, in German, or in a text
 * that shouts, a capital is no evidence of a name.
 *
 * @param text the text
 * @param words its tokens
 * @param titled the tokens that stand in a line written Like This
 * @param capitals the words that have a capital where none is needed
 * @param small the words that also stand without a capital
 * @param speakers the names of those who speak, folded
 * @param weak whether capitals mean nothing here
 */
record Passage(
    String text,
    List<Word> words,
    BitSet titled,
    Set<String> capitals,
    Set<String> small,
    Set<String> speakers,
    boolean weak) {
  private static final Set<String> GERMAN =
      Set.of(
          "der", "die", "das", "und", "ist", "nicht", "ich", "mit", "ein", "eine", "für", "auf",
          "zu", "den", "dem", "wir", "sie", "es", "im", "von", "auch", "wie", "aber", "haben");
  private static final Set<String> ROLES =
      Set.of("user", "assistant", "system", "tool", "none", "human", "ai", "agent", "bot", "model");

  static Passage of(String text, Optional<String> speaker, Optional<String> addressee) {
    List<Word> words = Words.of(text);
    var titled = new BitSet();
    var capitals = new HashSet<String>();
    var small = new HashSet<String>();
    int german = 0;
    int english = 0;
    int shouted = 0;
    int plain = 0;
    int line = 0;
    for (int i = 0; i <= words.size(); i++) {
      if (i == words.size() || words.get(i).kind() == Word.Kind.BREAK) {
        if (title(words, line, i)) {
          titled.set(line, i);
        }
        line = i + 1;
        continue;
      }
      Word word = words.get(i);
      if (!word.isWord() || word.code()) {
        continue;
      }
      if (word.capital()) {
        if (!word.opens()) {
          capitals.add(word.stem());
        }
        if (word.text().length() > 1) {
          shouted += word.shouted() ? 1 : 0;
          plain += word.shouted() ? 0 : 1;
        }
      } else {
        small.add(word.folded());
        plain++;
        german += GERMAN.contains(word.folded()) ? 1 : 0;
        english += CommonWords.isFunction(word.folded()) ? 1 : 0;
      }
    }
    boolean weak = (german >= 3 && german > english) || (shouted > 3 && shouted > plain);
    return new Passage(text, words, titled, capitals, small, names(speaker, addressee), weak);
  }

  private static Set<String> names(Optional<String> speaker, Optional<String> addressee) {
    var names = new HashSet<String>();
    for (Optional<String> name : List.of(speaker, addressee)) {
      if (name.isPresent() && !isRole(name.get())) {
        String folded = Words.fold(name.get().strip());
        names.add(folded);
        int space = folded.indexOf(' ');
        if (space > 0) {
          names.add(folded.substring(0, space));
        }
      }
    }
    return names;
  }

  static boolean isRole(String speaker) {
    return speaker.isBlank() || ROLES.contains(Words.fold(speaker.strip()));
  }

  /** A line with nothing but capitals, or a marked line with nearly nothing else. */
  private static boolean title(List<Word> words, int from, int to) {
    int content = 0;
    int capital = 0;
    if (from == to) {
      return false;
    }
    boolean marked = from < to && (words.get(from).is('#') || words.get(from).is('*'));
    for (int i = from; i < to; i++) {
      Word word = words.get(i);
      if (word.isWord() && !CommonWords.isFunction(word.folded())) {
        content++;
        capital += word.capital() ? 1 : 0;
      }
    }
    if (marked) {
      return content >= 1 && capital * 10 >= content * 8;
    }
    Word last = words.get(Math.max(from, to - 1));
    return content >= 4 && capital == content && !last.is('.') && !last.is('!') && !last.is('?');
  }

  Word word(int i) {
    return words.get(i);
  }

  /** The folded word at an index, or nothing where there is none or it is no word. */
  String folded(int i) {
    return i >= 0 && i < words.size() && words.get(i).isWord() ? words.get(i).folded() : "";
  }

  /** Whether two neighbouring tokens stand apart by one space and nothing else. */
  boolean spaced(int i) {
    return i >= 0
        && i + 1 < words.size()
        && words.get(i + 1).start() == words.get(i).end() + 1
        && text.charAt(words.get(i).end()) == ' ';
  }

  /** Shows no content. */
  @Override
  public String toString() {
    return "Passage[" + words.size() + " tokens]";
  }
}
