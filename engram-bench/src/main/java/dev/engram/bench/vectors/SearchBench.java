package dev.engram.bench.vectors;

import dev.engram.bench.figure.Grid;
import dev.engram.bench.figure.Grid.Row;
import dev.engram.bench.figure.Latencies;
import dev.engram.bench.vectors.VectorSetup.Part;
import dev.engram.bench.vectors.contender.Contender;
import dev.engram.bench.vectors.contender.Contender.Found;
import dev.engram.bench.vectors.contender.Entrant;
import dev.engram.bench.vectors.contender.IndexKind;
import dev.engram.bench.vectors.data.Allowed;
import dev.engram.bench.vectors.data.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** Recall and latency under each filter, and what an index costs to build and to hold. */
final class SearchBench {
  private static final long WARM_UP = 1_000_000_000L;
  private static final long LEAST_TIME = 300_000_000L;
  private static final long MOST_TIME = 5_000_000_000L;
  private static final int LEAST_SEARCHES = 1_000;
  private static final int FEW = 10_000;

  private final Scene scene;
  private final Bandwidth bandwidth = new Bandwidth();
  private final List<Row> searches = new ArrayList<>();
  private final List<Row> sizes = new ArrayList<>();

  SearchBench(Scene scene) {
    this.scene = scene;
  }

  List<Grid> grids() {
    return List.of(
        new Grid(
            "search, one thread; limit: what a scan must read over what this core can read",
            List.of("index", "filter", "effort", "path"),
            List.of("recall@10", "p50 ms", "p99 ms", "queries/s", "aim ms", "limit ms", "x limit"),
            searches),
        new Grid(
            "size and build",
            List.of("index"),
            List.of("own MB", "heap MB", "outside MB", "build s", "vectors/s"),
            sizes));
  }

  /** Builds, searches and weighs. */
  void measure(Entrant entrant, Contender contender, ProcessMemory before) {
    long began = System.nanoTime();
    scene.fill(contender, 0, scene.setup().size());
    contender.settle();
    double build = (System.nanoTime() - began) / 1e9;
    ProcessMemory held = ProcessMemory.now().since(before);
    OptionalLong own = contender.ownBytes();
    boolean reads = entrant.kind().map(IndexKind::reads).orElse(false);
    if (scene.setup().has(Part.SEARCH)) {
      scene.progress().println("searching " + entrant.name());
      scene.searching(reads, () -> search(entrant, contender));
    }
    sizes.add(
        new Row(
            List.of(entrant.name()),
            List.of(
                own.isPresent() ? own.getAsLong() / 1e6 : Double.NaN,
                held.heap() / 1e6,
                held.outside() / 1e6,
                build,
                scene.setup().size() / build)));
  }

  private boolean search(Entrant entrant, Contender contender) {
    for (int filter = 0; filter < scene.filters().size(); filter++) {
      Allowed allowed = scene.filters().get(filter);
      Aim aim = Aim.of(scene.setup().size(), allowed.share());
      int chosen = 0;
      double recall = 0;
      Set<String> paths = new TreeSet<>();
      for (int effort : contender.efforts()) {
        chosen = effort;
        paths.clear();
        recall = recall(contender, filter, effort, paths);
        if (recall >= aim.recall()) {
          break;
        }
      }
      Latencies took = time(contender, allowed, chosen);
      double limit = limit(entrant, allowed);
      double p50 = took.millis(0.5);
      scene
          .progress()
          .printf("  filter %s: recall %.3f, p50 %.4f ms%n", allowed.name(), recall, p50);
      searches.add(
          new Row(
              List.of(
                  entrant.name(),
                  allowed.name(),
                  chosen == 0 ? "" : Integer.toString(chosen),
                  String.join(",", paths)),
              List.of(
                  recall,
                  p50,
                  took.millis(0.99),
                  took.perSecond(),
                  entrant.peer() ? Double.NaN : aim.millis(),
                  limit,
                  p50 / limit)));
    }
    return true;
  }

  private double recall(Contender contender, int filter, int effort, Set<String> paths) {
    float[][] questions = scene.corpus().questions();
    double sum = 0;
    for (int i = 0; i < questions.length; i++) {
      Found found = contender.search(questions[i], Truth.K, scene.filters().get(filter), effort);
      paths.add(found.path());
      sum += scene.truth().recall(filter, i, found.ordinals());
    }
    return sum / questions.length;
  }

  private Latencies time(Contender contender, Allowed allowed, int effort) {
    float[][] questions = scene.corpus().questions();
    // A look at few vectors is over sooner: it tells that all works, not how fast it is.
    long share = scene.setup().size() < FEW ? 20 : 1;
    time(contender, allowed, effort, questions, WARM_UP / share, WARM_UP / share);
    return time(contender, allowed, effort, questions, LEAST_TIME / share, MOST_TIME);
  }

  private static Latencies time(
      Contender contender,
      Allowed allowed,
      int effort,
      float[][] questions,
      long least,
      long most) {
    var took = new Latencies();
    long began = System.nanoTime();
    for (int i = 0; ; i++) {
      long start = System.nanoTime();
      contender.search(questions[i % questions.length], Truth.K, allowed, effort);
      long end = System.nanoTime();
      took.add(end - start);
      boolean enough = i + 1 >= LEAST_SEARCHES && end - began >= least;
      if (enough || end - began >= most) {
        return took;
      }
    }
  }

  private double limit(Entrant entrant, Allowed allowed) {
    double each =
        entrant.name().equals("exact scan")
            ? 4.0 * scene.corpus().dimension()
            : entrant
                .kind()
                .map(kind -> kind.bytesPerVector().applyAsDouble(scene.corpus().dimension()))
                .orElse(Double.NaN);
    return Double.isNaN(each) ? each : bandwidth.millis(each * allowed.count());
  }
}
