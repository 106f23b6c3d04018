package dev.engram.bench.vectors;

import dev.engram.bench.figure.Grid;
import dev.engram.bench.figure.GridReport;
import dev.engram.bench.figure.Machine;
import dev.engram.bench.vectors.VectorSetup.Part;
import dev.engram.bench.vectors.contender.Contender;
import dev.engram.bench.vectors.contender.Entrant;
import dev.engram.bench.vectors.contender.IndexContender;
import dev.engram.bench.vectors.contender.IndexKind;
import dev.engram.bench.vectors.contender.Place;
import dev.engram.bench.vectors.contender.Waiting;
import dev.engram.bench.vectors.data.Allowed;
import dev.engram.bench.vectors.data.FullVectors;
import dev.engram.bench.vectors.data.Mixture;
import dev.engram.bench.vectors.data.RealVectors;
import dev.engram.bench.vectors.data.Truth;
import dev.engram.bench.vectors.data.VectorExport;
import dev.engram.bench.vectors.soak.SoakJob;
import dev.engram.bench.vectors.soak.SoakSetup;
import dev.engram.internal.index.kernel.Kernels;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Measures vector indexes side by side: the {@code bench vectors} command.
 *
 * @param setup what is measured
 */
public record VectorBenchJob(VectorSetup setup) {
  /**
   * Measures.
   *
   * @param progress told what is being done
   * @throws IllegalArgumentException if a name is unknown or there is no text
   */
  public GridReport run(PrintStream progress) {
    checkNames();
    Mixture corpus = corpus(progress);
    List<Allowed> filters = Allowed.standard(setup.size(), setup.seed());
    progress.println("finding exact answers among " + setup.size() + " vectors");
    Truth truth = Truth.of(corpus, filters);
    setup
        .export()
        .ifPresent(folder -> {
          progress.println("writing vectors and answers to " + folder);
          VectorExport.write(folder, corpus, filters, truth);
        });
    Optional<FullVectors> vault = vault(corpus, progress);
    try {
      var scene = new Scene(setup, corpus, filters, truth, vault, progress);
      return new GridReport(setting(corpus), measure(scene));
    } finally {
      vault.ifPresent(FullVectors::close);
    }
  }

  /**
   * Soaks the index that the engine uses, or the first that is named.
   *
   * @param time how long
   * @throws IllegalArgumentException if the time is not positive, a name is unknown or there is no
   *     text
   */
  public SoakJob.Outcome soak(Duration time, PrintStream progress) {
    checkNames();
    IndexKind kind =
        Scene.entrants(setup).stream()
            .filter(entrant -> setup.only().contains(entrant.name()))
            .flatMap(entrant -> entrant.kind().stream())
            .findFirst()
            .orElseGet(() -> IndexKind.restless(setup.size()));
    int readers = Math.max(2, Runtime.getRuntime().availableProcessors());
    var soak = new SoakSetup(kind, corpus(progress), time, readers, setup.seed());
    progress.println("soaking " + kind.name() + " for " + time.toSeconds() + " s");
    return new SoakJob(soak).run();
  }

  private Mixture corpus(PrintStream progress) {
    RealVectors real =
        setup.texts().isEmpty()
            ? RealVectors.synthetic(setup.dimension(), setup.seed())
            : RealVectors.embedded(setup.texts(), progress);
    if (real.dimension() != setup.dimension()) {
      throw new IllegalArgumentException(
          "dim must be " + real.dimension() + " for these texts, got " + setup.dimension());
    }
    return Mixture.of(real, setup.size(), setup.questions(), setup.seed());
  }

  private void checkNames() {
    List<String> known = Entrant.all().stream().map(Entrant::name).toList();
    for (String name : setup.only()) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "unknown index \"" + name + "\"; known are " + String.join(", ", known));
      }
    }
  }

  private Optional<FullVectors> vault(Mixture corpus, PrintStream progress) {
    boolean reads =
        Scene.entrants(setup).stream()
            .anyMatch(entrant -> entrant.kind().map(IndexKind::reads).orElse(false));
    if (!reads && !setup.has(Part.VAULT)) {
      return Optional.empty();
    }
    progress.println("writing the vectors into an encrypted vault");
    return Optional.of(FullVectors.of(corpus, setup.size()));
  }

  private static List<Grid> measure(Scene scene) {
    var search = new SearchBench(scene);
    var open = new OpenBench(scene);
    var insert = new InsertBench(scene);
    var churn = new ChurnBench(scene);
    boolean built =
        Stream.of(Part.SEARCH, Part.OPEN, Part.INSERT, Part.CHURN).anyMatch(scene.setup()::has);
    for (Entrant entrant : built ? Scene.entrants(scene.setup()) : List.<Entrant>of()) {
      scene.progress().println("building " + entrant.name());
      ProcessMemory before = ProcessMemory.now();
      try (var background = new Waiting()) {
        Place place = scene.place(background);
        try (Contender contender = entrant.create().of(place, scene.setup().size())) {
          search.measure(entrant, contender, before);
          if (contender instanceof IndexContender index && entrant.kind().isPresent()) {
            var running = new Running(entrant.kind().get(), index, place, before);
            open.measure(running);
            insert.measure(running);
            churn.measure(running);
          }
        }
      }
    }
    return Stream.of(
            search.grids(),
            open.grids(),
            insert.grids(),
            churn.grids(),
            CodeBench.run(scene),
            TemperatureBench.run(scene),
            VaultBench.run(scene))
        .flatMap(List::stream)
        .filter(grid -> !grid.rows().isEmpty())
        .toList();
  }

  private Map<String, String> setting(Mixture corpus) {
    Map<String, String> setting = Machine.describe();
    setting.put("kernel", Kernels.active().name());
    setting.put(
        "corpus",
        String.format(
            Locale.ROOT,
            "%,d x %d, %d questions held out, seed %d",
            setup.size(),
            corpus.dimension(),
            corpus.questions().length,
            setup.seed()));
    setting.put("vectors", corpus.describe());
    return setting;
  }
}
