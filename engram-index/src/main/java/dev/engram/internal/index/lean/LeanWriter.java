package dev.engram.internal.index.lean;

import dev.engram.internal.index.flat.Directory;
import dev.engram.internal.index.flat.Int8Code;
import dev.engram.internal.index.vector.MeanDrift;
import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Turns one snapshot into the next. Rows are appended, never reused in place; a chunk of which one
 * row in sixteen is dead is replaced by a copy of its live rows, so the waste stays below that, and
 * a chunk with room is filled again before a new one is made.
 *
 * <p>Not thread-safe: one writer. Also keeps, for each chunk, the file name it was last saved
 * under.
 */
final class LeanWriter {
  private static final int WASTE = 16;

  /** Fewer dead rows than that are not worth a copy. */
  private static final int LEAST = 8;

  /** A cell that is emptier than that is given up. */
  private static final int SCANTY = 8;

  /** Rows that wait for their place are scanned for every search: one in so many, at most. */
  private static final int WAITING = 16;

  private static final String UNSAVED = "";

  private final VectorSpace space;
  private final LeanOptions options;
  private final List<String> savedNames = new ArrayList<>();
  private final MeanDrift drift;
  private LeanSnapshot snapshot;
  private Coding coding;
  private int nextCoding;

  /** How many rows were in cells when their nearness was measured. */
  private int measured;

  private int sincePlaced;

  /** The chunk that is being filled, for rows of each kind; or -1. */
  private final int[] tails = new int[Refine.values().length];

  LeanWriter(
      VectorSpace space,
      LeanOptions options,
      LeanSnapshot snapshot,
      List<String> savedNames,
      Coding coding,
      int nextCoding) {
    this.space = space;
    this.options = options;
    this.snapshot = snapshot;
    this.savedNames.addAll(savedNames);
    this.coding = coding;
    this.nextCoding = nextCoding;
    this.measured = snapshot.rows(true);
    Arrays.fill(tails, -1);
    this.drift = new MeanDrift(space.metric(), space.dimension());
  }

  LeanSnapshot snapshot() {
    return snapshot;
  }

  Coding coding() {
    return coding;
  }

  int nextCoding() {
    return nextCoding;
  }

  long ramBytes() {
    return drift.ramBytes() + 64L * savedNames.size();
  }

  /** The name under which a chunk was saved and has not changed since, or an empty one. */
  String savedName(int chunk) {
    return savedNames.get(chunk);
  }

  void saved(int chunk, String name) {
    savedNames.set(chunk, name);
  }

  /** Forgets everything. */
  LeanSnapshot clear() {
    savedNames.clear();
    Arrays.fill(tails, -1);
    snapshot = LeanSnapshot.empty(options.chunkRows());
    return snapshot;
  }

  /** Learns a centroid from vectors that will be put later. */
  void learn(Iterable<float[]> admitted) {
    admitted.forEach(drift::saw);
    drift.now(coding.centroid()).ifPresent(this::change);
  }

  private void change(float[] centroid) {
    coding = new Coding(nextCoding++, space.metric(), centroid);
    Arrays.fill(tails, -1);
  }

  /** The snapshot with the parts of {@code ordinal} replaced by {@code admitted}. */
  LeanSnapshot put(int ordinal, float[][] admitted) {
    return put(ordinal, admitted, options.refine());
  }

  /** The same, kept as {@code kind} has it. */
  LeanSnapshot put(int ordinal, float[][] admitted, Refine kind) {
    drift.better(coding.centroid()).ifPresent(this::change);
    int parts = admitted.length;
    int old = snapshot.firstRow(ordinal);
    Directory directory = snapshot.directory();
    Chunk[] chunks = snapshot.chunksCopy(snapshot.chunkCount());
    chunks = withRoom(chunks, kind, coding, parts);
    int target = tails[kind.slot()];
    int row = snapshot.row(target, chunks[target].used());
    for (float[] vector : admitted) {
      drift.saw(vector);
      int hash = Arrays.hashCode(Int8Code.linear(vector).bytes());
      chunks[target] = chunks[target].appended(ordinal, vector, hash);
    }
    savedNames.set(target, UNSAVED);
    if (old < 0) {
      publish(chunks, directory.add(ordinal, row), 1, parts);
    } else {
      int oldParts = snapshot.chunkOf(old).parts(snapshot.offset(old));
      Directory.Edit edit = directory.edit();
      edit.set(ordinal, row);
      bury(chunks, old, oldParts, edit);
      publish(chunks, edit.done(), 0, parts - oldParts);
    }
    sincePlaced += parts;
    if (sincePlaced * 4 >= options.chunkRows()) { // faster than chunks fill
      sincePlaced = 0;
      place();
    }
    return snapshot;
  }

