package dev.engram.internal.onnx.wordpiece;

import java.util.Arrays;

/**
 * A text's token ids, without special tokens, and before each how good a place to cut it is.
 *
 * <p>Immutable, so safe for any thread.
 */
public final class Tokens {
  private final int[] ids;
  private final Cut[] cuts;

  private Tokens(int[] ids, Cut[] cuts) {
    this.ids = ids;
    this.cuts = cuts;
  }

  /** How good a place to cut is, worst first. */
  public enum Cut {
    /** Within a word. */
    INSIDE_WORD,
    /** Between words. */
    WORD,
    /** Between sentences or lines. */
    SENTENCE,
    /** At an empty line. */
    PARAGRAPH
  }

  /** The number of tokens; zero for a text of nothing but control characters. */
  public int length() {
    return ids.length;
  }

  /** How good it is to cut before token {@code index}, 0 to {@code length() - 1}. */
  public Cut cutBefore(int index) {
    return cuts[index];
  }

  /** A copy of the ids from {@code from} to before {@code to}. */
  public int[] ids(int from, int to) {
    return Arrays.copyOfRange(ids, from, to);
  }

  /** All ids, copied. */
  public int[] ids() {
    return ids.clone();
  }

  static final class Builder {
    private int[] ids = new int[64];
    private Cut[] cuts = new Cut[64];
    private int length;

    int length() {
      return length;
    }

    void add(int id, Cut cutBefore) {
      if (length == ids.length) {
        ids = Arrays.copyOf(ids, length * 2);
        cuts = Arrays.copyOf(cuts, length * 2);
      }
      ids[length] = id;
      cuts[length++] = cutBefore;
    }

    void truncate(int to) {
      length = to;
    }

    Tokens build() {
      return new Tokens(Arrays.copyOf(ids, length), Arrays.copyOf(cuts, length));
    }
  }
}
