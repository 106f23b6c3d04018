package dev.engram.internal.index.lean;

import dev.engram.internal.index.flat.CheckedFrame;
import dev.engram.internal.index.vector.VectorSpace;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The file that says which chunks make an index, version 2. After the frame of {@link
 * CheckedFrame}:
 *
 * <pre>
 * uint8    copies        0 NONE, 1 BITS, 2 BYTES
 * int32    chunk rows    a power of two from 64 to 4,096
 * int32    cells from    vectors from which cells are kept
 * int64    generation    how many lives this index had
 * int32    ordinals      distinct ordinals in all chunks
 * int32    vectors       vectors in all chunks
 * int32    next coding   larger than every coding's id
 * int32    codings       one or more; new rows get the first
 * coding   [codings]     int32 id, float32 centroid [dimension]
 * int32    sample        vectors that nearness was measured on
 * int32    octaves       0 to 13
 * float32  [octaves]     shares of {@link Nearness}
 * int32    cells
 * float32  [cells][dimension] centres
 * int32    chunks
 * chunk    [chunks]      int32 cell: its number, -1 none, -2 apart; file name: int32 length, UTF-8
 * </pre>
 *
 * <p>Version 1 is read as well: it has neither cells nor what tells of them.
 */
record LeanManifest(
    LeanOptions options,
    long generation,
    int ordinals,
    int vectors,
    int nextCoding,
    List<Coding> codings,
    Nearness nearness,
    List<Placed> chunks) {
  static final String PREFIX = "lean-manifest";
  static final String CHUNK_PREFIX = "lean-chunk";
  private static final String WHAT = "lean manifest";
  private static final int MAGIC = 0x4547_4C4D; // EGLM
  private static final int FIRST = 1;
  private static final int VERSION = 2;
  private static final int MAX_NAME_BYTES = 256;
  private static final int HEAD = 1 + 4 + 4 + 8 + 4 + 4 + 4 + 4;
  private static final int NOWHERE = -1;
  private static final int APART = -2;

  /** A chunk's file and cell. */
  record Placed(String name, Cell cell) {}

  LeanManifest {
    codings = List.copyOf(codings);
    chunks = List.copyOf(chunks);
  }

  byte[] write(VectorSpace space) {
    Map<Cell, Integer> cells = new HashMap<>();
    cells.put(Cell.NONE, NOWHERE);
    cells.put(Cell.APART, APART);
    List<Cell> centres =
        chunks.stream()
            .map(Placed::cell)
            .filter(cell -> cells.putIfAbsent(cell, cells.size() - 2) == null)
            .toList();
    int vector = 4 * space.dimension();
    int body =
        HEAD
            + 16
            + codings.size() * (4 + vector)
            + 4 * nearness.shares().length
            + centres.size() * vector
            + chunks.size() * (8 + MAX_NAME_BYTES);
    ByteBuffer out = CheckedFrame.begin(MAGIC, VERSION, space, body);
    out.put(ChunkCodec.code(options.refine()))
        .putInt(options.chunkRows())
        .putInt(options.cellsFrom())
        .putLong(generation)
        .putInt(ordinals)
        .putInt(vectors)
        .putInt(nextCoding)
        .putInt(codings.size());
    for (Coding coding : codings) {
      out.putInt(coding.id());
      putFloats(out, coding.centroid());
    }
    out.putInt(nearness.sample()).putInt(nearness.shares().length);
    putFloats(out, nearness.shares());
    out.putInt(centres.size());
    centres.forEach(cell -> putFloats(out, cell.centre()));
    out.putInt(chunks.size());
    for (Placed chunk : chunks) {
      out.putInt(cells.getOrDefault(chunk.cell(), NOWHERE));
      CheckedFrame.putString(out, chunk.name());
    }
    return CheckedFrame.end(out);
  }

  private static void putFloats(ByteBuffer out, float[] values) {
    for (float value : values) {
      out.putFloat(value);
    }
  }

  static LeanManifest read(VectorSpace space, byte[] file) {
    boolean first = file.length >= 8 && ByteBuffer.wrap(file).getInt(4) == FIRST;
    ByteBuffer in = CheckedFrame.open(file, MAGIC, first ? FIRST : VERSION, space, WHAT);
    if (in.remaining() < HEAD) {
      throw CheckedFrame.damaged(WHAT, "is too short");
    }
    Refine refine = ChunkCodec.kind(in.get());
    LeanOptions options =
        options(refine, in.getInt(), first ? LeanOptions.CELLS_FROM : in.getInt());
    long generation = in.getLong();
    int ordinals = in.getInt();
    int vectors = in.getInt();
    int nextCoding = in.getInt();
    List<Coding> codings = codings(space, nextCoding, in);
    Nearness nearness = first ? Nearness.NONE : nearness(in);
    List<Cell> cells = first ? List.of() : cells(space, in);
    int chunks = in.getInt();
    var placed = new ArrayList<Placed>();
    for (int i = 0; i < chunks; i++) {
      int cell = first ? NOWHERE : count(in, 4, APART, cells.size() - 1);
      placed.add(
          new Placed(
              CheckedFrame.string(in, MAX_NAME_BYTES, WHAT),
              cell == NOWHERE ? Cell.NONE : cell == APART ? Cell.APART : cells.get(cell)));
    }
    if (in.hasRemaining() || chunks < 0 || ordinals < 0 || vectors < ordinals || generation < 1) {
      throw CheckedFrame.damaged(WHAT, "contradicts itself");
    }
    return new LeanManifest(
        options, generation, ordinals, vectors, nextCoding, codings, nearness, placed);
  }

  private static List<Coding> codings(VectorSpace space, int next, ByteBuffer in) {
    int count = in.getInt();
    long bytes = 4L * (1 + space.dimension());
    if (count < 1 || in.remaining() < count * bytes + 4) {
      throw CheckedFrame.damaged(WHAT, "counts " + count + " codings");
    }
    var codings = new ArrayList<Coding>();
    Set<Integer> ids = new HashSet<>();
    for (int i = 0; i < count; i++) {
      int id = in.getInt();
      float[] centroid = floats(in, space.dimension());
      if (id < 0 || id >= next || !ids.add(id)) {
        throw CheckedFrame.damaged(WHAT, "names coding " + id);
      }
      codings.add(new Coding(id, space.metric(), centroid));
    }
    return codings;
  }

  private static Nearness nearness(ByteBuffer in) {
    int sample = count(in, 8, 1, Integer.MAX_VALUE);
    float[] shares = floats(in, count(in, 4, 0, Nearness.OCTAVES));
    for (float share : shares) {
      if (!(share > 0 && share <= 1)) {
        throw CheckedFrame.damaged(WHAT, "holds a share of " + share);
      }
    }
    return new Nearness(sample, shares);
  }

  private static List<Cell> cells(VectorSpace space, ByteBuffer in) {
    int count = count(in, 4, 0, Integer.MAX_VALUE);
    var cells = new ArrayList<Cell>();
    for (int i = 0; i < count; i++) {
      cells.add(new Cell(floats(in, space.dimension())));
    }
    if (in.remaining() < 4) {
      throw CheckedFrame.damaged(WHAT, "is too short");
    }
    return cells;
  }

  private static int count(ByteBuffer in, int bytes, int least, int most) {
    int count = in.remaining() < bytes ? least - 1 : in.getInt();
    if (count < least || count > most) {
      throw CheckedFrame.damaged(WHAT, "counts " + count);
    }
    return count;
  }

  private static float[] floats(ByteBuffer in, int count) {
    if (in.remaining() < 4L * count) {
      throw CheckedFrame.damaged(WHAT, "is too short");
    }
    float[] values = new float[count];
    for (int at = 0; at < count; at++) {
      values[at] = in.getFloat();
      if (!Float.isFinite(values[at])) {
        throw CheckedFrame.damaged(WHAT, "holds a number that is not finite");
      }
    }
    return values;
  }

  private static LeanOptions options(Refine refine, int chunkRows, int cellsFrom) {
    try {
      return new LeanOptions(refine, chunkRows, cellsFrom);
    } catch (IllegalArgumentException e) {
      throw CheckedFrame.damaged(WHAT, "has chunks of " + chunkRows + " rows");
    }
  }
}
