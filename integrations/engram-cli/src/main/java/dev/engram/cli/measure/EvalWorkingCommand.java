package dev.engram.cli.measure;

import dev.engram.bench.figure.FigureTable;
import dev.engram.bench.working.WorkingEvalJob;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code engram eval working}: what a conversation adds to recall. For one thread. */
@Command(
    name = "working",
    description = {
      "Measures what a conversation adds to recall, on a labelled set of conversations: whether",
      "changes of topic are noticed, what momentum does to follow-up questions, and how often a",
      "look ahead serves.",
      "",
      "SET_DIR holds turns.jsonl and queries.jsonl.",
      ""
    })
public final class EvalWorkingCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "SET_DIR", description = "The set's folder.")
  private Path set = Path.of("");

  @Option(
      names = "--talks",
      paramLabel = "N",
      description = "Takes the first N conversations; all by default.")
  private int talks = Integer.MAX_VALUE;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of what is drawn; 1 by default.")
  private long seed = 1;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Override
  public Integer call() {
    FigureTable table;
    try {
      table = new WorkingEvalJob(set, talks, seed).run(System.err);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(
          spec.commandLine(), Optional.ofNullable(wrong.getMessage()).orElse("wrong value"), wrong);
    }
    if (json) {
      System.out.println(table.json());
    } else {
      table.print(System.out);
    }
    return 0;
  }
}
