package dev.engram.internal.index.lean;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.flat.RamCost;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.Arrays;

/**
 * Rows of one coding, of which the first {@link #used} are written. The arrays are shared between
 * successive versions of a chunk and only ever appended to; everything else is immutable, so a
 * reader that holds a chunk holds its contents at one moment.
 *
 * <p>First bits lie in groups of eight rows, word by word: word {@code w} of row {@code r} of a
 * group is at {@code 8 w + r} of the group, so that one load fetches the same word of eight rows.
 * The parts of an ordinal lie side by side in one chunk.
 */
final class Chunk {
  static final int GROUP = Coding.GROUP;
  private static final int SMALLEST = 64;
  private static final int SPARE = 64;

  private final Coding coding;
  private final Cell cell;
  private final int words;
  private final long[] bits;
  private final int[] corrections;

  private final RowOrdinals ordinals;

  /** {@link Arrays#hashCode(byte[])} of each vector's 8-bit code, for fingerprints. */
  private final int[] hashes;

  private final Copies copies;
  private final int used;

  /** One bit a row, set when it died; empty while none did. */
  private final long[] dead;

  private final int deadCount;

  private Chunk(
      Coding coding,
      Cell cell,
      long[] bits,
      int[] corrections,
      RowOrdinals ordinals,
      int[] hashes,
      Copies copies,
      int used,
      long[] dead,
      int deadCount) {
    this.coding = coding;
    this.cell = cell;
    this.words = Coding.words(coding.centroid().length);
    this.bits = bits;
    this.corrections = corrections;
    this.ordinals = ordinals;
    this.hashes = hashes;
    this.copies = copies;
    this.used = used;
    this.dead = dead;
    this.deadCount = deadCount;
  }

  /** An empty chunk with room for {@code rows}, rounded up to whole groups. */
  static Chunk empty(VectorSpace space, Coding coding, Refine kind, int rows) {
    int capacity = (rows + GROUP - 1) / GROUP * GROUP;
    return new Chunk(
        coding,
        Cell.NONE,
        new long[capacity * Coding.words(space.dimension())],
        new int[capacity],
        RowOrdinals.NONE,
        new int[capacity],
        Copies.empty(kind, space, capacity),
        0,
        new long[0],
        0);
  }

  /** The same rows as those of a cell. */
  Chunk in(Cell of) {
    return new Chunk(
        coding, of, bits, corrections, ordinals, hashes, copies, used, dead, deadCount);
  }

  Coding coding() {
    return coding;
  }

  Cell cell() {
    return cell;
  }

  /** The largest ordinal of any row, dead or not; -1 without rows. */
  int highest() {
    return ordinals.highest();
  }

  long[] bits() {
    return bits;
  }

  int[] corrections() {
    return corrections;
  }

  Copies copies() {
    return copies;
  }

  Refine kind() {
    return copies.kind();
  }

  /** The ordinals of all rows; copied. */
  int[] ordinals() {
    int[] all = new int[used];
    Arrays.setAll(all, this::ordinal);
    return all;
  }

  int ordinal(int row) {
    return ordinals.at(row);
  }

  int[] hashes() {
    return hashes;
  }

  int used() {
    return used;
  }

  int deadCount() {
    return deadCount;
  }

  int live() {
    return used - deadCount;
  }

  boolean isLive(int row) {
    return deadCount == 0 || (dead[row >>> 6] & (1L << row)) == 0;
  }

  /** Whether the live row {@code row} belongs to {@code ordinal}. */
  boolean holds(int row, int ordinal) {
    return row < used && ordinal(row) == ordinal && isLive(row);
  }

  /** How many live rows of the same ordinal begin at {@code row}. */
  int parts(int row) {
    int end = row + 1;
    while (holds(end, ordinal(row))) {
      end++;
    }
    return end - row;
  }

  /** How many stretches of 64 rows have ordinals that follow one another. */
  int runs() {
    return ordinals.runCount();
  }

  /** Which of the 64 rows from {@code 64 block} on are live and allowed. */
  long allowed(int block, OrdinalFilter filter) {
    int first = block << 6;
    int count = Math.min(64, used - first);
    long mask;
    if (ordinals.runs(block)) {
      mask = filter.bits(ordinal(first)) & -1L >>> (64 - count);
    } else {
      mask = 0;
      for (int i = 0; i < count; i++) {
        mask |= (filter.allows(ordinal(first + i)) ? 1L : 0L) << i;
      }
    }
    return deadCount == 0 ? mask : mask & ~dead[block];
  }

  /** Which of the 64 rows from {@code 64 block} on are live. */
  long live(int block) {
    int count = Math.min(64, used - (block << 6));
    long mask = -1L >>> (64 - count);
    return deadCount == 0 ? mask : mask & ~dead[block];
  }

