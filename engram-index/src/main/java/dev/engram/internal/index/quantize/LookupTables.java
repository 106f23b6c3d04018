package dev.engram.internal.index.quantize;

/**
 * What each byte of a code adds to a sum, for one query: 256 entries a byte, so that scoring is one
 * load and one addition a byte. Never changed once handed out; thread-safe.
 */
final class LookupTables {
  static final int ENTRIES = 256;

  private final float[] entries;
  private final int bytes;

  /**
   * Tables that are there already.
   *
   * @param entries shape {@code [bytes][256]} in one array; kept, not copied
   */
  LookupTables(float[] entries) {
    this.entries = entries;
    this.bytes = entries.length / ENTRIES;
  }

  /** For codes of a bit a component, lowest bit first: the sum of the components of the ones. */
  static LookupTables ofBits(float[] query) {
    float[] entries = new float[(query.length + 7) / 8 * ENTRIES];
    for (int table = 0; table < entries.length; table += ENTRIES) {
      int first = table / ENTRIES * 8;
      for (int bits = 1; bits < ENTRIES; bits++) {
        int component = first + Integer.numberOfTrailingZeros(bits);
        float lowest = component < query.length ? query[component] : 0;
        entries[table + bits] = entries[table + (bits & (bits - 1))] + lowest;
      }
    }
    return new LookupTables(entries);
  }

  /** The sum over the bytes of a code. */
  float sum(byte[] codes, int from) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int i = 0;
    for (; i <= bytes - 4; i += 4) {
      int at = i * ENTRIES;
      s0 += entries[at + (codes[from + i] & 0xFF)];
      s1 += entries[at + ENTRIES + (codes[from + i + 1] & 0xFF)];
      s2 += entries[at + 2 * ENTRIES + (codes[from + i + 2] & 0xFF)];
      s3 += entries[at + 3 * ENTRIES + (codes[from + i + 3] & 0xFF)];
    }
    for (; i < bytes; i++) {
      s0 += entries[i * ENTRIES + (codes[from + i] & 0xFF)];
    }
    return (s0 + s1) + (s2 + s3);
  }
}
