package dev.engram.internal.recall.rank;

import dev.engram.config.Signal;
import dev.engram.config.SignalWeights;
import dev.engram.query.Evidence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Why candidates scored as they did, told when it is asked: of some hundred candidates a handful
 * are shown, so for most nobody asks. For one recall; not for two threads at once.
 */
final class Reasons {
  private static final Signal[] SIGNALS = Signal.values();

  private final SignalTable table;
  private final SignalWeights weights;
  private final Map<Signal, int[]> ranks = new EnumMap<>(Signal.class);

  Reasons(SignalTable table, SignalWeights weights) {
    this.table = table;
    this.weights = weights;
  }

  /** The score of each row: the sum of what its signals count for, shape {@code [rows]}. */
  double[] scores() {
    double[] scores = new double[table.rows()];
    for (Signal signal : SIGNALS) {
      double weight = weights.of(signal);
      if (weight != 0) {
        float[] column = table.of(signal);
        for (int row = 0; row < scores.length; row++) {
          scores[row] += weight * column[row];
        }
      }
    }
    return scores;
  }

  /** What each signal said of a row, largest contribution first. */
  List<Evidence> of(int row) {
    var said = new ArrayList<Evidence>();
    for (Signal signal : SIGNALS) {
      float value = table.get(signal, row);
      double weight = weights.of(signal);
      if (value != 0 && weight != 0) {
        double shown = signal == Signal.SEMANTIC ? value + FirstLook.COSINE_FLOOR : value;
        int rank = ranks.computeIfAbsent(signal, table::ranks)[row];
        said.add(new Evidence(signal.label(), rank, shown, weight * value));
      }
    }
    said.sort(Comparator.comparingDouble(Evidence::contribution).reversed());
    return said;
  }
}
