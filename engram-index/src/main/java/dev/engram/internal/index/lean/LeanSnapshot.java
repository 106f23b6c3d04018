package dev.engram.internal.index.lean;

import dev.engram.internal.index.flat.Directory;
import dev.engram.internal.index.flat.RamCost;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * A lean index at one moment. A row number is {@code chunk · rows per chunk + row in chunk}.
 *
 * <p>Thread-safe: what a reader can reach from a snapshot never changes, except directory entries,
 * which it checks against the chunks of the snapshot.
 */
final class LeanSnapshot {
  private final int shift;
  private final Chunk[] chunks;
  private final Directory directory;
  private final int ordinals;
  private final int vectors;
  private final Nearness nearness;

  LeanSnapshot(
      int chunkRows,
      Chunk[] chunks,
      Directory directory,
      int ordinals,
      int vectors,
      Nearness nearness) {
    this.shift = Integer.numberOfTrailingZeros(chunkRows);
    this.chunks = chunks;
    this.directory = directory;
    this.ordinals = ordinals;
    this.vectors = vectors;
    this.nearness = nearness;
  }

  static LeanSnapshot empty(int chunkRows) {
    return new LeanSnapshot(chunkRows, new Chunk[0], Directory.empty(), 0, 0, Nearness.NONE);
  }

  int chunkCount() {
    return chunks.length;
  }

  Chunk chunk(int index) {
    return chunks[index];
  }

  /** A copy for the writer to change. */
  Chunk[] chunksCopy(int length) {
    return Arrays.copyOf(chunks, length);
  }

  Directory directory() {
    return directory;
  }

  int ordinals() {
    return ordinals;
  }

  int vectors() {
    return vectors;
  }

  /** How many rows are not in cells, or the other way round. */
  int rows(boolean placed) {
    int rows = 0;
    for (Chunk chunk : chunks) {
      rows += chunk.cell().placed() == placed ? chunk.used() : 0;
    }
    return rows;
  }

  /** How many vectors wait to be put into cells. */
  int waiting() {
    int waiting = 0;
    for (Chunk chunk : chunks) {
      waiting += chunk.cell() == Cell.NONE ? chunk.live() : 0;
    }
    return waiting;
  }

  /** The chunk that holds most of them. */
  int fullestWaiting() {
    int fullest = 0;
    int most = -1;
    for (int index = 0; index < chunks.length; index++) {
      if (chunks[index].cell() == Cell.NONE && chunks[index].live() > most) {
        most = chunks[index].live();
        fullest = index;
      }
    }
    return fullest;
  }

  /** How many cells there are. */
  int cells() {
    Set<Cell> cells = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Chunk chunk : chunks) {
      if (chunk.cell().placed() && chunk.used() > 0) {
        cells.add(chunk.cell());
      }
    }
    return cells.size();
  }

  /** The live ordinals of one chunk that are wanted, ascending. */
  int[] ordinals(int index, IntPredicate wanted) {
    Chunk chunk = chunks[index];
    int[] ordinals = new int[chunk.used()];
    int count = 0;
    for (int row = 0; row < chunk.used(); row++) {
      boolean first = count == 0 || ordinals[count - 1] != chunk.ordinal(row);
      if (first && chunk.isLive(row) && wanted.test(chunk.ordinal(row))) {
        ordinals[count++] = chunk.ordinal(row);
      }
    }
    return Arrays.stream(ordinals, 0, count).sorted().toArray();
  }

  Nearness nearness() {
    return nearness;
  }

  /** The share of rows that a search by cells is to look at; 1 when there are no cells. */
  double share(int wanted, int allowed) {
    int most = Math.min(allowed, ordinals);
    double near = nearness.share(Math.min(wanted, most), most);
    if (near >= 1) {
      return 1;
    }
    double loose = rows(false);
    double placed = rows(true);
    return placed == 0 ? 1 : (loose + near * placed) / (loose + placed);
  }

  Chunk chunkOf(int row) {
    return chunks[row >>> shift];
  }

  int chunkIndex(int row) {
    return row >>> shift;
  }

  int offset(int row) {
    return row & ((1 << shift) - 1);
  }

  int row(int chunk, int offset) {
    return (chunk << shift) + offset;
  }

  int ordinal(int row) {
    return chunkOf(row).ordinal(offset(row));
  }

  /** The first row of an ordinal, or -1 when this snapshot does not hold it. */
  int firstRow(int ordinal) {
    int row = directory.slot(ordinal);
    if (row < 0 || row >>> shift >= chunks.length) {
      return -1;
    }
    return chunkOf(row).holds(offset(row), ordinal) ? row : -1;
  }

  long ramBytes() {
    long bytes = directory.ramBytes() + RamCost.array(chunks.length, RamCost.REFERENCE) + 72;
    bytes += nearness.ramBytes();
    Set<Coding> codings = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<Cell> cells = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Chunk chunk : chunks) {
      if (cells.add(chunk.cell())) {
        bytes += chunk.cell().ramBytes();
      }
      bytes += chunk.ramBytes();
      codings.add(chunk.coding());
    }
    for (Coding coding : codings) {
      bytes += coding.ramBytes();
    }
    return bytes;
  }

  /** How many live rows have a copy that nothing need be read for. */
  int copies() {
    int copies = 0;
    for (Chunk chunk : chunks) {
      copies += chunk.copies() instanceof FineCopies ? chunk.live() : 0;
    }
    return copies;
  }

  /** How many live rows are kept so. */
  int kept(Refine kind) {
    int kept = 0;
    for (Chunk chunk : chunks) {
      kept += chunk.kind() == kind ? chunk.live() : 0;
    }
    return kept;
  }

  /** The kinds of copies that live rows have: bit {@code 1 << kind.slot()} for each. */
  int kinds() {
    int kinds = 0;
    for (Chunk chunk : chunks) {
      kinds |= chunk.live() > 0 ? 1 << chunk.kind().slot() : 0;
    }
    return kinds;
  }

  /** Whether all rows are coded so. */
  boolean codedBy(Coding coding) {
    for (Chunk chunk : chunks) {
      if (chunk.coding() != coding) {
        return false;
      }
    }
    return true;
  }

  /** Visits the vectors of every ordinal that has fine copies, as those have them. */
  void forEachCopy(CopyVisitor visitor) {
    for (Chunk chunk : chunks) {
      if (!(chunk.copies() instanceof FineCopies fine)) {
        continue;
      }
      for (int row = 0; row < chunk.used(); ) {
        int parts = 1;
        if (chunk.isLive(row)) {
          parts = chunk.parts(row);
          float[][] vectors = new float[parts][];
          for (int part = 0; part < parts; part++) {
            vectors[part] = fine.decoded(chunk.coding(), row + part);
          }
          if (!visitor.visit(chunk.ordinal(row), vectors)) {
            return;
          }
        }
        row += parts;
      }
    }
  }
}
