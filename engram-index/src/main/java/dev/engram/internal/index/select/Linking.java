package dev.engram.internal.index.select;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.flat.TopK;
import dev.engram.internal.index.hnsw.HnswVectorIndex;
import dev.engram.internal.index.image.IndexImage;
import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.VectorHits;
import dev.engram.internal.index.vector.VectorQuery;
import dev.engram.internal.index.vector.VectorSource;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A graph that is kept in step with the index it stands beside, in the background, because linking
 * a vector costs a hundred times what storing it does and the writer must not wait for it.
 *
 * <p>What changed and is not linked yet <em>waits</em>, with its vectors. A search looks at what
 * waits first and at the graph afterwards; a change leaves the waiting only once the graph has
 * taken it in. So an ordinal is always found in one of the two, and where it is in both, the
 * waiting one is the newer and counts.
 *
 * <p>Thread-safety: {@link #put} and {@link #remove} by the one writer; searches by anyone, never
 * waiting; the graph is changed by one background task at a time, under a lock that only saving
 * shares with it.
 */
final class Linking {
  /** Beyond this, what waits costs more than the graph saves: it is then to be built anew. */
  static final int MOST_WAITING = 20_000;

  /** So many more than wanted are asked for, since some may have changed. */
  private static final int STALE = 16;

  private final HnswVectorIndex graph;
  private final Executor background;
  private final Map<Integer, Change> waiting = new ConcurrentHashMap<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final ReentrantLock linking = new ReentrantLock();
  private volatile boolean built;
  private volatile boolean given;
  private volatile boolean closed;
  private long changes;

  /**
   * One change that the graph has not taken in.
   *
   * @param number which change this is; a later one of the same ordinal replaces it
   * @param parts admitted vectors, none if the ordinal was removed
   */
  @SuppressWarnings("ArrayRecordComponent") // told apart by number
  record Change(long number, float[][] parts) {}

  private Linking(HnswVectorIndex graph, Executor background, boolean built) {
    this.graph = graph;
    this.background = background;
    this.built = built;
  }

  /** Builds an empty graph from what {@code content} gives to its consumer, in the background. */
  static Linking building(HnswVectorIndex empty, Executor background, Consumer<Linking> content) {
    var linking = new Linking(empty, background, false);
    linking.start(() -> {
      content.accept(linking);
      linking.built = !linking.closed;
      linking.request();
    });
    return linking;
  }

  /** A graph that was read, and what waited when it was saved. */
  static Linking loaded(
      HnswVectorIndex graph, Executor background, Map<Integer, float[][]> waited) {
    var linking = new Linking(graph, background, true);
    waited.forEach(
        (ordinal, parts) -> linking.waiting.put(ordinal, new Change(++linking.changes, parts)));
    linking.request();
    return linking;
  }

  private void start(Runnable work) {
    try {
      background.execute(() -> {
        try {
          work.run();
        } catch (RuntimeException | OutOfMemoryError failed) {
          given = true; // without it every search goes another way
        }
      });
    } catch (RejectedExecutionException closing) {
      given = true;
    }
  }

  /** Called while the graph is built, on its thread: links one ordinal, unless it has changed. */
  boolean link(int ordinal, float[][] parts) {
    linking.lock();
    try {
      if (!waiting.containsKey(ordinal)) {
        graph.put(ordinal, parts);
      }
    } finally {
      linking.unlock();
    }
    return !closed;
  }

  /** Whether the graph can be searched. */
  boolean built() {
    return built && !given;
  }

  /** Whether it failed or fell behind for good, and should be built anew. */
  boolean givenUp() {
    return given || waiting.size() > MOST_WAITING;
  }

  /** How many changes wait. */
  int waitingCount() {
    return waiting.size();
  }

  /** Takes a change in; returns at once. */
  void put(int ordinal, float[][] parts) {
    waiting.put(ordinal, new Change(++changes, parts));
    request();
  }

  /** Takes a removal in; returns at once. */
  void remove(int ordinal) {
    put(ordinal, new float[0][]);
  }

  private void request() {
    if (!built || closed || waiting.isEmpty() || requests.getAndIncrement() != 0) {
      return;
    }
    start(() -> {
      int seen = 1;
      do {
        drain();
        seen = requests.addAndGet(-seen);
      } while (seen != 0 && !closed);
    });
  }

  private void drain() {
    Map.copyOf(waiting)
        .forEach((ordinal, change) -> {
          if (!closed) {
            take(ordinal, change);
          }
        });
  }

  private void take(int ordinal, Change change) {
    linking.lock();
    try {
      if (change.parts().length == 0) {
        graph.remove(ordinal);
      } else {
        graph.put(ordinal, change.parts());
      }
      waiting.remove(ordinal, change);
    } finally {
      linking.unlock();
    }
  }

  /** Takes removals in at once, and what is dead out of the graph; on the writer's thread. */
  void wipe() {
    linking.lock();
    try {
      waiting.forEach((ordinal, change) -> {
        if (change.parts().length == 0) {
          graph.remove(ordinal);
          waiting.remove(ordinal, change);
        }
      });
      graph.wipe();
    } finally {
      linking.unlock();
    }
  }

  /**
   * The nearest by the graph and by what waits; nothing when the graph cannot be used, or what is
   * linked is too stale to answer in full.
   */
  Optional<VectorHits> search(VectorQuery query) {
    return merged(query, graph::search);
  }

  /** The same, every allowed vector compared. */
  Optional<VectorHits> exact(VectorQuery query) {
    return merged(query, graph::exact);
  }

  private Optional<VectorHits> merged(VectorQuery query, Function<VectorQuery, VectorHits> way) {
    if (!built()) {
      return Optional.empty();
    }
    Map<Integer, Change> first = waiting.isEmpty() ? Map.of() : Map.copyOf(waiting);
    int more = Math.min(first.size(), query.k() + STALE);
    VectorHits linked = way.apply(query.wanting(query.k() + more));
    if (first.isEmpty()) {
      return Optional.of(linked);
    }
    var best = new TopK(query.k());
    int current = 0;
    for (int i = 0; i < linked.size(); i++) {
      if (!first.containsKey(linked.ordinals()[i])) {
        best.offer(linked.ordinals()[i], linked.scores()[i]);
        current++;
      }
    }
    boolean exhausted = linked.size() < query.k() + more;
    if (current < query.k() && !exhausted) {
      return Optional.empty();
    }
    offerWaiting(first, query, best);
    VectorHits hits = best.drain(linked.path());
    return Optional.of(linked.complete() ? hits : hits.cutShort());
  }

  /** Vectors as the graph and what waits have them; those that neither has, from {@code beyond}. */
  VectorSource source(VectorSource beyond) {
    return ordinals -> {
      var found = new ArrayList<Optional<float[][]>>(ordinals.length);
      int[] missing = new int[ordinals.length];
      int count = 0;
      for (int ordinal : ordinals) {
        Change change = waiting.get(ordinal);
        Optional<float[][]> here =
            change == null
                ? graph.decoded(ordinal)
                : Optional.of(change.parts()).filter(parts -> parts.length > 0);
        found.add(here);
        if (here.isEmpty()) {
          missing[count++] = ordinal;
        }
      }
      return count == 0 ? found : filled(found, beyond.read(Arrays.copyOf(missing, count)));
    };
  }

  private static List<Optional<float[][]>> filled(
      List<Optional<float[][]>> found, List<Optional<float[][]>> more) {
    var rest = more.iterator();
    for (int i = 0; i < found.size() && rest.hasNext(); i++) {
      if (found.get(i).isEmpty()) {
        found.set(i, rest.next());
      }
    }
    return found;
  }

  private void offerWaiting(Map<Integer, Change> first, VectorQuery query, TopK best) {
    VectorSpace space = graph.space();
    float[] vector = space.admit(query.vector());
    OrdinalFilter filter = query.filter();
    first.forEach((ordinal, change) -> {
      if (change.parts().length > 0 && filter.allows(ordinal)) {
        best.offer(ordinal, score(space.metric(), vector, change.parts()));
      }
    });
  }

  private static float score(Metric metric, float[] vector, float[][] parts) {
    float best = Float.NEGATIVE_INFINITY;
    for (float[] part : parts) {
      best = Math.max(best, metric.score(vector, part));
    }
    return best;
  }

  /**
   * The graph's files and what waits, at one moment; on the writer's thread. Nothing is linked from
   * now on until {@link #saved}.
   */
  List<IndexImage.File> files(String waitingName) {
    linking.lock();
    try {
      var files = new ArrayList<>(graph.image().files());
      Map<Integer, Change> now = Map.copyOf(waiting);
      files.add(new IndexImage.File(waitingName, () -> WaitingCodec.write(graph.space(), now)));
      return files;
    } catch (RuntimeException unsaved) {
      linking.unlock();
      throw unsaved;
    }
  }

  /** The files have been read; on the thread that asked for them. */
  void saved() {
    linking.unlock();
  }

  long ramBytes() {
    long each = 120L + (long) Float.BYTES * graph.space().dimension();
    return graph.ramBytes() + waiting.size() * each;
  }

  /** Lets go of the graph; searches under way finish. */
  void close() {
    closed = true;
    given = true;
    waiting.clear();
  }
}