  /** This chunk, or one with the same rows and room for {@code more}, up to {@code most} in all. */
  Chunk withRoom(int more, int most) {
    int needed = used + more;
    if (needed <= corrections.length) {
      return this;
    }
    int capacity = SMALLEST;
    while (capacity < needed) {
      capacity *= 2;
    }
    if (cell.placed()) { // there are many, which fill slowly
      capacity = (needed + needed / SPARE + GROUP - 1) / GROUP * GROUP;
    }
    return sized(Math.min(capacity, most));
  }

  private Chunk sized(int capacity) {
    return new Chunk(
        coding,
        cell,
        Arrays.copyOf(bits, capacity * words),
        Arrays.copyOf(corrections, capacity),
        ordinals.sized(capacity),
        Arrays.copyOf(hashes, capacity),
        copies.sized(capacity),
        used,
        dead.length == 0 ? dead : Arrays.copyOf(dead, (capacity + 63) >>> 6),
        deadCount);
  }

  /**
   * With one more row; there must be room.
   *
   * @param hash {@link Arrays#hashCode(byte[])} of the vector's 8-bit code
   */
  Chunk appended(int ordinal, float[] admitted, int hash) {
    float[] residual = coding.residual(admitted);
    corrections[used] = coding.encode(residual, bits, used);
    copies.set(used, admitted, residual);
    hashes[used] = hash;
    return counted(ordinal);
  }

  /** With one more row, from a chunk of the same coding and of the same kind or a finer one. */
  Chunk appended(Chunk source, int row) {
    int to = Coding.place(used, words);
    int from = Coding.place(row, words);
    for (int word = 0; word < words; word++) {
      bits[to + GROUP * word] = source.bits[from + GROUP * word];
    }
    corrections[used] = source.corrections[row];
    if (kind() != source.kind() && kind() != Refine.NONE) {
      float[] vector = ((FineCopies) source.copies).decoded(coding, row);
      copies.set(used, vector, coding.residual(vector));
    } else {
      copies.copy(used, source.copies, row);
    }
    hashes[used] = source.hashes[row];
    return counted(source.ordinal(row));
  }

  private Chunk counted(int ordinal) {
    return new Chunk(
        coding,
        cell,
        bits,
        corrections,
        ordinals.appended(used, ordinal, corrections.length),
        hashes,
        copies,
        used + 1,
        dead,
        deadCount);
  }

  /** A vector, as far as this chunk tells. */
  float[] vector(int row) {
    if (copies instanceof FineCopies fine) {
      return fine.decoded(coding, row);
    }
    float[] vector = coding.signs(bits, row, corrections[row]);
    if (copies instanceof BitCopies seconds) {
      seconds.level(row, vector);
    }
    float[] centroid = coding.centroid();
    for (int i = 0; i < vector.length; i++) {
      vector[i] += centroid[i];
    }
    return vector;
  }

  /** Without {@code parts} rows from {@code first} on. */
  Chunk without(int first, int parts) {
    long[] buried = dead.length == 0 ? new long[(corrections.length + 63) >>> 6] : dead.clone();
    for (int row = first; row < first + parts; row++) {
      buried[row >>> 6] |= 1L << row;
    }
    return new Chunk(
        coding, cell, bits, corrections, ordinals, hashes, copies, used, buried, deadCount + parts);
  }

  /** A new chunk with the live rows only, in the same order, and no more room than they take. */
  Chunk compacted(VectorSpace space) {
    return compacted(space, kind());
  }

  /** The same with copies of that kind, which must not be finer. */
  Chunk compacted(VectorSpace space, Refine coarser) {
    Chunk kept = empty(space, coding, coarser, live()).in(cell);
    for (int row = 0; row < used; row++) {
      if (isLive(row)) {
        kept = kept.appended(this, row);
      }
    }
    return kept;
  }

  /** A chunk as it was read, all of whose rows are live. */
  static Chunk read(
      Coding coding, long[] bits, int[] corrections, int[] ordinals, int[] hashes, Copies copies) {
    return new Chunk(
        coding,
        Cell.NONE,
        bits,
        corrections,
        RowOrdinals.of(ordinals, corrections.length),
        hashes,
        copies,
        ordinals.length,
        new long[0],
        0);
  }

  long ramBytes() {
    return RamCost.array(bits.length, Long.BYTES)
        + RamCost.array(corrections.length, Integer.BYTES)
        + ordinals.ramBytes()
        + RamCost.array(hashes.length, Integer.BYTES)
        + RamCost.array(dead.length, Long.BYTES)
        + copies.ramBytes()
        + 80;
  }
}
