package dev.engram.internal.index.hnsw;

import dev.engram.internal.index.flat.Int8Code;
import dev.engram.internal.index.flat.Int8View;
import dev.engram.internal.index.vector.MeanDrift;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Links many nodes by several threads before anyone searches them. All nodes are written first, so
 * that a node's layers depend on its place alone; threads then take them in turn. A node that would
 * raise the graph is linked while no other such is, so that the highest layer is one.
 *
 * <p>Not thread-safe: made for one build.
 */
final class BulkBuild {
  private final Graph graph;
  private final NodeStore store;
  private final HnswOptions options;
  private final LinkLocks locks = new LinkLocks();
  private final AtomicInteger next = new AtomicInteger(1);
  private final AtomicInteger helping = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final Object raising = new Object();
  private final IntList owners = new IntList();

  BulkBuild(Graph graph, HnswOptions options) {
    this.graph = graph;
    this.store = graph.store();
    this.options = options;
  }

  /** The centre of what {@code view} holds. */
  static Centre centre(VectorSpace space, Int8View view) {
    var drift = new MeanDrift(space.metric(), space.dimension());
    view.forEach((ordinal, code) -> {
      drift.saw(decoded(code));
      return true;
    });
    Centre zero = Centre.zero(space.metric(), space.dimension());
    return drift.now(zero.point()).map(mean -> Centre.at(space.metric(), mean)).orElse(zero);
  }

  private static float[] decoded(Int8Code code) {
    float[] vector = new float[code.bytes().length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = code.scale() * code.bytes()[i];
    }
    return vector;
  }

  /** Takes over what {@code view} holds. Returns how many nodes that made. */
  int run(Int8View view, Executor executor, int threads) {
    write(view);
    if (owners.size() == 0) {
      return 0;
    }
    new Linker(graph, options, locks).link(0);
    for (int thread = 1; thread < threads; thread++) {
      try {
        executor.execute(this::help);
      } catch (RejectedExecutionException e) {
        break; // the calling thread does it alone
      }
    }
    linkAll();
    while (helping.get() > 0) { // each is at its last node; one that comes later finds nothing
      Thread.onSpinWait();
    }
    Throwable thrown = failure.get();
    if (thrown != null) {
      throw new IllegalStateException("the build of a graph failed", thrown);
    }
    publish();
    return owners.size();
  }

  private void write(Int8View view) {
    var layers = new LayerDraw(new SplittableRandom(options.seed()), options.links());
    view.forEach((ordinal, code) -> {
      int node = owners.size();
      if (node == store.capacity()) {
        store.grow();
      }
      float[] vector = decoded(code);
      NodeCode about = store.centre().code(vector, Arrays.hashCode(code.bytes()));
      store.fill(node, about, layers.next());
      if (node > 0 && owners.get(node - 1) == ordinal) {
        store.setPart(node - 1, node);
      }
      owners.add(ordinal);
      return true;
    });
  }

  private void help() {
    helping.incrementAndGet();
    try {
      linkAll();
    } finally {
      helping.decrementAndGet();
    }
  }

  private void linkAll() {
    var linker = new Linker(graph, options, locks);
    try {
      int node = next.getAndIncrement();
      while (node < owners.size()) {
        link(linker, node);
        node = next.getAndIncrement();
      }
    } catch (RuntimeException | Error e) {
      failure.compareAndSet(null, e);
      next.set(owners.size());
    }
  }

  private void link(Linker linker, int node) {
    if (store.layers(node) > store.layers(graph.entry())) {
      synchronized (raising) {
        linker.link(node);
      }
    } else {
      linker.link(node);
    }
  }

  private void publish() {
    int ordinals = 0;
    for (int node = 0; node < owners.size(); node++) {
      int ordinal = owners.get(node);
      store.setOrdinal(node, ordinal);
      if (node == 0 || owners.get(node - 1) != ordinal) {
        graph.directory().set(ordinal, node);
        ordinals++;
      }
    }
    graph.hold(ordinals, owners.size());
  }
}
