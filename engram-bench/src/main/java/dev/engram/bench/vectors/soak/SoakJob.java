package dev.engram.bench.vectors.soak;

import dev.engram.bench.figure.Grid;
import dev.engram.bench.figure.Grid.Row;
import dev.engram.bench.figure.GridReport;
import dev.engram.bench.figure.Latencies;
import dev.engram.bench.figure.Machine;
import dev.engram.internal.index.kernel.Kernels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * One writer and some readers on one index until the time is over: {@code bench vectors --soak}.
 *
 * @param setup what is soaked
 */
public record SoakJob(SoakSetup setup) {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /**
   * What came of it.
   *
   * @param report for the reader
   * @param faults what went wrong, if anything
   */
  public record Outcome(GridReport report, Faults faults) {}

  /** Runs it; takes as long as the setup says. */
  public Outcome run() {
    var faults = new Faults();
    long deadline = System.nanoTime() + setup.time().toNanos();
    var writer = new SoakWriter(setup, faults, deadline);
    try (Standing standing = writer.standing()) {
      var readers = new ArrayList<SoakReader>();
      var threads = new ArrayList<Thread>();
      threads.add(start(writer, "writer", faults));
      for (int i = 0; i < setup.readers(); i++) {
        var reader = new SoakReader(setup, standing, faults, i, deadline);
        readers.add(reader);
        threads.add(start(reader, "reader-" + i, faults));
      }
      for (Thread thread : threads) {
        if (!ended(thread)) {
          faults.note("threads that hang");
          return new Outcome(new GridReport(setting(), List.of(faults(faults))), faults);
        }
      }
      return new Outcome(report(writer, readers, faults), faults);
    }
  }

  private static Thread start(Runnable work, String name, Faults faults) {
    return Thread.ofPlatform()
        .name("engram-soak-" + name)
        .daemon()
        .uncaughtExceptionHandler((thread, thrown) -> faults.note("threads that died", thrown))
        .start(work);
  }

  private boolean ended(Thread thread) {
    try {
      return thread.join(setup.time().plus(PATIENCE));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while soaking", e);
    }
  }

  private GridReport report(SoakWriter writer, List<SoakReader> readers, Faults faults) {
    var took = new Latencies();
    var paths = new TreeSet<String>();
    long asked = 0;
    long missed = 0;
    for (SoakReader reader : readers) {
      took.addAll(reader.took());
      paths.addAll(reader.paths());
      asked += reader.asked();
      missed += reader.missed();
    }
    var done =
        new Grid(
            "soak of " + setup.time().toSeconds() + " s, " + setup.readers() + " readers",
            List.of("index", "answered by"),
            List.of(
                "searches",
                "inserts",
                "deletes",
                "loads",
                "restarts",
                "p50 ms",
                "p99 ms",
                "found itself"),
            List.of(
                new Row(
                    List.of(setup.kind().name(), String.join(",", paths)),
                    List.of(
                        (double) took.count(),
                        (double) writer.inserts(),
                        (double) writer.deletes(),
                        (double) writer.loads(),
                        (double) writer.restarts(),
                        took.millis(0.5),
                        took.millis(0.99),
                        1 - missed / (double) Math.max(1, asked)))));
    return new GridReport(setting(), List.of(done, faults(faults)));
  }

  private static Grid faults(Faults faults) {
    List<Row> rows =
        faults.counts().entrySet().stream()
            .map(fault -> new Row(List.of(fault.getKey()), List.of((double) fault.getValue())))
            .toList();
    return new Grid(
        rows.isEmpty() ? "no search failed and none came back short" : "faults",
        List.of("what"),
        List.of("times"),
        rows);
  }

  private Map<String, String> setting() {
    Map<String, String> setting = Machine.describe();
    setting.put("kernel", Kernels.active().name());
    setting.put("corpus", setup.corpus().size() + " ordinals, seed " + setup.seed());
    setting.put("vectors", setup.corpus().describe());
    return setting;
  }
}
