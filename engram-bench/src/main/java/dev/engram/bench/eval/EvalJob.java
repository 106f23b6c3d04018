package dev.engram.bench.eval;

import dev.engram.bench.embed.CachedEmbedder;
import dev.engram.bench.eval.Evaluation.Outcome;
import dev.engram.spi.Embedder;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Evaluates Engram on a set: the {@code eval} command.
 *
 * @param set the set's folder
 * @param run where the run is written, if it is
 * @param ablate whether each signal is turned off in turn
 * @param budgets whether each question is asked within token budgets too
 * @param setup how the set is ingested and asked
 * @param seed of the confidence intervals
 * @param json whether the results are one JSON object instead of tables
 */
public record EvalJob(
    Path set,
    Optional<Path> run,
    boolean ablate,
    boolean budgets,
    EvalSetup setup,
    long seed,
    boolean json) {

  /**
   * Runs.
   *
   * @param out takes the results
   * @param progress takes everything else
   */
  public void run(PrintStream out, PrintStream progress) {
    LabelledSet labelled = SetFiles.read(set);
    var steps = new Progress(progress);
    Optional<CachedEmbedder> model = Models.open(setup, steps::embedded);
    try {
      evaluate(labelled, () -> model.map(CachedEmbedder::lease), steps, out);
    } finally {
      model.ifPresent(CachedEmbedder::close);
    }
  }

  private void evaluate(
      LabelledSet labelled,
      Supplier<Optional<Embedder>> embedder,
      Progress steps,
      PrintStream out) {
    try (var evaluation = new Evaluation(labelled, setup, budgets, embedder, steps)) {
      Outcome outcome = evaluation.ingestAndAsk();
      run.ifPresent(file -> outcome.run().write(file));
      if (json) {
        out.println(JsonReport.of(labelled, outcome));
        return;
      }
      Report.print(labelled, outcome, out);
      if (ablate) {
        var rows = new ArrayList<AblationTable.Row>();
        rows.add(new AblationTable.Row("all", Scores.of(labelled, outcome.run())));
        for (Ablation ablation : Ablation.of(setup.recall())) {
          Run without = without(ablation, labelled, embedder, steps, evaluation);
          rows.add(new AblationTable.Row(ablation.name(), Scores.of(labelled, without)));
        }
        out.println();
        out.print(new AblationTable(labelled.kind(), Bootstrap.seeded(seed)).markdown(rows));
      }
    }
  }

  private Run without(
      Ablation ablation,
      LabelledSet labelled,
      Supplier<Optional<Embedder>> embedder,
      Progress steps,
      Evaluation ingested) {
    boolean timed = labelled.questions().stream().anyMatch(q -> q.visible().isPresent());
    if (!timed) {
      return ingested.askAgain(ablation.options()).run();
    }
    EvalSetup other = setup.withRecall(ablation.options());
    try (var anew = new Evaluation(labelled, other, false, embedder, steps)) {
      return anew.ingestAndAsk().run();
    }
  }

  /** The names of all ablations, in order. */
  public static List<String> ablations() {
    return Ablation.of(EvalSetup.defaults().recall()).stream().map(Ablation::name).toList();
  }
}
