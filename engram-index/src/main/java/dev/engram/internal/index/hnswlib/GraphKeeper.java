package dev.engram.internal.index.hnswlib;

import dev.engram.internal.index.flat.FlatVectorIndex;
import dev.engram.internal.index.flat.Int8Code;
import dev.engram.internal.index.flat.Int8View;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a graph in step with its flat index, on an executor, one task at a time.
 *
 * <p>Every changed ordinal is <em>unlinked</em>, under the number of its change, from before its
 * put returns until its newest codes are in the published graph. A rebuild starts from a view of
 * the flat index; what changes meanwhile stays unlinked and is linked afterwards.
 *
 * <p>Thread-safety: {@link #changed} and {@link #removed} by the index's one writer, {@link
 * #unlinked} and {@link #graph} by anyone.
 */
final class GraphKeeper {
  /** A graph is rebuilt when more than one node in this many is dead. */
  private static final int DEAD_SHARE = 4;

  private final FlatVectorIndex flat;
  private final HnswlibOptions options;
  private final Executor background;
  private final Map<Integer, Long> unlinked = new ConcurrentHashMap<>();
  private final AtomicInteger requests = new AtomicInteger();
  private volatile long changes;

  /** A graph that is built from what there was before this change is not published. */
  private volatile long wiped;

  private volatile @Nullable Graph graph;
  private volatile boolean closed;

  /** Starts to build a graph, unless one was loaded. */
  GraphKeeper(
      FlatVectorIndex flat, HnswlibOptions options, Executor background, Optional<Graph> loaded) {
    this.flat = flat;
    this.options = options;
    this.background = background;
    this.graph = loaded.orElse(null);
    loaded.ifPresent(this::findUnlinked);
    if (loaded.isEmpty() || !unlinked.isEmpty()) {
      request();
    }
  }

  private void findUnlinked(Graph loaded) {
    Set<byte[]> linked = Collections.newSetFromMap(new IdentityHashMap<>());
    loaded.forEachCode(code -> linked.add(code.bytes()));
    flat.int8View()
        .forEach((ordinal, code) -> {
          if (!linked.contains(code.bytes())) {
            unlinked.put(ordinal, changes);
          }
          return true;
        });
  }

  Optional<Graph> graph() {
    return Optional.ofNullable(graph);
  }

  int[] unlinked() {
    return unlinked.isEmpty()
        ? new int[0]
        : unlinked.keySet().stream().mapToInt(Integer::intValue).toArray();
  }

  int unlinkedCount() {
    return unlinked.size();
  }

  /** How many changes there were; grows with every put and removal. */
  long changes() {
    return changes;
  }

  /** Called after the flat index took a put, before the put returns. */
  void changed(int ordinal) {
    unlinked.put(ordinal, nextChange());
    request();
  }

  /** Called after the flat index took a removal. */
  void removed(int ordinal) {
    nextChange();
    unlinked.remove(ordinal);
    request();
  }

  /** Forgets a graph that holds dead nodes, or is being built from them, and builds another. */
  void wipe() {
    wiped = changes;
    Graph now = graph;
    if (now == null || !unlinked.isEmpty() || now.nodes() > flat.vectorCount()) {
      graph = null;
      request();
    }
  }

  long ramBytes() {
    Graph built = graph;
    return (built == null ? 0 : built.ramBytes()) + 72L * unlinked.size();
  }

  void close() {
    closed = true;
    graph = null;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
  private long nextChange() {
    return ++changes;
  }

  private void request() {
    if (closed || requests.getAndIncrement() != 0) {
      return;
    }
    try {
      background.execute(this::work);
    } catch (RejectedExecutionException e) {
      requests.set(0); // searches scan what is unlinked; the next change asks again
    }
  }

  private void work() {
    int seen = 1;
    do {
      try {
        link();
      } catch (RuntimeException e) {
        // Interrupted midway, or a defect of the library: a half-linked graph is worth nothing, and
        // without one every search is exact. The next change builds another.
        graph = null;
        if (e.getCause() instanceof InterruptedException) {
          Thread.currentThread().interrupt();
        }
      }
      seen = requests.addAndGet(-seen);
    } while (seen != 0);
  }

  private void link() {
    Graph target = graph;
    if (closed) {
      return;
    }
    if (target == null || hasManyDead(target)) {
      target = rebuild();
    }
    for (Map.Entry<Integer, Long> change : List.copyOf(unlinked.entrySet())) {
      Long number = change.getValue();
      for (Int8Code code : flat.int8View().codes(change.getKey())) {
        if (stopped()) {
          return;
        }
        target.add(change.getKey(), code);
      }
      unlinked.remove(change.getKey(), number);
    }
  }

  private boolean hasManyDead(Graph target) {
    int dead = target.nodes() - flat.vectorCount();
    return (long) dead * DEAD_SHARE > target.nodes();
  }

  /** Links the flat index as it is now, publishes, then forgets the changes that it saw. */
  private Graph rebuild() {
    long upTo = changes;
    Int8View view = flat.int8View();
    VectorSpace space = flat.space();
    int room = (int) Math.min(Integer.MAX_VALUE, view.vectorCount() * 5L / 4);
    Graph built = Graph.create(space.metric(), space.dimension(), options, room);
    view.forEach((ordinal, code) -> {
      built.add(ordinal, code);
      return !stopped();
    });
    if (!stopped() && upTo < wiped) {
      return rebuild();
    }
    if (!stopped()) {
      graph = built;
      if (closed) { // in between
        graph = null;
      }
      unlinked.values().removeIf(number -> number <= upTo);
    }
    return built;
  }

  private boolean stopped() {
    return closed || Thread.currentThread().isInterrupted();
  }
}
