package dev.engram.bench.load;

import dev.engram.bench.figure.Figure;
import dev.engram.bench.figure.Latencies;
import dev.engram.bench.figure.Unit;
import dev.engram.bench.synthetic.SyntheticCorpus;
import dev.engram.query.Query;
import dev.engram.scope.Principal;
import java.util.List;
import java.util.SplittableRandom;

/** Hydrated hybrid recall of ten memories, by one caller, after a warm-up. */
final class RecallBench {
  private static final int MOST_QUESTIONS = 1_000;

  private RecallBench() {}

  static List<Figure> run(LoadedVault vault) {
    Latencies own = measure(vault, true);
    Latencies all = measure(vault, false);
    return List.of(
        Figure.of("recall", "own tenth, p50", Unit.MILLIS, own.millis(0.5)).promised(2),
        Figure.of("recall", "own tenth, p99", Unit.MILLIS, own.millis(0.99)).promised(10),
        Figure.of("recall", "all visible, p50", Unit.MILLIS, all.millis(0.5)),
        Figure.of("recall", "all visible, p99", Unit.MILLIS, all.millis(0.99)));
  }

  private static Latencies measure(LoadedVault vault, boolean own) {
    var random = new SplittableRandom(vault.corpus().seed());
    var latencies = new Latencies();
    int questions = Math.min(MOST_QUESTIONS, vault.held() / 10);
    int warmUp = questions / 2;
    for (int i = 0; i < warmUp + questions; i++) {
      Query query = Query.of(vault.corpus().question(random.nextInt(vault.held())));
      Principal principal =
          own ? LoadedVault.agent(i % SyntheticCorpus.AGENTS) : LoadedVault.host();
      long began = System.nanoTime();
      int hits = vault.memory().recall(query, principal).hits().size();
      long took = System.nanoTime() - began;
      if (hits == 0) {
        throw new IllegalStateException("a question over the corpus was answered with nothing");
      }
      if (i >= warmUp) {
        latencies.add(took);
      }
    }
    return latencies;
  }
}