  /** Whether {@link #place} would do anything. */
  boolean crowded() {
    Metric metric = space.metric();
    if (snapshot.vectors() < options.cellsFrom()
        || (metric != Metric.COSINE && metric != Metric.EUCLIDEAN)) {
      return false;
    }
    return snapshot.waiting() > Math.max(options.chunkRows(), snapshot.vectors() / WAITING);
  }

  /**
   * The snapshot in which one chunk of rows that wait for their place is in cells, if too many
   * wait. Cost: some ten microseconds a row.
   */
  LeanSnapshot place() {
    if (!crowded()) {
      return snapshot;
    }
    var placing = new Placing(space, options, snapshot);
    placing.place(snapshot.fullestWaiting());
    while (savedNames.size() < placing.chunks().length) {
      savedNames.add(UNSAVED);
    }
    placing.changed().stream().forEach(index -> savedNames.set(index, UNSAVED));
    publish(placing.chunks(), placing.directory(), 0, 0);
    int placed = snapshot.rows(true);
    if (placed > 2L * measured || 2L * placed < measured) {
      measured = placed;
      publish(Nearness.measure(Arrays.asList(placing.chunks())));
    }
    return snapshot;
  }

  private void publish(Nearness nearness) {
    snapshot =
        new LeanSnapshot(
            options.chunkRows(),
            snapshot.chunksCopy(snapshot.chunkCount()),
            snapshot.directory(),
            snapshot.ordinals(),
            snapshot.vectors(),
            nearness);
  }

  /** The snapshot without {@code ordinal}. */
  LeanSnapshot remove(int ordinal) {
    int old = snapshot.firstRow(ordinal);
    if (old < 0) {
      return snapshot;
    }
    int parts = snapshot.chunkOf(old).parts(snapshot.offset(old));
    Chunk[] chunks = snapshot.chunksCopy(snapshot.chunkCount());
    Directory.Edit edit = snapshot.directory().edit();
    edit.set(ordinal, -1);
    bury(chunks, old, parts, edit);
    return publish(chunks, edit.done(), -1, -parts);
  }

  /** The snapshot in which what is to be kept more coarsely, of one chunk, is. */
  LeanSnapshot cool(int index, IntFunction<Refine> wanted) {
    Chunk source = snapshot.chunk(index);
    Chunk[] chunks = snapshot.chunksCopy(snapshot.chunkCount());
    Directory.Edit edit = snapshot.directory().edit();
    Chunk left = source;
    for (int row = 0; row < source.used(); row++) {
      int ordinal = source.ordinal(row);
      Refine kind = wanted.apply(ordinal);
      if (!source.isLive(row) || kind.compareTo(source.kind()) >= 0) {
        continue;
      }
      int parts = source.parts(row);
      chunks = withRoom(chunks, kind, source.coding(), parts);
      int target = tails[kind.slot()];
      edit.set(ordinal, snapshot.row(target, chunks[target].used()));
      for (int part = 0; part < parts; part++) {
        chunks[target] = chunks[target].appended(source, row + part);
      }
      savedNames.set(target, UNSAVED);
      left = left.without(row, parts);
      row += parts - 1;
    }
    if (left == source) {
      return snapshot;
    }
    replace(chunks, index, left.compacted(space), edit);
    return publish(chunks, edit.done(), 0, 0);
  }

