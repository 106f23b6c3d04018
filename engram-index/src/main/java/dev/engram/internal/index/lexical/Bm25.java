package dev.engram.internal.index.lexical;

/**
 * The two constants of BM25.
 *
 * @param k1 how soon repeating a word stops to help, 0 or more
 * @param b how much long texts are held back, 0 to 1
 */
public record Bm25(float k1, float b) {
  public Bm25 {
    if (!(k1 >= 0) || Float.isInfinite(k1)) {
      throw new IllegalArgumentException("k1 must be finite and at least 0, got " + k1);
    }
    if (!(b >= 0 && b <= 1)) {
      throw new IllegalArgumentException("b must be 0 to 1, got " + b);
    }
  }
}
