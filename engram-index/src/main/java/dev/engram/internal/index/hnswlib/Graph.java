package dev.engram.internal.index.hnswlib;

import com.github.jelmerk.hnswlib.core.SearchResult;
import com.github.jelmerk.hnswlib.core.hnsw.HnswIndex;
import dev.engram.internal.index.flat.Int8Code;
import dev.engram.internal.index.flat.Int8View;
import dev.engram.internal.index.vector.Metric;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * hnswlib-core's graph with its hazards fenced off.
 *
 * <ul>
 *   <li>Its pool of visited-sets has one entry a processor. An adder waits for an entry while it
 *       holds the monitor of its new node, and whoever holds the entries may be waiting for that
 *       monitor: all stand still for ever. Every use therefore takes a fair permit, there are fewer
 *       permits than entries, and there is one adder.
 *   <li>Its pool throws when the calling thread is interrupted: the interrupt is held back
 *       meanwhile.
 *   <li>Growing swaps the pool and the node array without synchronisation: it takes all permits.
 *   <li>Its deletion leaves searches short and never gives a slot back: nothing is ever deleted
 *       here; whoever searches drops the dead, and rebuilds when they are many.
 * </ul>
 *
 * <p>Thread-safety: any number of searches, one adder. A search waits for a permit and, node by
 * node, for the adder, both briefly.
 */
final class Graph {
  /** How long a search waits for its turn before it had better scan instead. */
  private static final long PATIENCE_MILLIS = 20;

  private static final int LEAST_CAPACITY = 1024;

  private final HnswIndex<Integer, Node, Node, Float> index;
  private final Semaphore permits;
  private final ReentrantLock adding = new ReentrantLock();
  private final int links;
  private int permitCount;
  private volatile int nodes;
  private volatile int capacity;

  private Graph(HnswIndex<Integer, Node, Node, Float> index, int nodes) {
    this.index = index;
    this.links = index.getM();
    this.nodes = nodes;
    this.capacity = index.getMaxItemCount();
    this.permitCount = permitsNow();
    this.permits = new Semaphore(permitCount, true);
  }

  /** An empty graph with room for {@code expected} nodes; it grows when they are more. */
  static Graph create(Metric metric, int dimension, HnswlibOptions options, int expected) {
    int capacity = Math.max(LEAST_CAPACITY, expected);
    HnswIndex<Integer, Node, Node, Float> index =
        HnswIndex.newBuilder(
                dimension, new NodeDistance(metric), Comparator.<Float>naturalOrder(), capacity)
            .withM(options.links())
            .withEfConstruction(options.buildBreadth())
            .withEf(1) // a search asks for as many results as its breadth
            .withCustomSerializers(new IdSerializer(), new NodeSerializer())
            .build();
    return new Graph(index, 0);
  }

  /** A graph that was read and whose nodes are bound to their codes. */
  static Graph of(HnswIndex<Integer, Node, Node, Float> loaded) {
    return new Graph(loaded, loaded.size());
  }

  private static int permitsNow() {
    return Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
  }

  int nodes() {
    return nodes;
  }

  /**
   * Links one more code. Only one thread at a time.
   *
   * @throws RuntimeException when interrupted midway: the graph is then not to be used any more
   */
  @SuppressWarnings("NonAtomicVolatileUpdate") // under the lock
  void add(int ordinal, Int8Code code) {
    adding.lock();
    try {
      if (nodes == capacity) {
        grow();
      }
      addUninterrupted(new Node(nodes, ordinal, code));
      nodes++;
    } finally {
      adding.unlock();
    }
  }

  private void addUninterrupted(Node node) {
    boolean interrupted = Thread.interrupted();
    permits.acquireUninterruptibly();
    try {
      index.add(node);
    } finally {
      permits.release();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void grow() {
    permits.acquireUninterruptibly(permitCount);
    try {
      int larger = Math.addExact(capacity, capacity / 2);
      index.resize(larger);
      capacity = larger;
    } finally {
      // The new pool has an entry for each processor there is now, which may be fewer.
      permitCount = Math.min(permitCount, permitsNow());
      permits.release(permitCount);
    }
  }

  /**
   * The ordinals of the {@code breadth} nodes nearest to a code, nearest first, dead ones and
   * repeated ones included; nothing when no turn came in time or the thread was interrupted.
   */
  Optional<int[]> nearest(Int8Code query, int breadth) {
    boolean interrupted = Thread.interrupted();
    try {
      if (!permits.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        return Optional.empty();
      }
      try {
        List<SearchResult<Node, Float>> found = index.findNearest(new Node(-1, -1, query), breadth);
        int[] ordinals = new int[found.size()];
        for (int i = 0; i < ordinals.length; i++) {
          ordinals[i] = found.get(i).item().ordinal();
        }
        return Optional.of(ordinals);
      } finally {
        permits.release();
      }
    } catch (InterruptedException e) {
      interrupted = true;
      return Optional.empty();
    } catch (RuntimeException e) {
      if (!(e.getCause() instanceof InterruptedException)) {
        throw e;
      }
      interrupted = true;
      return Optional.empty();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Visits the code of every node; not while nodes are added. */
  void forEachCode(Consumer<Int8Code> visitor) {
    index.items().forEach(node -> visitor.accept(node.code()));
  }

  /** The library's own serialised form; codes that {@code view} holds are written as references. */
  byte[] save(Int8View view) {
    adding.lock();
    try (var out = new ByteArrayOutputStream(Math.multiplyExact(nodes, 8 * links) + 1024)) {
      NodeSerializer.of(index).saving(view);
      index.save(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("a graph cannot be saved to memory", e);
    } finally {
      NodeSerializer.of(index).done();
      adding.unlock();
    }
  }

  long ramBytes() {
    return ramBytes(links, nodes, capacity);
  }

  /**
   * A computed figure, since the library hides its structures. Per node, with compressed
   * references: its node, lists, id, lock and lookup entries, our node and code, found to be 340
   * bytes beside the links by measuring the heap of 100K nodes; 8 bytes a link on the lowest layer;
   * and a share of the layers above.
   */
  static long ramBytes(int links, int nodes, int capacity) {
    long node = 340 + 8L * links + (40 + 4L * links) / (links - 1);
    long visited = (1L + Runtime.getRuntime().availableProcessors()) * capacity / 8;
    return nodes * node + 4L * capacity + visited;
  }
}
