package dev.engram.internal.index.hnsw;

import dev.engram.internal.index.flat.CheckedFrame;
import dev.engram.internal.index.vector.VectorSpace;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The file that says which chunks make a graph, version 2. After the frame of {@link CheckedFrame}:
 *
 * <pre>
 * int32    links         M, 4 to 64
 * int32    chunk nodes   a power of two from 16 to 65,536
 * int64    generation    how many lives this index had
 * int32    used          nodes below this number are described in the chunks
 * int32    entry         where walks begin, or -1 in an empty graph
 * int32    ordinals      distinct ordinals
 * int32    vectors       vectors of all ordinals
 * float32  [dimension]   the centre that codes are made about, finite
 * int32    chunks
 * string   [chunks][2]   file names of each chunk's codes and nodes: int32 length, UTF-8
 * </pre>
 *
 * @param chunkNodes nodes in a chunk
 * @param centre shape {@code [dimension]}
 * @param files two for each chunk
 */
@SuppressWarnings("ArrayRecordComponent") // read or written once, never compared
record GraphManifest(
    int links,
    int chunkNodes,
    long generation,
    int used,
    int entry,
    int ordinals,
    int vectors,
    float[] centre,
    List<String> files) {
  static final String PREFIX = "hnsw-manifest";
  static final String WHAT = "graph manifest";
  private static final int MAGIC = 0x4547_474D; // EGGM
  private static final int VERSION = 2;
  private static final int MAX_NAME_BYTES = 256;

  GraphManifest {
    files = List.copyOf(files);
  }

  byte[] write(VectorSpace space) {
    int body = 64 + Float.BYTES * centre.length + files.size() * (4 + MAX_NAME_BYTES);
    ByteBuffer out = CheckedFrame.begin(MAGIC, VERSION, space, body);
    out.putInt(links).putInt(chunkNodes).putLong(generation).putInt(used).putInt(entry);
    out.putInt(ordinals).putInt(vectors);
    for (float component : centre) {
      out.putFloat(component);
    }
    out.putInt(files.size() / 2);
    files.forEach(name -> CheckedFrame.putString(out, name));
    return CheckedFrame.end(out);
  }

  static GraphManifest read(VectorSpace space, byte[] file) {
    ByteBuffer in = CheckedFrame.open(file, MAGIC, VERSION, space, WHAT);
    if (in.remaining() < 4 * 7 + 8 + Float.BYTES * space.dimension()) {
      throw CheckedFrame.damaged(WHAT, "is too short");
    }
    int links = in.getInt();
    int chunkNodes = in.getInt();
    long generation = in.getLong();
    int used = in.getInt();
    int entry = in.getInt();
    int ordinals = in.getInt();
    int vectors = in.getInt();
    float[] centre = new float[space.dimension()];
    boolean finite = true;
    for (int i = 0; i < centre.length; i++) {
      centre[i] = in.getFloat();
      finite &= Float.isFinite(centre[i]);
    }
    int chunks = in.getInt();
    var files = new ArrayList<String>();
    for (long i = 0; i < 2L * chunks; i++) {
      files.add(CheckedFrame.string(in, MAX_NAME_BYTES, WHAT));
    }
    boolean sound =
        !in.hasRemaining()
            && finite
            && generation >= 1
            && chunkNodes > 0
            && chunks >= 0
            && used >= 0
            && chunks == ((long) used + chunkNodes - 1) / chunkNodes
            && entry >= NodeStore.NONE
            && entry < used
            && ordinals >= 0
            && vectors >= ordinals
            && vectors <= used;
    if (!sound) {
      throw CheckedFrame.damaged(WHAT, "contradicts itself");
    }
    return new GraphManifest(
        links, chunkNodes, generation, used, entry, ordinals, vectors, centre, files);
  }
}
