package dev.engram.internal.capture.document;

/**
 * How large chunks are.
 *
 * @param target characters up to which neighbours are joined, and which the pieces of what must be
 *     split aim at; at least 32
 * @param most bytes of UTF-8 that no chunk exceeds; at least 64
 */
public record ChunkSize(int target, int most) {
  /** 1,200 characters, 2,000 bytes: what an embedder of 512 tokens takes whole. */
  public static final ChunkSize DEFAULT = new ChunkSize(1_200, 2_000);

  public ChunkSize {
    if (target < 32) {
      throw new IllegalArgumentException("target must be at least 32, got " + target);
    }
    if (most < 64) {
      throw new IllegalArgumentException("most must be at least 64, got " + most);
    }
  }
}
