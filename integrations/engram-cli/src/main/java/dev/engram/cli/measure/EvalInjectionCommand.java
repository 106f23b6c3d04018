package dev.engram.cli.measure;

import dev.engram.bench.injection.InjectionEvalJob;
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

/** {@code engram eval injection}: how well injections are told. For one thread. */
@Command(
    name = "injection",
    description = {
      "Measures how well injections are told from honest texts.",
      "",
      "FILE holds a JSON object a line: text, and label, which is 1 for an injection.",
      ""
    })
public final class EvalInjectionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "FILE", description = "The labelled texts.")
  private Path file = Path.of("");

  @Option(
      names = "--turns",
      paramLabel = "SET_DIR",
      description = "Also counts what is flagged of a memory set's turns. May be repeated.")
  private List<Path> sets = new ArrayList<>();

  @Option(
      names = "--train",
      paramLabel = "OUT.bin",
      description = "Fits the model first, cross-validates, and writes it.")
  private Optional<Path> train = Optional.empty();

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    try {
      new InjectionEvalJob(file, sets, train, json).run(System.out);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(
          spec.commandLine(), Optional.ofNullable(wrong.getMessage()).orElse("wrong value"), wrong);
    }
    return 0;
  }
}
