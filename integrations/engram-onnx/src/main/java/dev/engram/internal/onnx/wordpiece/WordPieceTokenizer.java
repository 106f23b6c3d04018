package dev.engram.internal.onnx.wordpiece;

import dev.engram.internal.onnx.wordpiece.Tokens.Cut;
import java.text.Normalizer;

/**
 * Cuts text into a BERT model's tokens: cleaned, lower-cased, stripped of accents, split at white
 * space, punctuation and Chinese characters, then into the vocabulary's longest pieces.
 *
 * <p>The same ids as the reference tokenizer's, but for one thing: what looks like a special token
 * ({@code [SEP]}) in a text is text, since a text must not be able to play the model's grammar.
 *
 * <p>Immutable, so safe for any thread. Time and memory grow linearly with the text; no text
 * throws, lone surrogates and control characters are left out.
 */
public final class WordPieceTokenizer {
  private final Vocabulary vocabulary;
  private final Rules rules;
  private final Specials specials;

  WordPieceTokenizer(Vocabulary vocabulary, Rules rules, Specials specials) {
    this.vocabulary = vocabulary;
    this.rules = rules;
    this.specials = specials;
  }

  /** How text is normalised before it is cut. */
  record Rules(boolean clean, boolean splitChinese, boolean stripAccents, boolean lowerCase) {}

  /**
   * The tokens a model's input is framed with.
   *
   * @param start put first, BERT's {@code [CLS]}
   * @param end put last, BERT's {@code [SEP]}
   * @param padding fills up shorter inputs of a batch
   */
  public record Specials(int start, int end, int padding) {
    /** How many tokens the frame takes. */
    public static final int FRAME = 2;
  }

  /** The ids of the special tokens. */
  public Specials specials() {
    return specials;
  }

  /** The tokens of {@code text}, without special ones. */
  public Tokens encode(String text) {
    var scan = new Scan();
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      scan.accept(c);
    }
    scan.endWord();
    return scan.out.build();
  }

  private String normalise(String word) {
    if (!rules.stripAccents && !rules.lowerCase) {
      return word;
    }
    var plain = rules.stripAccents ? Normalizer.normalize(word, Normalizer.Form.NFD) : word;
    var out = new StringBuilder(plain.length());
    plain
        .codePoints()
        .filter(c -> !rules.stripAccents || !CodePoints.isNonspacingMark(c))
        .forEach(c -> appendFolded(c, out));
    return out.toString();
  }

  private void appendFolded(int c, StringBuilder out) {
    if (!rules.lowerCase) {
      out.appendCodePoint(c);
    } else if (c == 0x130) {
      out.append("i\u0307"); // the one lower case that is two characters
    } else {
      out.appendCodePoint(Character.toLowerCase(c));
    }
  }

  /** One pass over one text; the state that decides where a good cut is. */
  private final class Scan {
    private final Tokens.Builder out = new Tokens.Builder();
    private final StringBuilder word = new StringBuilder();
    private Cut nextCut = Cut.WORD;
    private boolean sentenceEnded;
    private boolean lineEnded;

    void accept(int c) {
      if (Character.getType(c) == Character.SURROGATE || (rules.clean && CodePoints.isRemoved(c))) {
        return;
      }
      if (CodePoints.isWhiteSpace(c)) {
        endWord();
        acceptSpace(c);
      } else if (rules.splitChinese && CodePoints.isChinese(c)) {
        endWord();
        raise(sentenceEnded ? Cut.SENTENCE : Cut.WORD);
        word.appendCodePoint(c);
        endWord();
        raise(Cut.WORD);
      } else {
        word.appendCodePoint(c);
      }
    }

    private void acceptSpace(int c) {
      raise(sentenceEnded ? Cut.SENTENCE : Cut.WORD);
      if (c == '\n' || c == 0x2028 || c == 0x2029) {
        raise(lineEnded ? Cut.PARAGRAPH : Cut.SENTENCE);
        lineEnded = true;
      }
    }

    private void raise(Cut cut) {
      if (cut.compareTo(nextCut) > 0) {
        nextCut = cut;
      }
    }

    void endWord() {
      if (word.isEmpty()) {
        return;
      }
      splitPunctuation(normalise(word.toString()));
      word.setLength(0);
    }

    private void splitPunctuation(String text) {
      int from = 0;
      for (int i = 0; i < text.length(); ) {
        int c = text.codePointAt(i);
        int next = i + Character.charCount(c);
        if (CodePoints.isPunctuation(c)) {
          emit(text.substring(from, i));
          boolean closing = sentenceEnded && CodePoints.closes(c);
          emit(text.substring(i, next));
          sentenceEnded = closing || CodePoints.endsSentence(c);
          from = next;
        }
        i = next;
      }
      emit(text.substring(from));
    }

    private void emit(String piece) {
      if (piece.isEmpty()) {
        return;
      }
      vocabulary.spell(piece, nextCut, out);
      nextCut = Cut.INSIDE_WORD;
      sentenceEnded = false;
      lineEnded = false;
    }
  }
}
