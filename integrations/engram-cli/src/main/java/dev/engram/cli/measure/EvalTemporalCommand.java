package dev.engram.cli.measure;

import dev.engram.bench.temporal.TemporalEvalJob;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code engram eval temporal}: how many temporal expressions are resolved. For one thread. */
@Command(
    name = "temporal",
    description = {
      "Measures how many temporal expressions are found and resolved.",
      "",
      "FILE is labelled in the layout of Recognizers-Text's test files: an array of objects with",
      "Input, Context.ReferenceDateTime and Results. An expression counts as resolved if what is",
      "found there is of its type and its likeliest reading is a labelled value.",
      ""
    })
public final class EvalTemporalCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "FILE", description = "The labelled file.")
  private Path file = Path.of("");

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Override
  public Integer call() {
    try {
      new TemporalEvalJob(file, json).run(System.out);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(
          spec.commandLine(), Optional.ofNullable(wrong.getMessage()).orElse("wrong value"), wrong);
    }
    return 0;
  }
}
