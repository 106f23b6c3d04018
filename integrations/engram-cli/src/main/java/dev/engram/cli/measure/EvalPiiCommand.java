package dev.engram.cli.measure;

import dev.engram.bench.personal.PersonalEvalJob;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code engram eval pii}: how well personal data is found. For one thread. */
@Command(
    name = "pii",
    description = {
      "Measures how well personal data is found, on texts with labelled spans.",
      "",
      "FILE is a JSON array of texts with spans, in the layout of presidio-research. A span is",
      "found if a finding of the same type overlaps it.",
      ""
    })
public final class EvalPiiCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "FILE", description = "The labelled texts.")
  private Path file = Path.of("");

  @Option(
      names = "--turns",
      paramLabel = "SET_DIR",
      description = "Also counts what is found in a memory set's turns. May be repeated.")
  private List<Path> sets = new ArrayList<>();

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    try {
      new PersonalEvalJob(file, sets, json).run(System.out);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(
          spec.commandLine(), Optional.ofNullable(wrong.getMessage()).orElse("wrong value"), wrong);
    }
    return 0;
  }
}
