package dev.engram.cli.measure;

import dev.engram.bench.eval.EvalJob;
import dev.engram.bench.eval.EvalSetup;
import dev.engram.config.RecallOptions;
import dev.engram.query.RerankStrategy;
import dev.engram.query.Reranking;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code engram eval}: how well Engram recalls, on a labelled set. For one thread. */
@Command(
    name = "eval",
    subcommands = {
      EvalTemporalCommand.class,
      EvalFactsCommand.class,
      EvalUpdatesCommand.class,
      EvalJunkCommand.class,
      EvalAnswerableCommand.class,
      EvalWorkingCommand.class,
      EvalTuneCommand.class,
      EvalPiiCommand.class,
      EvalInjectionCommand.class,
    },
    synopsisSubcommandLabel = "[COMMAND]",
    description = {
      "Measures how well Engram recalls, on a labelled set.",
      "",
      "SET_DIR holds turns.jsonl and queries.jsonl (a memory set), or corpus.jsonl, queries.jsonl",
      "and qrels.tsv (BEIR's layout). The set is remembered in a temporary encrypted vault and",
      "every question is asked. Results go to standard output, progress to standard error.",
      "Vectors are kept between runs, outside the project, so that the second run takes seconds.",
      ""
    })
public final class EvalCommand implements Callable<Integer> {
  private static final EvalSetup DEFAULTS = EvalSetup.defaults();
  private static final RecallOptions RECALL = RecallOptions.defaults();

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Required unless one of the commands below this one is called, which picocli cannot say. */
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "SET_DIR",
      description = "The set's folder.")
  private Optional<Path> set = Optional.empty();

  @Option(
      names = "--run",
      paramLabel = "OUT.tsv",
      description = "Writes what was recalled: question, text, rank, score.")
  private Optional<Path> run = Optional.empty();

  @Option(
      names = "--ablate",
      description = "Asks again with each signal off in turn; prints a Markdown table.")
  private boolean ablate;

  @Option(
      names = "--budgets",
      description = "Asks within 256 to 2,048 tokens too; prints how much evidence is left.")
  private boolean budgets;

  @Option(
      names = "--rerank",
      paramLabel = "STRATEGY[:LAMBDA]",
      description = "none, reciprocal_rank, mmr or reciprocal_rank_then_mmr; none by default.")
  private String rerank = "none";

  @Option(
      names = "--embedder",
      paramLabel = "bge|minilm|none",
      description = "The embedding model; bge by default.")
  private String embedder = "bge";

  @Option(
      names = "--part-tokens",
      paramLabel = "N",
      description = "The most tokens one vector stands for; 512 by default.")
  private int partTokens = DEFAULTS.partTokens();

  @Option(
      names = "--overlap",
      paramLabel = "N",
      description = "How many tokens neighbouring parts share; 32 by default.")
  private int overlap = DEFAULTS.overlapTokens();

  @Option(names = "--no-instruction", description = "Embeds questions without an instruction.")
  private boolean noInstruction;

  @Option(names = "--no-dedup", description = "Stores restatements again.")
  private boolean noDedup;

  @Option(
      names = "--words",
      paramLabel = "F",
      description = "Multiplies what words count for; 0 turns them off.")
  private double words = 1;

  @Option(
      names = "--meaning",
      paramLabel = "F",
      description = "Multiplies what meaning counts for; 0 turns it off.")
  private double meaning = 1;

  @Option(
      names = "--candidates",
      paramLabel = "N",
      description = "How many memories each signal proposes.")
  private int candidates = RECALL.candidates();

  @Option(names = "--no-neighbours", description = "Judges each turn by its own words alone.")
  private boolean noNeighbours;

  @Option(names = "--rrf", description = "Fuses by reciprocal ranks.")
  private boolean reciprocalRanks;

  @Option(
      names = "--after-capture",
      description = "Looks for facts and the rest in what is remembered; otherwise words alone.")
  private boolean afterCapture;

  @Option(
      names = "--repeat",
      paramLabel = "N",
      description = "Remembers each conversation N times over, and counts what is then there.")
  private int repeats = 1;

  @Option(names = "--json", description = "Prints one JSON object instead of tables.")
  private boolean json;

  @Option(names = "--no-facts", description = "Facts do not speak for their episodes.")
  private boolean noFacts;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of the intervals; 1 by default.")
  private long seed = 1;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "Where vectors are kept; by default under the user's cache folder.")
  private Path cache = DEFAULTS.cache();

  @Override
  public Integer call() {
    Path folder =
        set.orElseThrow(() ->
            new ParameterException(spec.commandLine(), "give SET_DIR, or one of the commands"));
    try {
      var job = new EvalJob(folder, run, ablate, budgets, setup(), seed, json);
      job.run(System.out, System.err);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(
          spec.commandLine(), Optional.ofNullable(wrong.getMessage()).orElse("wrong value"), wrong);
    }
    return 0;
  }

  private EvalSetup setup() {
    EvalSetup setup =
        DEFAULTS
            .withEmbedder(EvalSetup.Model.valueOf(embedder.toUpperCase(Locale.ROOT)))
            .withParts(partTokens, overlap)
            .withRecall(recall())
            .withRepeats(repeats)
            .withCache(cache);
    setup = afterCapture ? setup.withCapture() : setup;
    setup = noInstruction ? setup.withoutInstruction() : setup;
    return noDedup ? setup.withoutDedup() : setup;
  }

  private RecallOptions recall() {
    RecallOptions recall = RECALL.withWeights(words, meaning).withCandidates(candidates);
    recall = recall.withReranking(reranking());
    recall = noFacts ? recall.withoutFacts() : recall;
    recall = noNeighbours ? recall.withoutNeighbours() : recall;
    return reciprocalRanks ? recall.withFusion(RecallOptions.Fusion.RECIPROCAL_RANK) : recall;
  }

  private Reranking reranking() {
    String[] parts = rerank.split(":", 2);
    var how = Reranking.by(RerankStrategy.valueOf(parts[0].toUpperCase(Locale.ROOT)));
    return parts.length == 1 ? how : how.withLambda(Double.parseDouble(parts[1]));
  }
}