  /** The snapshot with the live rows of one chunk of fine copies by the coding in use. */
  LeanSnapshot renew(int index) {
    Chunk[] chunks = snapshot.chunksCopy(snapshot.chunkCount());
    Directory.Edit edit = snapshot.directory().edit();
    replace(chunks, index, renewed(chunks[index]), edit);
    return publish(chunks, edit.done(), 0, 0);
  }

  private LeanSnapshot publish(Chunk[] chunks, Directory directory, int ordinals, int vectors) {
    snapshot =
        new LeanSnapshot(
            options.chunkRows(),
            chunks,
            directory,
            snapshot.ordinals() + ordinals,
            snapshot.vectors() + vectors,
            snapshot.nearness());
    return snapshot;
  }

  private void bury(Chunk[] chunks, int row, int parts, Directory.Edit edit) {
    int index = snapshot.chunkIndex(row);
    Chunk chunk = chunks[index].without(snapshot.offset(row), parts);
    savedNames.set(index, UNSAVED);
    boolean worn = chunk.deadCount() >= LEAST && chunk.deadCount() * WASTE >= chunk.used();
    if (worn || chunk.live() == 0) {
      Chunk renewed = renewed(chunk);
      boolean scanty = renewed.used() * SCANTY < options.chunkRows();
      replace(chunks, index, scanty ? renewed.in(Cell.NONE) : renewed, edit);
    } else {
      chunks[index] = chunk;
    }
  }

  /** The live rows of a chunk, by the coding in use if that costs no more than the copies. */
  private Chunk renewed(Chunk chunk) {
    if (chunk.coding() == coding || !(chunk.copies() instanceof FineCopies fine)) {
      return chunk.compacted(space);
    }
    Chunk kept = Chunk.empty(space, coding, chunk.kind(), chunk.live()).in(chunk.cell());
    for (int row = 0; row < chunk.used(); row++) {
      if (chunk.isLive(row)) {
        float[] vector = fine.decoded(chunk.coding(), row);
        kept = kept.appended(chunk.ordinal(row), vector, chunk.hashes()[row]);
      }
    }
    return kept;
  }

  private void replace(Chunk[] chunks, int index, Chunk chunk, Directory.Edit edit) {
    savedNames.set(index, UNSAVED);
    chunks[index] = chunk;
    int previous = -1;
    for (int offset = 0; offset < chunk.used(); offset++) {
      int ordinal = chunk.ordinal(offset);
      if (ordinal != previous) {
        edit.set(ordinal, snapshot.row(index, offset));
        previous = ordinal;
      }
    }
  }

  /**
   * Chooses the chunk to append to: the last one used, else the emptiest with some room, else a new
   * one. Returns the chunks, of which that has room for {@code parts} rows.
   */
  private Chunk[] withRoom(Chunk[] chunks, Refine kind, Coding wanted, int parts) {
    int most = options.chunkRows();
    int tail = tails[kind.slot()];
    Chunk[] result = chunks;
    if (tail < 0
        || tail >= chunks.length
        || !fits(chunks[tail], kind, wanted, most - parts)
        || chunks[tail].used() == 0) {
      int fullest = most - Math.max(parts, most / WASTE);
      tail = chunks.length;
      for (int index = 0; index < chunks.length; index++) {
        if (fits(chunks[index], kind, wanted, fullest)) {
          fullest = chunks[index].used() - 1;
          tail = index;
        }
      }
      if (tail == chunks.length) {
        result = Arrays.copyOf(chunks, tail + 1);
        while (savedNames.size() <= tail) { // after an error there may be one too many already
          savedNames.add(UNSAVED);
        }
      }
      if (tail == chunks.length || chunks[tail].used() == 0) {
        result[tail] = Chunk.empty(space, wanted, kind, parts);
      }
      tails[kind.slot()] = tail;
    }
    result[tail] = result[tail].withRoom(parts, most);
    return result;
  }

  private static boolean fits(Chunk chunk, Refine kind, Coding wanted, int fullest) {
    boolean same = chunk.kind() == kind && chunk.coding() == wanted;
    return chunk.used() == 0 || (chunk.cell() == Cell.NONE && chunk.used() <= fullest && same);
  }
}
