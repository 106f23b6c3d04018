package dev.engram.bench.answerable;

import dev.engram.bench.eval.Judged;
import dev.engram.bench.eval.Judged.Truth;
import dev.engram.query.Answerability.Reason;
import dev.engram.query.Answerability.Sign;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Fits the two models of answerability: the topic against questions asked of another conversation,
 * the detail against questions that their own conversation does not answer. In the first every set
 * counts alike; in the second the answerable and the unanswerable do, and a set without enough
 * unanswerable questions counts less. Deterministic.
 */
final class TwoHeads {
  /** Signs in the wording of the question alone. */
  static final Set<Sign> FORM = EnumSet.of(Sign.NAMES, Sign.NUMBERS, Sign.CLOSED);

  private static final double TOTAL = 300;

  /** From how many unanswerable questions on a set counts fully among the answerable. */
  private static final int ENOUGH = 20;

  private static final double FEW = 0.5;

  private final List<Sign> signs;
  private final Logistic topic;
  private final Logistic detail;

  private TwoHeads(List<Sign> signs, Logistic topic, Logistic detail) {
    this.signs = signs;
    this.topic = topic;
    this.detail = detail;
  }

  /**
   * Fits.
   *
   * @param all every example
   * @param used which of them may be learnt from
   * @param signs which signs count
   */
  static TwoHeads of(List<Judged> all, Predicate<Judged> used, List<Sign> signs) {
    List<Judged> train = all.stream().filter(used).toList();
    double[][] x = train.stream().map(one -> values(one, signs)).toArray(double[][]::new);
    double[][] matter =
        train.stream()
            .map(one -> values(one, signs.stream().filter(s -> !FORM.contains(s)).toList()))
            .toArray(double[][]::new);
    Map<String, Integer> groups = new HashMap<>();
    train.forEach(one -> groups.merge(one.set() + one.truth(), 1, Integer::sum));
    boolean[] own = new boolean[x.length];
    boolean[] answerable = new boolean[x.length];
    double[] topical = new double[x.length];
    double[] detailed = new double[x.length];
    double unanswerable = train.stream().filter(o -> o.truth() == Truth.UNANSWERABLE).count();
    for (int i = 0; i < x.length; i++) {
      Judged one = train.get(i);
      own[i] = one.truth() != Truth.UNRELATED;
      answerable[i] = one.truth() == Truth.ANSWERABLE;
      double group = groups.getOrDefault(one.set() + one.truth(), 1);
      boolean rich = groups.getOrDefault(one.set() + Truth.UNANSWERABLE, 0) >= ENOUGH;
      topical[i] = one.truth() == Truth.UNANSWERABLE ? 1 : TOTAL / group;
      detailed[i] =
          switch (one.truth()) {
            case ANSWERABLE -> TOTAL * (rich ? 1 : FEW) / group;
            case UNANSWERABLE -> TOTAL * (1 + FEW) / unanswerable;
            case UNRELATED -> 0;
          };
    }
    return new TwoHeads(
        signs, Logistic.of(matter, own, topical), Logistic.of(x, answerable, detailed));
  }

  private static double[] values(Judged one, List<Sign> signs) {
    Map<Sign, Double> values = new HashMap<>();
    for (Reason reason : one.known().reasons()) {
      values.put(reason.sign(), reason.value());
    }
    return signs.stream().mapToDouble(sign -> values.getOrDefault(sign, 0.0)).toArray();
  }

  double probability(Judged one) {
    return topic.probability(values(one, matter())) * detail.probability(values(one, signs));
  }

  private List<Sign> matter() {
    return signs.stream().filter(sign -> !FORM.contains(sign)).toList();
  }

  /** The lines of the resource. */
  List<String> lines(String basis) {
    var lines = new ArrayList<String>();
    lines(lines, basis + "\ttopic", topic, matter());
    lines(lines, basis + "\tdetail", detail, signs);
    return lines;
  }

  private static void lines(List<String> lines, String start, Logistic fit, List<Sign> signs) {
    lines.add(String.format(Locale.ROOT, "%s\tbias\t%.6f\t0", start, fit.bias()));
    for (int i = 0; i < signs.size(); i++) {
      lines.add(
          String.format(
              Locale.ROOT, "%s\t%s\t%.6f\t%.6f", start, signs.get(i), fit.weight(i), fit.mean(i)));
    }
  }
}
