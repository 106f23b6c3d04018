package dev.engram.internal.index.lean;

import dev.engram.internal.index.flat.CheckedFrame;
import dev.engram.internal.index.vector.VectorSpace;
import java.nio.ByteBuffer;
import java.util.function.IntFunction;

/**
 * The file of one chunk, version 1. After the frame of {@link CheckedFrame}:
 *
 * <pre>
 * uint8    copies        0 NONE, 1 BITS, 2 BYTES
 * int32    coding        id of a coding in the manifest
 * int32    rows          live vectors in this chunk, 0 to the rows of a chunk
 * int32    ordinal       [rows] zero or more; the parts of an ordinal lie side by side
 * int32    correction    [rows] factor and addend, as {@link Coding#encode} returns them
 * int32    hash          [rows] of the 8-bit code that a flat index would keep
 * int64    bits          [(rows + 7) / 8 groups][words][8], words = (dimension + 63) / 64
 * BITS:    int64 second bits [rows][words], int16 factor [rows]: the upper half of a float
 * BYTES:   int16 step [rows]: the upper half of a float; int8 copy [rows][dimension]
 * </pre>
 *
 * <p>Full vectors are saved as 8-bit copies. Dead rows are left out. Bits of rows that are not
 * there, in the last group, are zero.
 */
final class ChunkCodec {
  static final String WHAT = "lean chunk";
  private static final int MAGIC = 0x4547_4C43; // EGLC
  private static final int VERSION = 1;
  private static final int ROW = 3 * 4;
  private static final int HEAD = 1 + 4 + 4;

  private ChunkCodec() {}

  static byte[] write(VectorSpace space, Chunk chunk) {
    Refine kind = saved(chunk.kind());
    boolean asIs = chunk.deadCount() == 0 && kind == chunk.kind();
    Chunk live = asIs ? chunk : chunk.compacted(space, kind);
    int rows = live.used();
    int longs = longs(space, rows);
    int copies = live.copies().savedBytes();
    long body = HEAD + 8L * longs + (long) (ROW + copies) * rows;
    ByteBuffer out = CheckedFrame.begin(MAGIC, VERSION, space, Math.toIntExact(body));
    out.put(code(live.kind())).putInt(live.coding().id()).putInt(rows);
    out.asIntBuffer()
        .put(live.ordinals())
        .put(live.corrections(), 0, rows)
        .put(live.hashes(), 0, rows);
    out.position(out.position() + ROW * rows);
    out.asLongBuffer().put(live.bits(), 0, longs);
    out.position(out.position() + 8 * longs);
    live.copies().write(rows, out);
    return CheckedFrame.end(out);
  }

  /**
   * Reads a chunk.
   *
   * @param codings finds a coding by its id; throws when there is none
   */
  static Chunk read(
      VectorSpace space, LeanOptions options, IntFunction<Coding> codings, byte[] file) {
    ByteBuffer in = CheckedFrame.open(file, MAGIC, VERSION, space, WHAT);
    if (in.remaining() < HEAD) {
      throw CheckedFrame.damaged(WHAT, "is too short");
    }
    Refine kind = kind(in.get());
    if (kind.compareTo(options.refine()) > 0) {
      throw CheckedFrame.damaged(WHAT, "has copies that its index has not");
    }
    Coding coding = codings.apply(in.getInt());
    int rows = in.getInt();
    if (rows < 0 || rows > options.chunkRows()) {
      throw CheckedFrame.damaged(WHAT, "counts " + rows + " vectors");
    }
    int capacity = (rows + Chunk.GROUP - 1) / Chunk.GROUP * Chunk.GROUP;
    Copies copies = Copies.empty(kind, space, capacity);
    int longs = longs(space, rows);
    if (in.remaining() != 8L * longs + (long) (ROW + copies.savedBytes()) * rows) {
      throw CheckedFrame.damaged(WHAT, "counts " + rows + " vectors");
    }
    int[] ordinals = new int[rows];
    int[] corrections = new int[capacity];
    int[] hashes = new int[capacity];
    in.asIntBuffer().get(ordinals).get(corrections, 0, rows).get(hashes, 0, rows);
    in.position(in.position() + ROW * rows);
    for (int row = 0; row < rows; row++) {
      if (ordinals[row] < 0) {
        throw CheckedFrame.damaged(WHAT, "holds ordinal " + ordinals[row]);
      }
    }
    long[] bits = new long[longs];
    in.asLongBuffer().get(bits);
    in.position(in.position() + 8 * longs);
    copies.read(rows, in);
    return Chunk.read(coding, bits, corrections, ordinals, hashes, copies);
  }

  private static int longs(VectorSpace space, int rows) {
    return (rows + Chunk.GROUP - 1) / Chunk.GROUP * Chunk.GROUP * Coding.words(space.dimension());
  }

  private static Refine saved(Refine kind) {
    return kind == Refine.FLOATS ? Refine.BYTES : kind;
  }

  static byte code(Refine kind) {
    return switch (kind) {
      case NONE -> 0;
      case BITS -> 1;
      case BYTES, FLOATS -> 2;
    };
  }

  static Refine kind(byte code) {
    return switch (code) {
      case 0 -> Refine.NONE;
      case 1 -> Refine.BITS;
      case 2 -> Refine.BYTES;
      default -> throw CheckedFrame.damaged(WHAT, "names copies " + code);
    };
  }
}
