package dev.engram.bench.vectors;

import dev.engram.bench.figure.Grid;
import dev.engram.bench.figure.Grid.Row;
import dev.engram.bench.figure.Latencies;
import dev.engram.bench.vectors.VectorSetup.Part;
import dev.engram.bench.vectors.data.Allowed;
import dev.engram.bench.vectors.data.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Inserts at full speed while another thread searches without a filter. A tenth more is inserted
 * and removed again, over and over, so that the size stays what it is.
 */
final class InsertBench {
  private static final int BATCH = 100;

  private final Scene scene;
  private final List<Row> rows = new ArrayList<>();

  InsertBench(Scene scene) {
    this.scene = scene;
  }

  List<Grid> grids() {
    return List.of(
        new Grid(
            "insert at full speed beside searches without a filter",
            List.of("index"),
            List.of(
                "inserts/s",
                "deletes/s",
                "p50 alone",
                "p99 alone",
                "p50 beside",
                "p99 beside",
                "x p99"),
            rows));
  }

  void measure(Running running) {
    if (!scene.setup().has(Part.INSERT)) {
      return;
    }
    scene.progress().println("inserting into " + running.kind().name());
    Latencies alone = search(running, new AtomicBoolean(), deadline());
    var stop = new AtomicBoolean();
    var beside = CompletableFuture.supplyAsync(() -> search(running, stop, Long.MAX_VALUE));
    var rates = new Rates();
    try {
      write(running, rates);
    } finally {
      stop.set(true);
    }
    Latencies meanwhile = beside.join();
    running.contender().settle();
    rows.add(
        new Row(
            List.of(running.kind().name()),
            List.of(
                rates.inserted * 1e9 / rates.inserting,
                rates.deleted * 1e9 / rates.deleting,
                alone.millis(0.5),
                alone.millis(0.99),
                meanwhile.millis(0.5),
                meanwhile.millis(0.99),
                meanwhile.millis(0.99) / alone.millis(0.99))));
  }

  private long deadline() {
    return System.nanoTime() + scene.setup().seconds() * 1_000_000_000L;
  }

  private Latencies search(Running running, AtomicBoolean stop, long deadline) {
    return scene.searching(
        running.kind().reads(),
        () -> {
          var took = new Latencies();
          float[][] questions = scene.corpus().questions();
          Allowed all = scene.filters().getFirst();
          for (int i = 0; !stop.get(); i++) {
            long start = System.nanoTime();
            if (start >= deadline) {
              break;
            }
            running.contender().search(questions[i % questions.length], Truth.K, all, 0);
            took.add(System.nanoTime() - start);
          }
          return took;
        });
  }

  private static final class Rates {
    private long inserted;
    private long inserting = 1;
    private long deleted;
    private long deleting = 1;
  }

  private void write(Running running, Rates rates) {
    int size = scene.setup().size();
    int more = Math.max(BATCH, size / 10);
    long deadline = deadline();
    while (System.nanoTime() < deadline) {
      int next = size;
      for (; next < size + more && System.nanoTime() < deadline; next += BATCH) {
        float[][] batch = scene.corpus().vectors(next, next + BATCH);
        long began = System.nanoTime();
        running.contender().add(next, batch);
        rates.inserting += System.nanoTime() - began;
        rates.inserted += BATCH;
      }
      long began = System.nanoTime();
      for (int ordinal = size; ordinal < next; ordinal++) {
        running.contender().index().remove(ordinal);
      }
      rates.deleting += System.nanoTime() - began;
      rates.deleted += next - size;
    }
  }
}
