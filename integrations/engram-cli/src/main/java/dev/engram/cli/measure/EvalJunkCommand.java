package dev.engram.cli.measure;

import dev.engram.bench.junk.JunkEvalJob;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code engram eval junk}: which turns get the importance floor. For one thread. */
@Command(
    name = "junk",
    description = {
      "Measures which turns get the importance floor, on a labelled set.",
      "",
      "SET_DIR holds turns.jsonl and queries.jsonl. Turns that a question needs should not get it.",
      ""
    })
public final class EvalJunkCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "SET_DIR", description = "The set's folder.")
  private Path set = Path.of("");

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    try {
      new JunkEvalJob(set, json).run(System.out);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(
          spec.commandLine(), Optional.ofNullable(wrong.getMessage()).orElse("wrong value"), wrong);
    }
    return 0;
  }
}
