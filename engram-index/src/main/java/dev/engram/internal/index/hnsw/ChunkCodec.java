package dev.engram.internal.index.hnsw;

import dev.engram.internal.index.flat.CheckedFrame;
import dev.engram.internal.index.vector.VectorSpace;
import java.nio.ByteBuffer;

/**
 * The two files of a chunk, so that a new link does not write the codes again. After the frame of
 * {@link CheckedFrame}, codes, version 2:
 *
 * <pre>
 * int32    nodes         described ones, from the first of the chunk
 * int8     [nodes][dimension]   codes; zero where a node is free, as is what follows
 * node     [nodes]
 *   float32  scale, finite, not negative
 *   float32  addend, finite
 *   int32    hash
 * </pre>
 *
 * and nodes, version 1:
 *
 * <pre>
 * int32    nodes
 * node     [nodes]
 *   int32    ordinal     zero or more; -1 a free node, -2 a dead one that still leads on
 *                        (a free node ends here)
 *   int32    part        node of the next part of the ordinal, or -1
 *   int32    twin        next node with the same code, or -1
 *   uint8    layers      above the ground, 0 to 15; or 255: no node of the graph but some node's twin
 *                        (which ends here)
 *   row      [layers+1]  from the ground upwards: uint8 count, int32 node [count]
 * </pre>
 *
 * <p>Stateless; thread-safe for chunks at rest.
 */
final class ChunkCodec {
  static final String CODES_PREFIX = "hnsw-codes";
  static final String NODES_PREFIX = "hnsw-nodes";
  static final int MAX_LAYERS = 15;
  private static final String CODES = "graph codes";
  private static final String NODES = "graph nodes";
  private static final int CODES_MAGIC = 0x4547_4743; // EGGC
  private static final int NODES_MAGIC = 0x4547_474E; // EGGN
  private static final int CODES_VERSION = 2;
  private static final int NODES_VERSION = 1;

  /** Of a node in a file of codes, beside its bytes. */
  private static final int NUMBERS = 3 * 4;

  private static final int IS_TWIN = 255;
  private static final int MOST_ENTRIES = 3 * 4 + 1;

  private ChunkCodec() {}

  static byte[] writeCodes(VectorSpace space, NodeChunk chunk, int nodes) {
    int dimension = space.dimension();
    int body = Math.addExact(4, Math.multiplyExact(nodes, dimension + NUMBERS));
    ByteBuffer out = CheckedFrame.begin(CODES_MAGIC, CODES_VERSION, space, body).putInt(nodes);
    int codes = out.position();
    out.put(chunk.codes, 0, nodes * dimension);
    for (int at = 0; at < nodes; at++) {
      boolean gone = isFree(chunk.ordinals[at]);
      if (gone) {
        out.put(codes + at * dimension, new byte[dimension]);
      }
      out.putFloat(gone ? 0 : chunk.scale(at)).putFloat(gone ? 0 : chunk.addend(at));
      out.putInt(gone ? 0 : chunk.hashes[at]);
    }
    return CheckedFrame.end(out);
  }

  static byte[] writeNodes(VectorSpace space, NodeChunk chunk, Layout layout, int nodes) {
    int most = MOST_ENTRIES + 1 + 4 * layout.groundLinks();
    long body = 4 + (long) nodes * most;
    for (int[] upper : chunk.upper) {
      body += 5L * upper.length;
    }
    ByteBuffer out =
        CheckedFrame.begin(NODES_MAGIC, NODES_VERSION, space, Math.toIntExact(body)).putInt(nodes);
    for (int at = 0; at < nodes; at++) {
      writeNode(chunk, layout, at, out);
    }
    return CheckedFrame.end(out);
  }

  private static boolean isFree(int ordinal) {
    return ordinal == NodeStore.FREE || ordinal == NodeStore.RETIRED;
  }

