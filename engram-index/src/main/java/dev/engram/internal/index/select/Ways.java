package dev.engram.internal.index.select;

import dev.engram.internal.index.lean.LeanVectorIndex;
import dev.engram.internal.index.vector.VectorHits;
import dev.engram.internal.index.vector.VectorQuery;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Takes each query the cheapest way. What steps cost here is measured when there is first a choice,
 * for 20 ms in the background; until then typical rates are assumed. Thread-safe.
 */
final class Ways {
  private static final Duration MEASURED_FOR = Duration.ofMillis(20);

  /** Cells are worth it for a search that looks at this share of codes at most. */
  private static final double WORTH = 0.8;

  private final int dimension;
  private final Executor background;
  private final AtomicBoolean measured = new AtomicBoolean();
  private volatile CostModel costs = new CostModel(Rates.TYPICAL);

  Ways(int dimension, Executor background) {
    this.dimension = dimension;
    this.background = background;
  }

  VectorHits search(Shape shape, VectorQuery query) {
    if (shape.lean().isEmpty()) {
      return shape.base().search(query);
    }
    measureOnce();
    LeanVectorIndex lean = shape.lean().get();
    boolean linked = shape.graph().isPresent() && shape.graph().get().built();
    boolean near = linked || lean.copies() == lean.vectorCount();
    int allowed = Math.min(lean.count(), query.filter().cardinality());
    double within = lean.share(query.k(), allowed);
    var work = new Work(lean.vectorCount(), allowed, query.k(), within, near);
    var open = EnumSet.of(Way.EXACT, Way.WALK, Way.SCAN);
    if (within < WORTH) {
      open.add(Way.CELLS);
    }
    if (linked) {
      open.add(Way.GRAPH);
    }
    CostModel model = costs;
    Way way = model.cheapest(open, work);
    long begin = System.nanoTime();
    VectorHits hits =
        take(way, shape, lean, query)
            .orElseGet(() -> lean.scan(shape.finest(query)).by(way.label() + ">scan"));
    // Also of a way that was cut short or led nowhere: it cost at least that, and is to be left.
    model.took(way, work, System.nanoTime() - begin);
    return hits;
  }

  private static Optional<VectorHits> take(
      Way way, Shape shape, LeanVectorIndex lean, VectorQuery query) {
    return switch (way) {
      case GRAPH -> shape.graph().orElseThrow().search(query);
      case EXACT -> {
        Optional<VectorHits> linked = shape.graph().flatMap(graph -> graph.exact(query));
        yield linked.isPresent() ? linked : Optional.of(lean.exact(query));
      }
      case WALK -> Optional.of(lean.walk(shape.finest(query)));
      case CELLS -> Optional.of(lean.cells(shape.finest(query)));
      case SCAN -> Optional.of(lean.scan(shape.finest(query)));
    };
  }

  private void measureOnce() {
    if (measured.compareAndSet(false, true)) {
      try {
        background.execute(
            () -> costs = new CostModel(Rates.measure(dimension, MEASURED_FOR, System::nanoTime)));
      } catch (RejectedExecutionException closing) {
        // typical rates, and what searches teach, will do
      }
    }
  }
}
