package dev.engram.internal.capture.language;

import dev.engram.internal.capture.text.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * English, read shallowly. Thread-safe; the tagger's model is loaded at the first sentence that is
 * tagged (0.2 s, 12 MB), once an instance.
 */
public final class Language {
  private static final int LONGEST = 120;

  private final Sentences sentences = new Sentences();
  private final Tokenizer tokenizer = new Tokenizer();
  private final Verbs verbs = new Verbs();
  private final Readings readings = new Readings(verbs);
  private final Set<String> common;
  private final Set<String> other;
  private final Object loading = new Object();
  private volatile List<Tagger> tagger = List.of();

  /** Reads the word lists; the model waits until it is needed. */
  public Language() {
    Set<String> words = new HashSet<>(WordLists.words(Language.class, "function-words.txt"));
    common = Set.copyOf(words);
    Set<String> elsewhere = new HashSet<>(WordLists.words(Language.class, "foreign-words.txt"));
    elsewhere.removeAll(words);
    other = Set.copyOf(elsewhere);
  }

  /** Forms of verbs. */
  public Verbs verbs() {
    return verbs;
  }

  /** The sentences of a text's prose, in order; code, logs, tables and headings have none. */
  public List<Span> sentences(String text) {
    return sentences.of(text);
  }

  /**
   * Whether a sentence reads as English: of its words, enough are frequent English function words
   * or verbs that the lists hold, and all but few letters are Latin.
   */
  public boolean english(String text, Span sentence) {
    int words = 0;
    int known = 0;
    int strange = 0;
    int foreign = 0;
    int letters = 0;
    int start = -1;
    for (int i = sentence.start(); i <= sentence.end(); i++) {
      char c = i < sentence.end() ? text.charAt(i) : ' ';
      if (Character.isLetter(c) || ((c == '\'' || c == '’') && start >= 0)) {
        letters++;
        foreign += c > 0x24F && c != '’' ? 1 : 0;
        start = start < 0 ? i : start;
      } else if (start >= 0) {
        words++;
        String word = Tokenizer.norm(text.substring(start, i));
        known += common(word) ? 1 : 0;
        strange += other.contains(word) ? 1 : 0;
        start = -1;
      }
    }
    return words > 0 && foreign * 5 <= letters && known > strange && known * 5 >= words;
  }

  private boolean common(String word) {
    int mark = word.indexOf('\'');
    return common.contains(word)
        || (mark > 0 && common.contains(word.substring(0, mark)))
        || verbs.known(word)
        || verbs.can(word, Verbs.Form.THIRD)
        || verbs.can(word, Verbs.Form.PAST);
  }

  /** The tagged words of a sentence; none if it has more than 120 of them. */
  public List<Token> tokens(String text, Span sentence) {
    List<Tokenizer.Piece> pieces = tokenizer.pieces(text, sentence);
    if (pieces.isEmpty() || pieces.size() > LONGEST) {
      return List.of();
    }
    List<String> words = new ArrayList<>(pieces.size());
    for (Tokenizer.Piece piece : pieces) {
      words.add(piece.opaque() ? "Thing" : piece.norm().equals("i") ? "I" : piece.text());
    }
    Tag[] tags = tagger().tags(words);
    List<Token> tokens = new ArrayList<>(pieces.size());
    for (int i = 0; i < tags.length; i++) {
      Tokenizer.Piece piece = pieces.get(i);
      Tag tag = piece.opaque() ? Tag.PROPN : tags[i];
      String shown = piece.norm().equals("i") ? "I" : piece.text();
      tokens.add(new Token(shown, piece.norm(), piece.span(), piece.spaced(), tag, piece.norm()));
    }
    return readings.settle(tokens);
  }

  private Tagger tagger() {
    List<Tagger> loaded = tagger;
    if (loaded.isEmpty()) {
      synchronized (loading) {
        loaded = tagger;
        if (loaded.isEmpty()) {
          loaded = List.of(new Tagger());
          tagger = loaded;
        }
      }
    }
    return loaded.getFirst();
  }
}
