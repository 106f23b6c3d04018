package dev.engram.bench.eval;

import dev.engram.bench.embed.CachedEmbedder;
import dev.engram.bench.tune.CrossValidation;
import dev.engram.bench.tune.Lesson;
import dev.engram.bench.tune.RankingFit;
import dev.engram.config.RecallOptions;
import dev.engram.config.Signal;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Fits the weights of all signals on some sets together: the {@code eval tune} command.
 *
 * @param sets their folders, or files of lessons that were written before
 * @param setup how they are ingested and asked
 * @param folds how many parts the conversations are dealt to
 * @param seed of the dealing
 * @param each whether it is also fitted without each signal in turn, which takes long
 * @param written where the lessons are written, if they are
 */
public record TuneJob(
    List<Path> sets, EvalSetup setup, int folds, long seed, boolean each, Optional<Path> written) {
  private static final Signal[] SIGNALS = Signal.values();

  /** A weight too small to matter, so that a signal is computed. */
  private static final double NOTHING = 1e-9;

  /** Spread of the score among candidates that fitted weights are brought to. */
  private static final double SPREAD = 0.2;

  /** Candidates a question. */
  private static final int CANDIDATES = 150;

  public TuneJob {
    sets = List.copyOf(sets);
  }

  /**
   * Runs.
   *
   * @param out takes figures and weights
   * @param progress takes everything else
   */
  public void run(PrintStream out, PrintStream progress) {
    var lessons = new ArrayList<Lesson>();
    for (Path set : sets) {
      lessons.addAll(
          Files.isRegularFile(set) ? LessonFile.read(set) : lessons(SetFiles.read(set), progress));
    }
    written.ifPresent(file -> LessonFile.write(file, lessons));
    double[] present = present();
    boolean[] used = new boolean[SIGNALS.length];
    Arrays.fill(used, true);
    print(out, "weights in use", CrossValidation.scores(lessons, present));
    double[] fitted = scaled(RankingFit.of(lessons, used), lessons);
    print(out, "fitted on all", CrossValidation.scores(lessons, fitted));
    var validation = new CrossValidation(folds, seed);
    print(out, "out of fold", validation.outOfFold(lessons, used));
    for (int i = 0; each && i < used.length; i++) {
      boolean[] fewer = used.clone();
      fewer[i] = false;
      print(out, "out of fold, no " + SIGNALS[i].label(), validation.outOfFold(lessons, fewer));
    }
    out.println();
    for (Signal signal : SIGNALS) {
      out.println(
          String.format(
              Locale.ROOT,
              "    weights.put(Signal.%s, %.4f);",
              signal.name(),
              fitted[signal.column()]));
    }
  }

  private List<Lesson> lessons(LabelledSet set, PrintStream progress) {
    var steps = new Progress(progress);
    RecallOptions all = setup.recall();
    for (Signal signal : SIGNALS) {
      if (all.weights().of(signal) == 0) {
        all = all.with(signal, NOTHING);
      }
    }
    Optional<CachedEmbedder> model = Models.open(setup, steps::embedded);
    try (var evaluation =
        new Evaluation(
            set, setup.withRecall(all), false, () -> model.map(CachedEmbedder::lease), steps)) {
      return evaluation.lessons(CANDIDATES);
    } finally {
      model.ifPresent(CachedEmbedder::close);
    }
  }

  private double[] present() {
    double[] weights = new double[SIGNALS.length];
    Arrays.setAll(weights, i -> setup.recall().weights().of(SIGNALS[i]));
    return weights;
  }

  /** Only proportions matter to ranking; a fixed spread keeps scores of one size. */
  private static double[] scaled(double[] weights, List<Lesson> lessons) {
    double squares = 0;
    int count = 0;
    for (Lesson lesson : lessons) {
      double[] sums = sums(lesson, weights);
      double mean = Arrays.stream(sums).average().orElse(0);
      for (double sum : sums) {
        squares += (sum - mean) * (sum - mean);
      }
      count += sums.length;
    }
    double factor = SPREAD / Math.sqrt(squares / Math.max(1, count));
    return Arrays.stream(weights).map(weight -> weight * factor).toArray();
  }

  private static double[] sums(Lesson lesson, double[] weights) {
    double[] sums = new double[lesson.signals().length];
    for (int row = 0; row < sums.length; row++) {
      for (int i = 0; i < weights.length; i++) {
        sums[row] += lesson.signals()[row][i] * weights[i];
      }
    }
    return sums;
  }

  private static void print(PrintStream out, String name, Map<String, Lesson.Score> scores) {
    scores.forEach((set, score) ->
        out.println(
            String.format(
                Locale.ROOT,
                "%-32s %-12s recall@10 %.4f  ndcg@10 %.4f  any@5 %.4f",
                name,
                set,
                score.recall(),
                score.ndcg(),
                score.any())));
  }
}
