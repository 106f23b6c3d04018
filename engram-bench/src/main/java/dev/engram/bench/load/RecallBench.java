package dev.engram.bench.load;

import dev.engram.bench.figure.Figure;
import dev.engram.bench.figure.Latencies;
import dev.engram.bench.figure.Unit;
import dev.engram.bench.synthetic.SyntheticCorpus;
import dev.engram.query.Query;
import dev.engram.query.Recall;
import dev.engram.query.Trace;
import dev.engram.scope.Principal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Hydrated hybrid recall of ten memories, by one caller, after a warm-up. */
final class RecallBench {
  private static final int MOST_QUESTIONS = 1_000;

  private RecallBench() {}

  static List<Figure> run(LoadedVault vault) {
    var figures = new ArrayList<Figure>();
    Measured own = measure(vault, true);
    figures.add(
        Figure.of("recall", "own tenth, p50", Unit.MILLIS, own.whole.millis(0.5)).promised(2));
    figures.add(
        Figure.of("recall", "own tenth, p99", Unit.MILLIS, own.whole.millis(0.99)).promised(10));
    figures.addAll(own.figures("own tenth"));
    Measured all = measure(vault, false);
    figures.add(Figure.of("recall", "all visible, p50", Unit.MILLIS, all.whole.millis(0.5)));
    figures.add(Figure.of("recall", "all visible, p99", Unit.MILLIS, all.whole.millis(0.99)));
    figures.addAll(all.figures("all visible"));
    return figures;
  }

  /**
   * What was measured.
   *
   * @param whole of whole recalls
   * @param stages of each stage, in the order of their appearance
   */
  private record Measured(Latencies whole, Map<String, Latencies> stages) {
    List<Figure> figures(String who) {
      var figures = new ArrayList<Figure>();
      stages.forEach((stage, took) ->
          figures.add(
              Figure.of("recall", who + ", " + stage + ", p50", Unit.MILLIS, took.millis(0.5))));
      return figures;
    }
  }

  private static Measured measure(LoadedVault vault, boolean own) {
    var random = new SplittableRandom(vault.corpus().seed());
    var latencies = new Latencies();
    var stages = new LinkedHashMap<String, Latencies>();
    int questions = Math.min(MOST_QUESTIONS, vault.held() / 10);
    int warmUp = questions / 2;
    for (int i = 0; i < warmUp + questions; i++) {
      Query query = Query.of(vault.corpus().question(random.nextInt(vault.held())));
      Principal principal =
          own ? LoadedVault.agent(i % SyntheticCorpus.AGENTS) : LoadedVault.host();
      long began = System.nanoTime();
      Recall recall = vault.memory().recall(query, principal);
      long took = System.nanoTime() - began;
      if (recall.hits().isEmpty()) {
        throw new IllegalStateException("a question over the corpus was answered with nothing");
      }
      if (i >= warmUp) {
        latencies.add(took);
        for (Trace.Stage stage : recall.trace().stages()) {
          stages
              .computeIfAbsent(stage.name(), first -> new Latencies())
              .add(stage.took().toNanos());
        }
      }
    }
    return new Measured(latencies, stages);
  }
}
