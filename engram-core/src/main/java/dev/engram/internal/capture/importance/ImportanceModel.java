package dev.engram.internal.capture.importance;

import dev.engram.internal.capture.importance.Importance.Reason;
import dev.engram.internal.capture.importance.Tokens.Sentence;
import dev.engram.internal.capture.importance.Tokens.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Weighs messages (spec §3a, {@code importance}: computed, not assigned by the user).
 *
 * <p>A logistic model over {@link Features}, whose weights were fitted on labelled talk and lie in
 * {@code weights.tsv}: greetings, thanks, acknowledgements, compliments and reactions fall below
 * its zero and get {@link Importance#FLOOR}; above it the value rises with the odds that someone
 * will ask for what was said. Three rules stand before the model: what someone asks to be
 * remembered gets {@link Importance#CEILING}; material that nobody said never gets the floor; and
 * neither does what the model was not made for: messages rich in content words, or in another
 * script.
 *
 * <p>Immutable, thread-safe. Cost: some 20 µs for a turn of chat; bounded for long texts.
 */
public final class ImportanceModel {
  private static final int SURELY_CONTENT = 12;
  private static final double MOSTLY = 0.3;
  private static final double UNJUDGED = 0.4;
  private static final double MATERIAL = 0.5;
  private static final int MOST_REASONS = 5;
  private static final Set<String> REQUESTED =
      Set.of("i", "i'm", "i've", "i'll", "my", "we", "we're", "we've", "our", "the", "this");

  private final double[] weights;
  private final double[] means;
  private final double bias;

  private ImportanceModel(double[] weights, double[] means, double bias) {
    this.weights = weights;
    this.means = means;
    this.bias = bias;
  }

  /** The model with the weights that come with the library. */
  public static ImportanceModel standard() {
    double[] weights = new double[Features.NAMES.size()];
    double[] means = new double[weights.length];
    double bias = 0;
    for (String line : LightWords.Resource.lines("weights.tsv")) {
      String[] fields = line.split("\t", -1);
      if (fields[0].equals("bias")) {
        bias = Double.parseDouble(fields[1]);
      } else {
        int index = Features.NAMES.indexOf(fields[0]);
        if (index < 0) {
          throw new IllegalStateException("weights.tsv names no feature: " + fields[0]);
        }
        weights[index] = Double.parseDouble(fields[1]);
        means[index] = Double.parseDouble(fields[2]);
      }
    }
    return new ImportanceModel(weights, means, bias);
  }

  /** Weighs a message. */
  public Importance of(Message message) {
    if (message.origin() == Message.Origin.EXPLICIT || requested(message.text())) {
      return Importance.of(Importance.CEILING, List.of(new Reason("asked to be remembered", 10)));
    }
    if (message.text().isBlank()) {
      return Importance.atFloor(List.of(new Reason("nothing said", -10)));
    }
    Features features = Features.of(message);
    if (features.foreign() > MOSTLY) {
      return Importance.of(UNJUDGED, List.of(new Reason("a script that is not judged", 0)));
    }
    double[] values = features.values();
    double score = bias;
    for (int i = 0; i < values.length; i++) {
      score += weights[i] * (values[i] - means[i]);
    }
    List<Reason> reasons = reasons(values);
    boolean light = score < 0 && features.content() <= SURELY_CONTENT;
    if (message.origin() == Message.Origin.MATERIAL) {
      return Importance.of(Math.max(MATERIAL, value(score)), reasons);
    }
    return light ? Importance.atFloor(reasons) : Importance.of(value(score), reasons);
  }

  /** From 0.1 at the floor's edge towards 0.9. */
  private static double value(double score) {
    return 0.1 + 0.8 * Math.tanh(Math.max(0, score) / 4);
  }

  private List<Reason> reasons(double[] values) {
    var reasons = new ArrayList<Reason>();
    for (int i = 0; i < values.length; i++) {
      double contribution = weights[i] * (values[i] - means[i]);
      if (Math.abs(contribution) > 0.05) {
        reasons.add(new Reason(Features.NAMES.get(i), contribution));
      }
    }
    reasons.sort(Comparator.comparingDouble(reason -> -Math.abs(reason.contribution())));
    return reasons.subList(0, Math.min(MOST_REASONS, reasons.size()));
  }

  /**
   * Whether a sentence begins with a request to keep it: "remember that I …", "don't forget my …",
   * "note that the …". Encouragement ("remember, you are strong") is none.
   */
  private static boolean requested(String text) {
    for (Sentence sentence : Tokens.parted(Tokens.clipped(text, 4_000)).sentences()) {
      List<String> words = sentence.words().stream().limit(7).map(Word::form).toList();
      if (!sentence.question() && requests(words)) {
        return true;
      }
    }
    return false;
  }

  private static boolean requests(List<String> words) {
    int at = 0;
    while (at < words.size()
        && Set.of("please", "also", "and", "hey", "ok", "okay").contains(words.get(at))) {
      at++;
    }
    List<String> rest = words.subList(at, words.size());
    for (List<String> opening :
        List.of(
            List.of("remember"),
            List.of("don't", "forget"),
            List.of("do", "not", "forget"),
            List.of("keep", "in", "mind"),
            List.of("bear", "in", "mind"),
            List.of("note"),
            List.of("make", "a", "note"),
            List.of("for", "future", "reference"),
            List.of("from", "now", "on"))) {
      if (rest.size() > opening.size() && rest.subList(0, opening.size()).equals(opening)) {
        String next = rest.get(opening.size());
        boolean that = next.equals("that") && rest.size() > opening.size() + 1;
        boolean early = opening.getFirst().equals("for") || opening.getFirst().equals("from");
        return early || REQUESTED.contains(that ? rest.get(opening.size() + 1) : next);
      }
    }
    return false;
  }
}
