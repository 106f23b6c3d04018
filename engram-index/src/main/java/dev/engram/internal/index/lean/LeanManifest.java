package dev.engram.internal.index.lean;

import dev.engram.internal.index.flat.CheckedFrame;
import dev.engram.internal.index.vector.VectorSpace;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The file that says which chunks make an index, version 1. After the frame of {@link
 * CheckedFrame}:
 *
 * <pre>
 * uint8    copies        0 NONE, 1 BITS, 2 BYTES
 * int32    chunk rows    a power of two from 64 to 4,096
 * int64    generation    how many lives this index had
 * int32    ordinals      distinct ordinals in all chunks
 * int32    vectors       vectors in all chunks
 * int32    next coding   larger than every coding's id
 * int32    codings       one or more; new rows get the first
 * coding   [codings]     int32 id, float32 centroid [dimension]
 * int32    chunks
 * string   [chunks]      file name of each chunk: int32 length, UTF-8
 * </pre>
 */
record LeanManifest(
    LeanOptions options,
    long generation,
    int ordinals,
    int vectors,
    int nextCoding,
    List<Coding> codings,
    List<String> chunks) {
  static final String PREFIX = "lean-manifest";
  static final String CHUNK_PREFIX = "lean-chunk";
  private static final String WHAT = "lean manifest";
  private static final int MAGIC = 0x4547_4C4D; // EGLM
  private static final int VERSION = 1;
  private static final int MAX_NAME_BYTES = 256;
  private static final int HEAD = 1 + 4 + 8 + 4 + 4 + 4 + 4;

  LeanManifest {
    codings = List.copyOf(codings);
    chunks = List.copyOf(chunks);
  }

  byte[] write(VectorSpace space) {
    int body =
        HEAD
            + 4
            + codings.size() * 4 * (1 + space.dimension())
            + chunks.size() * (4 + MAX_NAME_BYTES);
    ByteBuffer out = CheckedFrame.begin(MAGIC, VERSION, space, body);
    out.put(ChunkCodec.code(options.refine()))
        .putInt(options.chunkRows())
        .putLong(generation)
        .putInt(ordinals)
        .putInt(vectors)
        .putInt(nextCoding)
        .putInt(codings.size());
    for (Coding coding : codings) {
      out.putInt(coding.id());
      for (float component : coding.centroid()) {
        out.putFloat(component);
      }
    }
    out.putInt(chunks.size());
    chunks.forEach(name -> CheckedFrame.putString(out, name));
    return CheckedFrame.end(out);
  }

  static LeanManifest read(VectorSpace space, byte[] file) {
    ByteBuffer in = CheckedFrame.open(file, MAGIC, VERSION, space, WHAT);
    if (in.remaining() < HEAD) {
      throw CheckedFrame.damaged(WHAT, "is too short");
    }
    Refine refine = ChunkCodec.kind(in.get());
    LeanOptions options = options(refine, in.getInt());
    long generation = in.getLong();
    int ordinals = in.getInt();
    int vectors = in.getInt();
    int nextCoding = in.getInt();
    List<Coding> codings = codings(space, nextCoding, in);
    int chunks = in.getInt();
    var names = new ArrayList<String>();
    for (int i = 0; i < chunks; i++) {
      names.add(CheckedFrame.string(in, MAX_NAME_BYTES, WHAT));
    }
    if (in.hasRemaining() || chunks < 0 || ordinals < 0 || vectors < ordinals || generation < 1) {
      throw CheckedFrame.damaged(WHAT, "contradicts itself");
    }
    return new LeanManifest(options, generation, ordinals, vectors, nextCoding, codings, names);
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
      float[] centroid = new float[space.dimension()];
      for (int at = 0; at < centroid.length; at++) {
        centroid[at] = in.getFloat();
        if (!Float.isFinite(centroid[at])) {
          throw CheckedFrame.damaged(WHAT, "holds a centroid that is not finite");
        }
      }
      if (id < 0 || id >= next || !ids.add(id)) {
        throw CheckedFrame.damaged(WHAT, "names coding " + id);
      }
      codings.add(new Coding(id, space.metric(), centroid));
    }
    return codings;
  }

  private static LeanOptions options(Refine refine, int chunkRows) {
    try {
      return new LeanOptions(refine, chunkRows);
    } catch (IllegalArgumentException e) {
      throw CheckedFrame.damaged(WHAT, "has chunks of " + chunkRows + " rows");
    }
  }
}
