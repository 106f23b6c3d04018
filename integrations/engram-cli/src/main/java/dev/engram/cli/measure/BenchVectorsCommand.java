package dev.engram.cli.measure;

import dev.engram.bench.figure.GridReport;
import dev.engram.bench.vectors.VectorBenchJob;
import dev.engram.bench.vectors.VectorSetup;
import dev.engram.bench.vectors.VectorSetup.Part;
import dev.engram.bench.vectors.soak.SoakJob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code engram bench vectors}: vector indexes side by side. For one thread. */
@Command(
    name = "vectors",
    description = {
      "Measures vector indexes side by side, on embeddings of texts and mixtures of them.",
      "",
      "Recall is compared with exact answers. Peers try harder until they reach the recall that",
      "the design asks for. Without --texts the vectors are synthetic, and the table says so.",
      ""
    })
public final class BenchVectorsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--n", paramLabel = "N", description = "How many vectors; 100000 by default.")
  private int size = 100_000;

  @Option(
      names = "--dim",
      paramLabel = "D",
      description = "Dimension of synthetic vectors, and what texts' must be; 384 by default.")
  private int dimension = 384;

  @Option(
      names = "--queries",
      paramLabel = "N",
      description = "How many vectors are held out to search for; 200 by default.")
  private int queries = 200;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of it all; 1 by default.")
  private long seed = 1;

  @Option(
      names = "--texts",
      paramLabel = "PLACE",
      description =
          "A file or folder of .jsonl, .txt or .md whose texts are embedded (BGE small), through"
              + " the cache of engram eval; may be repeated.")
  private List<Path> texts = List.of();

  @Option(names = "--peers", description = "Runs the peers as well.")
  private boolean peers;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description = "Names of indexes or peers, as the table has them; all by default.")
  private List<String> only = List.of();

  @Option(
      names = "--parts",
      paramLabel = "PART",
      split = ",",
      description = "search, open, insert, churn, codes, vault; all by default.")
  private List<String> parts = List.of();

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "How long inserts beside searches are measured; 5 by default.")
  private int seconds = 5;

  @Option(
      names = "--export",
      paramLabel = "DIR",
      description = "Writes vectors and exact answers for programs outside of Java.")
  private Optional<Path> export = Optional.empty();

  @Option(
      names = "--soak",
      paramLabel = "MINUTES",
      description =
          "Instead: inserts, deletes, searches and swaps at once on the index that the engine uses,"
              + " or on the one named by --only.")
  private Optional<Double> soak = Optional.empty();

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Override
  public Integer call() {
    try {
      if (soak.isPresent()) {
        return soak();
      }
      print(new VectorBenchJob(setup()).run(System.err));
      return 0;
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(
          spec.commandLine(), Optional.ofNullable(wrong.getMessage()).orElse("wrong value"), wrong);
    }
  }

  private int soak() {
    Duration time = Duration.ofMillis(Math.round(60_000 * soak.orElseThrow()));
    SoakJob.Outcome outcome = new VectorBenchJob(setup()).soak(time, System.err);
    print(outcome.report());
    outcome.faults().first().ifPresent(Throwable::printStackTrace);
    return outcome.faults().counts().isEmpty() ? 0 : 1;
  }

  private void print(GridReport report) {
    if (json) {
      System.out.println(report.json());
    } else {
      report.print(System.out);
    }
  }

  private VectorSetup setup() {
    return new VectorSetup(
        size, dimension, queries, seed, texts, peers, only, wanted(), seconds, export);
  }

  private Set<Part> wanted() {
    if (parts.isEmpty()) {
      return EnumSet.allOf(Part.class);
    }
    var wanted = EnumSet.noneOf(Part.class);
    for (String name : parts) {
      wanted.add(
          Stream.of(Part.values())
              .filter(part -> part.name().equalsIgnoreCase(name))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException("unknown part \"" + name + "\"")));
    }
    return wanted;
  }
}
