package dev.engram.cli.measure;

import dev.engram.bench.eval.EvalSetup;
import dev.engram.bench.eval.TuneJob;
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

/** {@code engram eval tune}: weights of all signals, fitted on labelled sets. For one thread. */
@Command(
    name = "tune",
    description = {
      "Fits the weights of all signals on labelled sets together.",
      "",
      "Each set counts the same. Prints figures of the weights in use, of those fitted on all",
      "questions, and out of fold: each conversation ranked by weights fitted on others. Then the",
      "same without each signal, and the weights as lines of the defaults.",
      ""
    })
public final class EvalTuneCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "1..*",
      paramLabel = "SET_DIR",
      description = "The sets' folders, or files that --lessons wrote.")
  private List<Path> sets = List.of();

  @Option(names = "--seed", paramLabel = "N", description = "Deals the folds; 1 by default.")
  private long seed = 1;

  @Option(names = "--folds", paramLabel = "K", description = "How many folds; 5 by default.")
  private int folds = 5;

  @Option(names = "--each", description = "Fits without each signal in turn; takes long.")
  private boolean each;

  @Option(
      names = "--lessons",
      paramLabel = "OUT.tsv",
      description = "Writes what each signal says of each candidate.")
  private Optional<Path> lessons = Optional.empty();

  @Override
  public Integer call() {
    try {
      var job = new TuneJob(sets, EvalSetup.defaults().withCapture(), folds, seed, each, lessons);
      job.run(System.out, System.err);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(
          spec.commandLine(), Optional.ofNullable(wrong.getMessage()).orElse("wrong value"), wrong);
    }
    return 0;
  }
}
