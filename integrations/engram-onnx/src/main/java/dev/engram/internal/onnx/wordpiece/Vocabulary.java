package dev.engram.internal.onnx.wordpiece;

import java.util.HashMap;
import java.util.Map;

/**
 * The pieces a model knows and how a word is cut into them: longest piece first.
 *
 * <p>Immutable, so safe for any thread.
 */
final class Vocabulary {
  private final Map<String, Integer> starts = new HashMap<>();
  private final Map<String, Integer> continuations = new HashMap<>();
  private final int unknown;
  private final int longestWord;
  private final int longestPiece;

  /**
   * @param pieces every piece with its id, continuations carrying {@code prefix}
   * @param prefix marks a piece that continues a word, for example {@code ##}
   * @param unknown the id that stands for a word which cannot be spelled
   * @param longestWord words with more code points than this are unknown
   */
  Vocabulary(Map<String, Integer> pieces, String prefix, int unknown, int longestWord) {
    int longest = 1;
    for (var piece : pieces.entrySet()) {
      var text = piece.getKey();
      starts.put(text, piece.getValue());
      longest = Math.max(longest, text.length());
      if (text.startsWith(prefix)) {
        continuations.put(text.substring(prefix.length()), piece.getValue());
      }
    }
    this.unknown = unknown;
    this.longestWord = longestWord;
    this.longestPiece = longest;
  }

  /** Appends a word's pieces; costs at most the word's length times the longest piece's. */
  void spell(String word, Tokens.Cut cutBefore, Tokens.Builder out) {
    int mark = out.length();
    if (word.codePointCount(0, word.length()) > longestWord) {
      out.add(unknown, cutBefore);
      return;
    }
    int from = 0;
    while (from < word.length()) {
      var known = from == 0 ? starts : continuations;
      int to = Math.min(word.length(), from + longestPiece);
      Integer id = null;
      while (to > from && id == null) {
        id = known.get(word.substring(from, to));
        to--;
      }
      if (id == null) {
        out.truncate(mark);
        out.add(unknown, cutBefore);
        return;
      }
      out.add(id, from == 0 ? cutBefore : Tokens.Cut.INSIDE_WORD);
      from = to + 1;
    }
  }
}
