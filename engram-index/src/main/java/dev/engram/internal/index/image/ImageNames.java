package dev.engram.internal.index.image;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Hands out file names that were never used before, in this run or in any other: the saved
 * generation tells one life of an index from the next, and a random tag tells apart two lives that
 * grew from the same save.
 *
 * <p>Not thread-safe: used by the one writer of an index.
 */
public final class ImageNames {
  private final long generation;
  private final String tag;
  private long next;

  private ImageNames(long generation) {
    this.generation = generation;
    this.tag = Long.toHexString(generation) + "-" + randomTag();
  }

  /** Names for an index that was never saved. */
  public static ImageNames first() {
    return new ImageNames(1);
  }

  /** Names for an index that was loaded from an image of {@code generation}. */
  public static ImageNames after(long generation) {
    return new ImageNames(generation + 1);
  }

  /** What to save, so that the next life can call {@link #after}. */
  public long generation() {
    return generation;
  }

  /** A fresh name that starts with {@code prefix}. */
  public String next(String prefix) {
    return prefix + "-" + tag + "-" + Long.toHexString(next++);
  }

  private static String randomTag() {
    return Long.toHexString(ThreadLocalRandom.current().nextLong());
  }
}
