package dev.engram.internal.index.lean;

import dev.engram.internal.index.flat.Directory;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Moves the rows of one chunk to where they belong: each ordinal to the cell with the nearest
 * centre, or apart from all cells when its parts belong to different ones. A cell whose chunk is
 * full is split in two. Codes and copies are moved as they are.
 *
 * <p>Not thread-safe: made for one step of the writer. Cost: a comparison with some of the centres
 * and a copy of a row for each row that is moved; a split, the same for a chunk of rows.
 */
final class Placing {
  /** A split that leaves less than one row in so many on one side is none. */
  private static final int FAIR = 16;

  private final VectorSpace space;
  private final LeanOptions options;
  private final LeanSnapshot snapshot;
  private final Directory.Edit edit;
  private final BitSet changed = new BitSet();
  private final Map<Cell, Integer> targets = new HashMap<>();
  private Chunk[] chunks;

  /** An ordinal's rows in a chunk that is being taken apart, and their vectors. */
  private record Entry(int row, List<float[]> parts) {}

  Placing(VectorSpace space, LeanOptions options, LeanSnapshot snapshot) {
    this.space = space;
    this.options = options;
    this.snapshot = snapshot;
    this.edit = snapshot.directory().edit();
    this.chunks = snapshot.chunksCopy(snapshot.chunkCount());
  }

  /** The chunks as they are now. */
  Chunk[] chunks() {
    return chunks;
  }

  /** The directory as it is now; ends the step. */
  Directory directory() {
    return edit.done();
  }

  /** Which chunks are not what they were. */
  BitSet changed() {
    return changed;
  }

  /** Takes a chunk apart and places its rows. */
  void place(int index) {
    Chunk source = chunks[index];
    List<Cell> cells = new ArrayList<>(cells(source));
    List<Entry> entries = takeApart(index);
    if (cells.isEmpty()) {
      cells.addAll(halves(entries));
    }
    if (cells.isEmpty()) {
      cells.add(new Cell(entries.getFirst().parts().getFirst()));
    }
    append(source, entries, cells);
  }

  /** All cells but that of a chunk that is about to go. */
  private Set<Cell> cells(Chunk but) {
    Set<Cell> cells = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Chunk chunk : chunks) {
      if (chunk != but && chunk.cell().placed() && chunk.used() > 0) {
        cells.add(chunk.cell());
      }
    }
    return cells;
  }

  private List<Entry> takeApart(int index) {
    Chunk source = chunks[index];
    var entries = new ArrayList<Entry>(source.live());
    for (int row = 0; row < source.used(); row++) {
      if (source.isLive(row)) {
        int parts = source.parts(row);
        var vectors = new ArrayList<float[]>(parts);
        for (int part = 0; part < parts; part++) {
          vectors.add(source.vector(row + part));
        }
        entries.add(new Entry(row, vectors));
        row += parts - 1;
      }
    }
    chunks[index] = Chunk.empty(space, source.coding(), source.kind(), 0);
    changed.set(index);
    targets.remove(source.cell());
    return entries;
  }

  private void append(Chunk source, List<Entry> entries, List<Cell> cells) {
    var regions = new Regions(cells);
    Map<Cell, List<Entry>> groups = new LinkedHashMap<>();
    for (Entry entry : entries) {
      groups.computeIfAbsent(cellOf(entry, regions), added -> new ArrayList<>()).add(entry);
    }
    groups.forEach((cell, group) -> append(source, group, cell));
  }

  private static Cell cellOf(Entry entry, Regions regions) {
    Cell cell = regions.nearest(entry.parts().getFirst());
    for (float[] part : entry.parts().subList(1, entry.parts().size())) {
      if (regions.nearest(part) != cell) {
        return Cell.APART;
      }
    }
    return cell;
  }

  private void append(Chunk source, List<Entry> entries, Cell cell) {
    int rows = entries.stream().mapToInt(entry -> entry.parts().size()).sum();
    int target = target(cell, source);
    boolean full = target >= 0 && chunks[target].used() + rows > options.chunkRows();
    if (full && cell.placed()) {
      List<Cell> two = split(target);
      if (!two.isEmpty()) {
        append(source, entries, two);
        return;
      }
    }
    for (Entry entry : entries) {
      int parts = entry.parts().size();
      if (target < 0 || chunks[target].used() + parts > options.chunkRows()) {
        target = fresh(cell, source);
      }
      int room = Math.min(options.chunkRows() - chunks[target].used(), Math.max(rows, parts));
      Chunk grown = chunks[target].withRoom(room, options.chunkRows());
      edit.set(source.ordinal(entry.row()), snapshot.row(target, grown.used()));
      for (int part = 0; part < parts; part++) {
        grown = grown.appended(source, entry.row() + part);
      }
      chunks[target] = grown;
      changed.set(target);
      rows -= parts;
    }
  }

  /** The two cells that take over a chunk's rows; none when it cannot be split fairly. */
  private List<Cell> split(int index) {
    Chunk source = chunks[index];
    List<Entry> entries = takeApart(index);
    List<Cell> two = halves(entries);
    if (two.isEmpty()) {
      chunks[index] = source;
      return two;
    }
    append(source, entries, two);
    return two;
  }

  private static List<Cell> halves(List<Entry> entries) {
    List<float[]> vectors = entries.stream().flatMap(entry -> entry.parts().stream()).toList();
    List<Cell> two = Bisection.of(vectors);
    if (two.isEmpty()) {
      return two;
    }
    long first = vectors.stream().filter(v -> Cell.nearest(two, v) == two.getFirst()).count();
    long fewer = Math.min(first, vectors.size() - first);
    return fewer * FAIR < vectors.size() ? List.of() : two;
  }

  /** The chunk of a cell that takes rows like these, the emptiest if there are several; or -1. */
  private int target(Cell cell, Chunk like) {
    Integer known = targets.get(cell);
    if (known != null && takes(chunks[known], cell, like)) {
      return known;
    }
    int target = -1;
    for (int index = 0; index < chunks.length; index++) {
      boolean better = target < 0 || chunks[index].used() < chunks[target].used();
      if (better && takes(chunks[index], cell, like)) {
        target = index;
      }
    }
    if (target >= 0) {
      targets.put(cell, target);
    }
    return target;
  }

  private static boolean takes(Chunk chunk, Cell cell, Chunk like) {
    return chunk.cell() == cell
        && chunk.used() > 0
        && chunk.coding() == like.coding()
        && chunk.kind() == like.kind();
  }

  private int fresh(Cell cell, Chunk like) {
    int index = 0;
    while (index < chunks.length && chunks[index].used() > 0) {
      index++;
    }
    if (index == chunks.length) {
      chunks = Arrays.copyOf(chunks, index + 1);
    }
    chunks[index] = Chunk.empty(space, like.coding(), like.kind(), 0).in(cell);
    targets.put(cell, index);
    return index;
  }
}
