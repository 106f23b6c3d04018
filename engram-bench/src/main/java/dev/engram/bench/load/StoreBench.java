package dev.engram.bench.load;

import dev.engram.bench.figure.Figure;
import dev.engram.bench.figure.Latencies;
import dev.engram.bench.figure.Unit;
import dev.engram.memory.Turn;
import java.util.ArrayList;
import java.util.List;

/**
 * Fills the vault and measures how fast: each call returns when its memories are durable. Batches
 * of 500 for all but the end, then one of a twentieth of the corpus, at most 5,000, then single
 * ones.
 */
final class StoreBench {
  private static final int BATCH = 500;
  private static final int MOST_SINGLE = 500;

  private StoreBench() {}

  static List<Figure> run(LoadedVault vault, int memories) {
    int large = Math.min(5_000, memories / 20);
    int last = Math.min(MOST_SINGLE, memories / 10);
    var batched = new Latencies();
    while (vault.held() < memories - large - last) {
      int count = Math.min(BATCH, memories - large - last - vault.held());
      long took = timed(vault, vault.next(count));
      batched.add(took / count);
    }
    double inOne = large * 1e9 / timed(vault, vault.next(large));
    var single = new Latencies();
    for (Turn turn : vault.next(last)) {
      single.add(timed(vault, List.of(turn)));
    }
    var figures = new ArrayList<Figure>();
    figures.add(
        Figure.of("store", "one at a time", Unit.PER_SECOND, single.perSecond()).promised(500));
    figures.add(Figure.of("store", "one at a time, p50", Unit.MILLIS, single.millis(0.5)));
    figures.add(Figure.of("store", "one at a time, p99", Unit.MILLIS, single.millis(0.99)));
    figures.add(
        Figure.of("store", "batches of 500", Unit.PER_SECOND, batched.perSecond()).promised(8_000));
    figures.add(Figure.of("store", "one batch of " + large, Unit.PER_SECOND, inOne));
    return figures;
  }

  private static long timed(LoadedVault vault, List<Turn> turns) {
    long began = System.nanoTime();
    vault.memory().remember(turns, LoadedVault.host());
    return System.nanoTime() - began;
  }
}
