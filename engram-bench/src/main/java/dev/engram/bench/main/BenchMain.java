package dev.engram.bench.main;

import dev.engram.bench.eval.EvalJob;
import dev.engram.bench.eval.EvalSetup;
import dev.engram.bench.eval.EvalSetup.Model;
import dev.engram.bench.figure.FigureTable;
import dev.engram.bench.jmh.KernelJob;
import dev.engram.bench.load.BenchJob;
import dev.engram.bench.load.BenchSetup;
import dev.engram.config.RecallOptions;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;

/** Runs measurements without the {@code engram} command. */
public final class BenchMain {
  private BenchMain() {}

  /** Runs one; exits with 2 when the arguments are wrong. */
  public static void main(String[] args) {
    try {
      run(Arguments.parse(args));
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage());
      System.exit(2);
    }
  }

  private static void run(Arguments arguments) {
    String command = arguments.word(0, "a command: eval, bench or kernels");
    switch (command) {
      case "eval" -> eval(arguments).run(System.out, System.err);
      case "bench" -> bench(arguments);
      case "kernels" -> new KernelJob(arguments.value("only")).run();
      default -> throw new IllegalArgumentException("unknown command " + command);
    }
  }

  private static void bench(Arguments arguments) {
    var parts = EnumSet.noneOf(BenchSetup.Part.class);
    for (String name : arguments.word(1, "parts, such as store,recall or all").split(",", -1)) {
      parts.addAll(
          name.equals("all")
              ? EnumSet.allOf(BenchSetup.Part.class)
              : EnumSet.of(BenchSetup.Part.valueOf(name.toUpperCase(Locale.ROOT))));
    }
    var setup =
        new BenchSetup(
            parts,
            arguments.number("memories", 10_000),
            arguments.number("seed", 1L),
            arguments.number("seconds", 60),
            !arguments.flag("no-peers"),
            arguments.value("stock-driver").map(Path::of).or(BenchJob::builtDriver));
    FigureTable table = new BenchJob(setup).run(System.err);
    if (arguments.flag("json")) {
      System.out.println(table.json());
    } else {
      table.print(System.out);
    }
  }

  private static EvalJob eval(Arguments arguments) {
    var defaults = EvalSetup.defaults();
    var setup =
        defaults
            .withEmbedder(
                arguments
                    .value("embedder")
                    .map(name -> Model.valueOf(name.toUpperCase(Locale.ROOT)))
                    .orElse(defaults.embedder()))
            .withParts(
                arguments.number("part-tokens", defaults.partTokens()),
                arguments.number("overlap", defaults.overlapTokens()))
            .withRecall(recall(arguments, defaults.recall()))
            .withCache(arguments.value("cache").map(Path::of).orElse(defaults.cache()));
    setup = arguments.flag("no-instruction") ? setup.withoutInstruction() : setup;
    setup = arguments.flag("no-dedup") ? setup.withoutDedup() : setup;
    setup = arguments.flag("after-capture") ? setup.withCapture() : setup;
    setup = setup.withRepeats(arguments.number("repeat", setup.repeats()));
    return new EvalJob(
        Path.of(arguments.word(1, "the set's folder")),
        arguments.value("run").map(Path::of),
        arguments.flag("ablate"),
        arguments.flag("budgets"),
        setup,
        arguments.number("seed", 1L),
        arguments.flag("json"));
  }

  private static RecallOptions recall(Arguments arguments, RecallOptions defaults) {
    RecallOptions recall =
        defaults
            .withWeights(arguments.number("words", 1.0), arguments.number("meaning", 1.0))
            .withCandidates(arguments.number("candidates", defaults.candidates()));
    recall = arguments.flag("no-neighbours") ? recall.withoutNeighbours() : recall;
    return arguments.flag("rrf") ? recall.withFusion(RecallOptions.Fusion.RECIPROCAL_RANK) : recall;
  }
}
