package dev.engram.cli.measure;

import dev.engram.bench.capture.CaptureBenchJob;
import dev.engram.bench.figure.FigureTable;
import dev.engram.bench.jmh.KernelJob;
import dev.engram.bench.load.BenchJob;
import dev.engram.bench.load.BenchSetup;
import dev.engram.bench.load.BenchSetup.Part;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code engram bench}: how fast and how large Engram is. For one thread. */
@Command(
    name = "bench",
    subcommands = {BenchVectorsCommand.class, BenchThiefCommand.class},
    synopsisSubcommandLabel = "[COMMAND]",
    description = {
      "Measures how fast and how large Engram is, on generated memories.",
      "",
      "PART is one or more of: store (durable writes), recall (latency for an agent that sees a",
      "tenth, and for one that sees all), open (from a closed vault to the first answer),",
      "footprint (memory and disk), mixed (eight readers and a writer), seal (30 %% of memories",
      "sealed beside none), erase (memories taken out for good), all; or, alone,",
      "kernels (micro-benchmarks) and capture (what it costs to read what is remembered). Peers run"
          + " on the same memories and stand beside Engram's figures.",
      "",
      "bench vectors and bench thief have options of their own: see their --help.",
      ""
    })
public final class BenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** Required unless the command below this one is called, which picocli cannot say. */
  @Parameters(
      arity = "0..*",
      paramLabel = "PART",
      description =
          "store, recall, open, footprint, mixed, seal, erase, all, or kernels or capture.")
  private List<String> parts = List.of();

  @Option(
      names = "--memories",
      paramLabel = "N",
      description = "How many memories the vault holds; 10000 by default.")
  private int memories = 10_000;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of the memories; 1 by default.")
  private long seed = 1;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "How long mixed reads, without and with a writer; 60 by default.")
  private int seconds = 60;

  @Option(names = "--no-peers", description = "Leaves the peers out.")
  private boolean noPeers;

  @Option(
      names = "--stock-driver",
      paramLabel = "JAR",
      description = "The stock SQLite driver; by default what the build left in target/peers.")
  private Optional<Path> stockDriver = Optional.empty();

  @Option(
      names = "--turns",
      paramLabel = "FILE",
      description = "For capture: turns.jsonl of a memory set; by default the project's dialogues.")
  private Path turns = CaptureBenchJob.ownDialogues();

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Override
  public Integer call() {
    if (parts.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "Missing required parameter: 'PART'");
    }
    if (parts.equals(List.of("kernels"))) {
      new KernelJob(Optional.empty()).run();
      return 0;
    }
    FigureTable table =
        parts.equals(List.of("capture"))
            ? new CaptureBenchJob(turns).run(System.err)
            : new BenchJob(setup()).run(System.err);
    if (json) {
      System.out.println(table.json());
    } else {
      table.print(System.out);
    }
    return 0;
  }

  private BenchSetup setup() {
    try {
      return new BenchSetup(
          wanted(), memories, seed, seconds, !noPeers, stockDriver.or(BenchJob::builtDriver));
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(
          spec.commandLine(), Optional.ofNullable(wrong.getMessage()).orElse("wrong value"), wrong);
    }
  }

  private Set<Part> wanted() {
    var wanted = EnumSet.noneOf(Part.class);
    for (String part : parts) {
      if (part.equals("all")) {
        wanted.addAll(EnumSet.allOf(Part.class));
      } else {
        wanted.add(Part.valueOf(part.toUpperCase(Locale.ROOT)));
      }
    }
    return wanted;
  }
}
