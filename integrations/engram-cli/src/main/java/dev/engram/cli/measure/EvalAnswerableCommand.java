package dev.engram.cli.measure;

import dev.engram.bench.answerable.AnswerableEvalJob;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code engram eval answerable}: whether Engram knows what it does not know. For one thread. */
@Command(
    name = "answerable",
    description = {
      "Measures whether questions that nothing answers are told from those that something does.",
      "",
      "SET_DIR holds turns.jsonl and queries.jsonl. Questions without gold turns have no answer;",
      "every question is also asked of a conversation that it does not belong to. Figures are",
      "cross-validated over conversations.",
      ""
    })
public final class EvalAnswerableCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      index = "0..*",
      arity = "1..*",
      paramLabel = "SET_DIR",
      description = "The sets' folders.")
  private List<Path> sets = List.of();

  @Option(
      names = "--fit",
      paramLabel = "OUT.tsv",
      description = "Writes weights and thresholds fitted on all of the sets.")
  private Optional<Path> fit = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of the confidence intervals; 1 by default.")
  private long seed = 1;

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    try {
      new AnswerableEvalJob(sets, fit, seed, json).run(System.out, System.err);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(
          spec.commandLine(), Optional.ofNullable(wrong.getMessage()).orElse("wrong value"), wrong);
    }
    return 0;
  }
}
