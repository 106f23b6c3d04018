package dev.engram.cli.measure;

import dev.engram.bench.facts.FactsEvalJob;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code engram eval facts}: which facts capture finds in dialogues. For one thread. */
@Command(
    name = "facts",
    description = {
      "Measures which facts capture finds in dialogues, and how many of them are true.",
      "",
      "DIR holds dialogues with hand-listed facts (docs/formats/fact-corpus.md).",
      ""
    })
public final class EvalFactsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "DIR", description = "The folder of dialogues.")
  private Path dir = Path.of("");

  @Option(names = "--json", description = "Prints figures as JSON.")
  private boolean json;

  @Option(names = "--dump", description = "Prints every extracted fact instead, tab-separated.")
  private boolean dump;

  @Option(names = "--misses", description = "Prints what was missed and what is not listed.")
  private boolean misses;

  @Override
  public Integer call() {
    try {
      var job = new FactsEvalJob(dir, json);
      if (dump) {
        job.dump(System.out);
      } else if (misses) {
        job.misses(System.out);
      } else {
        job.run(System.out);
      }
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(
          spec.commandLine(), Optional.ofNullable(wrong.getMessage()).orElse("wrong value"), wrong);
    }
    return 0;
  }
}
