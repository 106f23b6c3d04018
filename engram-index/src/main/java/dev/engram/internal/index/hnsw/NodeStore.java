package dev.engram.internal.index.hnsw;

import dev.engram.internal.index.flat.RamCost;
import dev.engram.internal.index.kernel.Kernels;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The nodes of a graph: codes, ordinals and links in flat arrays, by chunks that never move.
 *
 * <p><b>Who may see what.</b> A node's code, scale, parts and rows are written before the first
 * link, twin entry or directory entry that names it is stored, with a release fence between. A
 * reader copies a row and issues an acquire fence before it follows what it copied. So whoever
 * knows a node's number sees its contents. A row is rewritten entry by entry while readers copy it:
 * they may get old and new entries mixed, or one twice, but each is a node that was linked there at
 * some moment since the reader began, because numbers are given out again only when every search of
 * the time before has ended ({@link Seats}). A row's count is stored last with release and loaded
 * first with acquire, so entries behind it were written.
 *
 * <p>An ordinal array entry below zero is a state: {@link #FREE} nodes are for the taking, {@link
 * #PENDING} ones are being linked, {@link #DEAD} ones are stepping stones that never answer, {@link
 * #DYING} ones lose their last links in a sweep under way, {@link #RETIRED} ones wait until nobody
 * can see them.
 *
 * <p>One writer, or several threads of a build that hold the locks of {@link LinkLocks}; any number
 * of readers.
 */
final class NodeStore {
  static final int NONE = -1;

  static final int FREE = -1;
  static final int DEAD = -2;
  static final int DYING = -3;
  static final int PENDING = -4;
  static final int RETIRED = -5;

  /** In place of a count: the node is no node of the graph, it hangs at one with the same code. */
  static final int TWIN = -1;

  private static final VarHandle INTS = MethodHandles.arrayElementVarHandle(int[].class);
  private static final Kernels KERNELS = Kernels.active();
  private static final int LINE = 64;

  private final Layout layout;
  private final int shift;
  private final int mask;
  private final int dimension;
  private final boolean distance;
  private final Centre centre;
  private volatile NodeChunk[] chunks = new NodeChunk[0];
  private final AtomicLong upperBytes = new AtomicLong();

  NodeStore(Layout layout, Centre centre) {
    this.layout = layout;
    this.centre = centre;
    this.shift = Integer.numberOfTrailingZeros(layout.chunkNodes());
    this.mask = layout.chunkNodes() - 1;
    this.dimension = layout.dimension();
    this.distance = layout.metric().distance();
  }

  Layout layout() {
    return layout;
  }

  /** What codes are made about. */
  Centre centre() {
    return centre;
  }

  /** Nodes that there is room for. */
  int capacity() {
    return chunks.length << shift;
  }

  int chunkCount() {
    return chunks.length;
  }

  NodeChunk chunkAt(int index) {
    return chunks[index];
  }

  /** The chunk of a node. */
  NodeChunk chunk(int node) {
    return chunks[node >>> shift];
  }

  /** Where a node lies in its chunk. */
  int at(int node) {
    return node & mask;
  }

  int node(int chunk, int at) {
    return (chunk << shift) + at;
  }

  /** Adds a chunk. */
  void grow() {
    NodeChunk[] now = chunks;
    NodeChunk[] grown = Arrays.copyOf(now, now.length + 1);
    grown[now.length] = new NodeChunk(layout);
    chunks = grown;
  }

  /** Writes a node that nobody can see yet. */
  void fill(int node, NodeCode code, int layers) {
    NodeChunk chunk = chunk(node);
    int at = at(node);
    chunk.savedCodes.changing();
    chunk.savedLinks.changing();
    chunk.setCode(at, code);
    chunk.parts[at] = NONE;
    chunk.twins[at] = NONE;
    chunk.links[at * layout.groundStride()] = 0;
    chunk.inDegrees[at] = 0;
    setLayers(node, layers);
    INTS.setRelease(chunk.ordinals, at, PENDING);
  }

  /** Gives a node that nobody can see so many upper layers, all empty. */
  void setLayers(int node, int layers) {
    NodeChunk chunk = chunk(node);
    int at = at(node);
    int[] rows = layers == 0 ? NodeChunk.GROUND_ONLY : new int[layers * layout.upperStride()];
    upperBytes.addAndGet(rowBytes(rows) - rowBytes(chunk.upper[at]));
    chunk.upper[at] = rows;
  }

  /** Counts the upper layers of a chunk that was read. */
  void countUpper(NodeChunk chunk) {
    for (int[] rows : chunk.upper) {
      upperBytes.addAndGet(rowBytes(rows));
    }
  }

  private static long rowBytes(int[] rows) {
    return rows.length == 0 ? 0 : RamCost.array(rows.length, Integer.BYTES);
  }

  /** Forgets the code of a node that nobody can see any more. */
  void erase(int node) {
    NodeChunk chunk = chunk(node);
    int at = at(node);
    chunk.savedCodes.changing();
    chunk.savedLinks.changing();
    Arrays.fill(chunk.codes, at * dimension, (at + 1) * dimension, (byte) 0);
    chunk.setScale(at, 0, 0);
    chunk.hashes[at] = 0;
    chunk.parts[at] = NONE;
    chunk.twins[at] = NONE;
    chunk.links[at * layout.groundStride()] = 0;
    chunk.inDegrees[at] = 0;
    setLayers(node, 0);
    INTS.setRelease(chunk.ordinals, at, FREE);
  }

  int ordinal(int node) {
    return (int) INTS.getAcquire(chunk(node).ordinals, at(node));
  }

  void setOrdinal(int node, int ordinal) {
    NodeChunk chunk = chunk(node);
    chunk.savedLinks.changing();
    if (ordinal == RETIRED) { // its code is not saved any more
      chunk.savedCodes.changing();
    }
    INTS.setRelease(chunk.ordinals, at(node), ordinal);
  }

  int part(int node) {
    return chunk(node).parts[at(node)];
  }

  /** Chains a part that nobody can see yet to the next. */
  void setPart(int node, int next) {
    chunk(node).parts[at(node)] = next;
  }

  /** The next node with the same code. */
  int twin(int node) {
    return (int) INTS.getAcquire(chunk(node).twins, at(node));
  }

  void setTwin(int node, int twin) {
    NodeChunk chunk = chunk(node);
    chunk.savedLinks.changing();
    INTS.setRelease(chunk.twins, at(node), twin);
  }

  boolean isTwin(int node) {
    return chunk(node).links[at(node) * layout.groundStride()] == TWIN;
  }

  /** Takes a node that nobody links to out of the graph, to hang at another. */
  void makeTwin(int node) {
    setLayers(node, 0);
    chunk(node).links[at(node) * layout.groundStride()] = TWIN;
  }

  /** Whether a node has a place in answers, by itself or for a twin, so that it is linked to. */
  boolean serves(int node) {
    int ordinal = ordinal(node);
    return ordinal >= 0 || ordinal == PENDING || (ordinal == DEAD && twin(node) != NONE);
  }

  /** How many layers above the ground a node has. */
  int layers(int node) {
    return chunk(node).upper[at(node)].length / layout.upperStride();
  }

  /** Copies the links of a node in a layer. Returns how many. */
  int copyRow(int node, int layer, int[] out) {
    NodeChunk chunk = chunk(node);
    int[] array = rowArray(chunk, at(node), layer);
    int base = rowBase(at(node), layer);
    int count = (int) INTS.getAcquire(array, base);
    for (int i = 0; i < count; i++) {
      out[i] = (int) INTS.getOpaque(array, base + 1 + i);
    }
    VarHandle.acquireFence();
    return count;
  }

  /** Replaces the links of a node in a layer. */
  void writeRow(int node, int layer, int[] from, int count) {
    NodeChunk chunk = chunk(node);
    chunk.savedLinks.changing();
    int[] array = rowArray(chunk, at(node), layer);
    int base = rowBase(at(node), layer);
    VarHandle.releaseFence();
    for (int i = 0; i < count; i++) {
      INTS.setOpaque(array, base + 1 + i, from[i]);
    }
    INTS.setRelease(array, base, count);
  }

  /** Adds a link behind the {@code count} that a row has. */
  void appendLink(int node, int layer, int count, int link) {
    NodeChunk chunk = chunk(node);
    chunk.savedLinks.changing();
    int[] array = rowArray(chunk, at(node), layer);
    int base = rowBase(at(node), layer);
    VarHandle.releaseFence();
    INTS.setOpaque(array, base + 1 + count, link);
    INTS.setRelease(array, base, count + 1);
  }

  private static int[] rowArray(NodeChunk chunk, int at, int layer) {
    return layer == 0 ? chunk.links : chunk.upper[at];
  }

  private int rowBase(int at, int layer) {
    return layer == 0 ? at * layout.groundStride() : (layer - 1) * layout.upperStride();
  }

  int inDegree(int node) {
    return chunk(node).inDegrees[at(node)];
  }

  void addInDegree(int node, int by) {
    INTS.getAndAdd(chunk(node).inDegrees, at(node), by);
  }

  CodeView view(int node) {
    NodeChunk chunk = chunk(node);
    int at = at(node);
    float scale = chunk.scale(at);
    float addend = chunk.addend(at);
    return distance
        ? new CodeView(chunk.codes, at * dimension, 2 * scale, 1, addend)
        : new CodeView(chunk.codes, at * dimension, scale, 1, centre.squared() + addend);
  }

  /** The vector that a node's code stands for. */
  float[] decoded(int node) {
    NodeChunk chunk = chunk(node);
    return centre.decoded(chunk.codes, at(node) * dimension, chunk.scale(at(node)));
  }

  boolean sameCode(int node, int other) {
    NodeChunk left = chunk(node);
    NodeChunk right = chunk(other);
    int a = at(node) * dimension;
    int b = at(other) * dimension;
    return left.scale(at(node)) == right.scale(at(other))
        && left.addend(at(node)) == right.addend(at(other))
        && Arrays.equals(left.codes, a, a + dimension, right.codes, b, b + dimension);
  }

  /** Hash of the 8-bit code that the node's vector has by itself. */
  int hash(int node) {
    return chunk(node).hashes[at(node)];
  }

  /** Nearness of a code to a node, larger is nearer; not clamped. */
  float score(CodeView code, int node) {
    NodeChunk chunk = chunk(node);
    int at = at(node);
    int dot = KERNELS.dot(code.bytes(), code.from(), chunk.codes, at * dimension, dimension);
    return code.base() + code.weight() * chunk.addend(at) + dot * (code.factor() * chunk.scale(at));
  }

  /**
   * Scores many nodes. First a byte of every cache line of every code is read: those loads are
   * independent and overlap, which is most of the speed when codes come from memory.
   */
  void scores(CodeView code, int[] nodes, int count, float[] scores) {
    touch(nodes, count);
    for (int i = 0; i < count; i++) {
      scores[i] = score(code, nodes[i]);
    }
  }

  private void touch(int[] nodes, int count) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      byte[] codes = chunk(nodes[i]).codes;
      int from = at(nodes[i]) * dimension;
      for (int j = from; j < from + dimension; j += LINE) {
        sum += codes[j];
      }
    }
    if (sum == Integer.MIN_VALUE) { // never, but the compiler must not know
      throw new IllegalStateException();
    }
  }

  long ramBytes() {
    long bytes = upperBytes.get() + centre.ramBytes();
    for (NodeChunk chunk : chunks) {
      bytes += chunk.ramBytes();
    }
    return bytes;
  }
}
