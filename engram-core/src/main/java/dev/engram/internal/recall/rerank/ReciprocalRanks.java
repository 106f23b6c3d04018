package dev.engram.internal.recall.rerank;

import dev.engram.internal.recall.rank.Hydrated;
import dev.engram.query.Evidence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sum of reciprocal ranks over the signals (Cormack, Clarke and Büttcher, 2009), each signal
 * with the same voice, k = 60. A signal ranks those of the head to which it added something; equal
 * additions share a rank.
 */
final class ReciprocalRanks {
  private static final int K = 60;

  private ReciprocalRanks() {}

  private record Said(int at, double contribution) {}

  static double[] scores(List<Hydrated> head) {
    Map<String, List<Said>> signals = new LinkedHashMap<>();
    for (int i = 0; i < head.size(); i++) {
      for (Evidence evidence : head.get(i).candidate().evidence()) {
        if (evidence.contribution() > 0) {
          signals
              .computeIfAbsent(evidence.signal(), first -> new ArrayList<>())
              .add(new Said(i, evidence.contribution()));
        }
      }
    }
    double[] scores = new double[head.size()];
    for (List<Said> signal : signals.values()) {
      signal.sort(Comparator.comparingDouble(Said::contribution).reversed());
      int rank = 0;
      for (int i = 0; i < signal.size(); i++) {
        boolean tie = i > 0 && signal.get(i).contribution == signal.get(i - 1).contribution;
        rank = tie ? rank : i + 1;
        scores[signal.get(i).at] += 1.0 / (K + rank);
      }
    }
    return scores;
  }
}
