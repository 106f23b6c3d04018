package dev.engram.bench.load;

import dev.engram.bench.figure.Figure;
import dev.engram.bench.figure.FigureTable;
import dev.engram.bench.figure.Machine;
import dev.engram.bench.load.BenchSetup.Part;
import dev.engram.bench.synthetic.SyntheticCorpus;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Measures speed and size on one generated vault: the {@code bench} command.
 *
 * @param setup what is measured
 */
public record BenchJob(BenchSetup setup) {
  private static final int FILL_BATCH = 1_000;

  /** Room in the corpus beyond what the vault is filled with, for the writer of a mixed load. */
  private static final int MORE = 10_000_000;

  /** Where a build leaves the stock driver, seen from the project's root. */
  public static Optional<Path> builtDriver() {
    Path built = Path.of("engram-bench", "target", "peers", "sqlite-jdbc-stock.jar");
    return Optional.of(built).filter(Files::exists);
  }

  /**
   * Measures.
   *
   * @param progress told what is being done
   */
  public FigureTable run(PrintStream progress) {
    var corpus = new SyntheticCorpus(setup.seed(), setup.memories() + MORE);
    var figures = new ArrayList<Figure>();
    if (has(Part.SEAL)) {
      figures.addAll(SealBench.run(corpus, setup.memories(), progress));
      if (setup.parts().size() == 1) {
        return new FigureTable(setting("each"), figures);
      }
    }
    long emptyHeap = Machine.heapAfterCollection();
    String way;
    try (var vault = new LoadedVault(corpus)) {
      progress.println("filling a vault with " + setup.memories() + " memories");
      if (has(Part.STORE)) {
        figures.addAll(StoreBench.run(vault, setup.memories()));
      } else {
        vault.fill(setup.memories(), FILL_BATCH);
      }
      progress.println("waiting for indexes to be built");
      way = vault.settle();
      measure(vault, emptyHeap, figures, progress);
    }
    return new FigureTable(
        setting(way), setup.peers() ? compared(figures, corpus, progress) : figures);
  }

  private void measure(
      LoadedVault vault, long emptyHeap, List<Figure> figures, PrintStream progress) {
    if (has(Part.RECALL)) {
      progress.println("recalling");
      figures.addAll(RecallBench.run(vault));
    }
    if (has(Part.FOOTPRINT)) {
      figures.addAll(FootprintBench.run(vault, emptyHeap));
    }
    if (has(Part.OPEN)) {
      progress.println("opening");
      figures.addAll(OpenBench.run(vault));
    }
    if (has(Part.MIXED)) {
      progress.println("reading and writing for twice " + setup.seconds() + " s");
      figures.addAll(MixedBench.run(vault, setup.seconds()));
    }
    if (has(Part.ERASE)) {
      progress.println("erasing");
      figures.addAll(EraseBench.run(vault));
    }
  }

  private List<Figure> compared(
      List<Figure> figures, SyntheticCorpus corpus, PrintStream progress) {
    progress.println("running peers");
    var peers = new Peers(corpus, setup.memories());
    if (has(Part.STORE) || has(Part.RECALL) || has(Part.FOOTPRINT)) {
      peers.lucene();
    }
    if (has(Part.RECALL) || has(Part.FOOTPRINT)) {
      peers.inMemory();
    }
    if (has(Part.STORE)) {
      setup
          .stockDriver()
          .ifPresentOrElse(
              driver -> peers.sqlite(driver, setup.memories()),
              () -> progress.println("no stock SQLite driver in target/peers: left out"));
    }
    return peers.beside(figures);
  }

  private boolean has(Part part) {
    return setup.parts().contains(part);
  }

  private Map<String, String> setting(String way) {
    Map<String, String> setting = Machine.describe();
    setting.put(
        "corpus", setup.memories() + " memories, 384 dimensions, 10 agents with a tenth each");
    setting.put("semantic", "all-visible searches were done by " + way);
    setting.put("seed", Long.toString(setup.seed()));
    return setting;
  }
}
