package dev.engram.cli.measure;

import dev.engram.bench.facts.UpdatesEvalJob;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code engram eval updates}: what becomes of facts that meet earlier ones. For one thread. */
@Command(
    name = "updates",
    description = {
      "Measures which facts are merged, closed or left standing as they should be.",
      "",
      "DIR holds dialogues with listed facts and relations (docs/formats/fact-corpus.md).",
      ""
    })
public final class EvalUpdatesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "DIR", description = "The folder of dialogues.")
  private Path dir = Path.of("");

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    try {
      new UpdatesEvalJob(dir, json).run(System.out);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(
          spec.commandLine(), Optional.ofNullable(wrong.getMessage()).orElse("wrong value"), wrong);
    }
    return 0;
  }
}