  private static void writeNode(NodeChunk chunk, Layout layout, int at, ByteBuffer out) {
    int ordinal = chunk.ordinals[at];
    if (isFree(ordinal)) {
      out.putInt(NodeStore.FREE);
      return;
    }
    boolean answers = ordinal >= 0;
    out.putInt(answers ? ordinal : NodeStore.DEAD);
    out.putInt(answers ? chunk.parts[at] : NodeStore.NONE);
    out.putInt(chunk.twins[at]);
    int ground = at * layout.groundStride();
    if (chunk.links[ground] == NodeStore.TWIN) {
      out.put((byte) IS_TWIN);
      return;
    }
    int[] upper = chunk.upper[at];
    out.put((byte) (upper.length / layout.upperStride()));
    writeRow(chunk.links, ground, out);
    for (int base = 0; base < upper.length; base += layout.upperStride()) {
      writeRow(upper, base, out);
    }
  }

  private static void writeRow(int[] array, int base, ByteBuffer out) {
    int count = array[base];
    out.put((byte) count);
    for (int i = 1; i <= count; i++) {
      out.putInt(array[base + i]);
    }
  }

  static void readCodes(VectorSpace space, NodeChunk chunk, int nodes, byte[] file) {
    ByteBuffer in = CheckedFrame.open(file, CODES_MAGIC, CODES_VERSION, space, CODES);
    int dimension = space.dimension();
    long bytes = 4 + (long) nodes * (dimension + NUMBERS);
    if (in.remaining() != bytes || in.getInt() != nodes) {
      throw CheckedFrame.damaged(CODES, "does not hold " + nodes + " codes");
    }
    in.get(chunk.codes, 0, nodes * dimension);
    for (int at = 0; at < nodes; at++) {
      float scale = in.getFloat();
      float addend = in.getFloat();
      if (!(scale >= 0 && scale <= Float.MAX_VALUE && Float.isFinite(addend))) {
        throw CheckedFrame.damaged(CODES, "holds a scale that is none");
      }
      chunk.setScale(at, scale, addend);
      chunk.hashes[at] = in.getInt();
    }
  }

  /** Reads the nodes of a chunk; whether what they name exists is checked when all are read. */
  static void readNodes(
      VectorSpace space, NodeStore store, NodeChunk chunk, int nodes, byte[] file) {
    ByteBuffer in = CheckedFrame.open(file, NODES_MAGIC, NODES_VERSION, space, NODES);
    if (in.remaining() < 4 || in.getInt() != nodes) {
      throw CheckedFrame.damaged(NODES, "does not hold " + nodes + " nodes");
    }
    for (int at = 0; at < nodes; at++) {
      readNode(store.layout(), chunk, at, in);
    }
    if (in.hasRemaining()) {
      throw CheckedFrame.damaged(NODES, "is too long");
    }
  }

  private static void readNode(Layout layout, NodeChunk chunk, int at, ByteBuffer in) {
    need(in, 4);
    int ordinal = in.getInt();
    if (ordinal < NodeStore.DEAD) {
      throw CheckedFrame.damaged(NODES, "holds ordinal " + ordinal);
    }
    chunk.ordinals[at] = ordinal;
    if (ordinal == NodeStore.FREE) {
      return;
    }
    need(in, 9);
    chunk.parts[at] = in.getInt();
    chunk.twins[at] = in.getInt();
    int layers = in.get() & 0xFF;
    int ground = at * layout.groundStride();
    if (layers == IS_TWIN) {
      chunk.links[ground] = NodeStore.TWIN;
      return;
    }
    if (layers > MAX_LAYERS) {
      throw CheckedFrame.damaged(NODES, "holds a node of " + layers + " layers");
    }
    readRow(chunk.links, ground, layout.groundLinks(), in);
    if (layers > 0) {
      int[] upper = new int[layers * layout.upperStride()];
      for (int base = 0; base < upper.length; base += layout.upperStride()) {
        readRow(upper, base, layout.links(), in);
      }
      chunk.upper[at] = upper;
    }
  }

  private static void readRow(int[] array, int base, int most, ByteBuffer in) {
    need(in, 1);
    int count = in.get() & 0xFF;
    if (count > most) {
      throw CheckedFrame.damaged(NODES, "holds a node of " + count + " links");
    }
    need(in, 4 * count);
    array[base] = count;
    for (int i = 1; i <= count; i++) {
      array[base + i] = in.getInt();
    }
  }

  private static void need(ByteBuffer in, int bytes) {
    if (in.remaining() < bytes) {
      throw CheckedFrame.damaged(NODES, "is too short");
    }
  }
}
