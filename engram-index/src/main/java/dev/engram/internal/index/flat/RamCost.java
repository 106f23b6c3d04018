package dev.engram.internal.index.flat;

/** What objects cost on a 64-bit JVM with compressed references, the default below 32 GB. */
public final class RamCost {
  /** Bytes of a reference. */
  public static final int REFERENCE = 4;

  private static final int ARRAY_HEADER = 16;
  private static final int ALIGNMENT = 8;

  private RamCost() {}

  /** Bytes of an array, rounded up to the alignment of the heap. */
  public static long array(int length, int elementBytes) {
    long bytes = ARRAY_HEADER + (long) length * elementBytes;
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }
}
