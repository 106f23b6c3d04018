package dev.engram.bench.junk;

import dev.engram.bench.eval.SetFiles;
import dev.engram.internal.capture.importance.Features;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Fits the weights of the importance model on a labelled set and tells how well they do on
 * conversations that they have not seen: each conversation is judged by weights fitted on the
 * others.
 *
 * @param setDir the set's folder
 * @param lost the share of needed turns that may fall to the floor in the fit
 */
public record ImportanceFit(Path setDir, double lost) {
  /**
   * Runs.
   *
   * @param weights takes the resource {@code weights.tsv}
   * @param report takes the figures
   */
  public void run(PrintStream weights, PrintStream report) {
    List<LabelledMessage> all = LabelledMessage.of(SetFiles.read(setDir));
    LogisticFit whole = fit(all, one -> true);
    report.println("fitted          " + new Share(all, whole));
    var seen = new LinkedHashSet<String>();
    all.forEach(one -> seen.add(one.conversation()));
    var sum = new Share();
    for (String held : seen) {
      LogisticFit others = fit(all, one -> !one.conversation().equals(held));
      var share =
          new Share(all.stream().filter(one -> one.conversation().equals(held)).toList(), others);
      report.println("held out " + held + " " + share);
      sum.add(share);
    }
    report.println("cross-validated " + sum);
    weights.println(
        "# Weights of the importance model: feature, weight, mean. Made by ImportanceFit.");
    weights.printf(Locale.ROOT, "bias\t%.6f%n", whole.bias());
    for (int i = 0; i < Features.NAMES.size(); i++) {
      weights.printf(
          Locale.ROOT,
          "%s\t%.6f\t%.6f%n",
          Features.NAMES.get(i),
          whole.weights()[i],
          whole.means()[i]);
    }
  }

  private LogisticFit fit(List<LabelledMessage> all, Predicate<LabelledMessage> used) {
    List<LabelledMessage> train = all.stream().filter(used).toList();
    double[][] examples = new double[train.size()][];
    boolean[] positive = new boolean[train.size()];
    for (int i = 0; i < examples.length; i++) {
      examples[i] = Features.of(train.get(i).message()).values();
      positive[i] = train.get(i).gold();
    }
    return LogisticFit.of(examples, positive, lost);
  }

  /** How much falls to the floor. */
  private static final class Share {
    private int turns;
    private int floored;
    private int gold;
    private int lost;

    Share() {}

    Share(List<LabelledMessage> messages, LogisticFit fit) {
      for (LabelledMessage one : messages) {
        boolean floor = fit.score(Features.of(one.message()).values()) < 0;
        turns++;
        floored += floor ? 1 : 0;
        gold += one.gold() ? 1 : 0;
        lost += one.gold() && floor ? 1 : 0;
      }
    }

    void add(Share other) {
      turns += other.turns;
      floored += other.floored;
      gold += other.gold;
      lost += other.lost;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "floor %.3f of %d turns, kept %.4f of %d needed",
          (double) floored / turns,
          turns,
          1 - (double) lost / gold,
          gold);
    }
  }
}
