package dev.engram.internal.recall.quality;

import dev.engram.internal.capture.language.WordLists;
import dev.engram.query.Answerability.Reason;
import dev.engram.query.Answerability.Sign;
import dev.engram.query.Answerability.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fitted part: how the signs become a probability.
 *
 * <p>The idea. A question has no answer for one of two reasons that look nothing alike: its matter
 * was never talked about, or it was, but not in the detail asked for. For the second kind the best
 * match is as good as ever, so one weighing of signs serves neither. So there are two logistic
 * models, and their probabilities are multiplied: the matter is known, and if it is, the detail is.
 *
 * <p>Weights, means and thresholds lie in {@code answerability.tsv}, made by {@code engram eval
 * answerable --fit}; each weight has a line {@code basis, head, sign, weight, mean}. Immutable.
 */
final class AnswerModel {
  private static final String FILE = "answerability.tsv";

  /** A logistic model; signs without a weight do not count. */
  private static final class Head {
    private final Map<Sign, double[]> weights = new EnumMap<>(Sign.class);
    private double bias;

    double weight(Sign sign, double value) {
      double[] one = weights.get(sign);
      return one == null ? 0 : one[0] * (value - one[1]);
    }

    double probability(Map<Sign, Double> signs) {
      double sum = bias;
      for (Map.Entry<Sign, Double> sign : signs.entrySet()) {
        sum += weight(sign.getKey(), sign.getValue());
      }
      return 1 / (1 + Math.exp(-sum));
    }
  }

  private final Head topic = new Head();
  private final Head detail = new Head();
  private double nothing;
  private double known = 1;

  private AnswerModel() {}

  /**
   * Both models, and what the first was fitted for.
   *
   * @param embedder the id of the embedding model
   * @param meaning with words and vectors
   * @param words with words alone
   */
  record Fitted(String embedder, AnswerModel meaning, AnswerModel words) {}

  /** Reads the weights that come with the library. */
  static Fitted standard() {
    String embedder = "";
    Map<String, AnswerModel> models = new HashMap<>();
    for (String line : WordLists.lines(AnswerModel.class, FILE)) {
      String[] fields = line.split("\t", -1);
      if (fields[0].equals("embedder")) {
        embedder = fields[1];
      } else {
        models.computeIfAbsent(fields[0], first -> new AnswerModel()).read(fields);
      }
    }
    return new Fitted(embedder, of(models, "meaning"), of(models, "words"));
  }

  private static AnswerModel of(Map<String, AnswerModel> models, String name) {
    return Optional.ofNullable(models.get(name))
        .orElseThrow(() -> new IllegalStateException(FILE + " has no weights for " + name));
  }

  private void read(String[] fields) {
    double number = Double.parseDouble(fields[3]);
    switch (fields[1] + " " + fields[2]) {
      case "verdict NOTHING_KNOWN" -> nothing = number;
      case "verdict KNOWN" -> known = number;
      case "topic bias" -> topic.bias = number;
      case "detail bias" -> detail.bias = number;
      default -> {
        Head head = fields[1].equals("topic") ? topic : detail;
        head.weights.put(
            Sign.valueOf(fields[2]), new double[] {number, Double.parseDouble(fields[4])});
      }
    }
  }

  /** The probability that something answers. */
  double probability(Map<Sign, Double> signs) {
    return topic.probability(signs) * detail.probability(signs);
  }

  /** The probability that the matter is known, whatever the detail. */
  double topicProbability(Map<Sign, Double> signs) {
    return topic.probability(signs);
  }

  Verdict verdict(double probability) {
    if (probability < nothing) {
      return Verdict.NOTHING_KNOWN;
    }
    return probability >= known ? Verdict.KNOWN : Verdict.UNCERTAIN;
  }

  /** What each sign added, in both models together, the weightiest first. */
  List<Reason> reasons(Map<Sign, Double> signs) {
    var reasons = new ArrayList<Reason>();
    signs.forEach((sign, value) ->
        reasons.add(
            new Reason(sign, value, topic.weight(sign, value) + detail.weight(sign, value))));
    reasons.sort(Comparator.comparingDouble(reason -> -Math.abs(reason.weight())));
    return reasons;
  }
}
