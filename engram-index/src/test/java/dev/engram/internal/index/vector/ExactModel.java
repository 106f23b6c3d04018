package dev.engram.internal.index.vector;

import static java.util.Objects.requireNonNull;

import dev.engram.internal.index.filter.OrdinalFilter;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The obvious vector index, in double arithmetic: what every other one is compared with. */
public final class ExactModel {
  private final Metric metric;
  private final Map<Integer, float[][]> vectors = new TreeMap<>();

  public ExactModel(Metric metric) {
    this.metric = metric;
  }

  /** An answer. */
  public record Hit(int ordinal, double score) {}

  public void put(int ordinal, float[][] parts) {
    vectors.put(ordinal, parts);
  }

  public void remove(int ordinal) {
    vectors.remove(ordinal);
  }

  public int count() {
    return vectors.size();
  }

  public int vectorCount() {
    return vectors.values().stream().mapToInt(parts -> parts.length).sum();
  }

  public double score(int ordinal, float[] query) {
    double best = Double.NEGATIVE_INFINITY;
    for (float[] part : requireNonNull(vectors.get(ordinal), "not held")) {
      best = Math.max(best, score(query, part));
    }
    return best;
  }

  public List<Hit> search(float[] query, int k, OrdinalFilter filter) {
    return vectors.keySet().stream()
        .filter(filter::allows)
        .map(ordinal -> new Hit(ordinal, score(ordinal, query)))
        .sorted(
            Comparator.comparingDouble((Hit hit) -> -hit.score()).thenComparingInt(Hit::ordinal))
        .limit(k)
        .toList();
  }

  /** Which share of the true answer {@code hits} contains; 1 when there is none. */
  public double recall(VectorHits hits, float[] query, int k, OrdinalFilter filter) {
    List<Hit> truth = search(query, k, filter);
    Set<Integer> found = new HashSet<>();
    for (int ordinal : hits.ordinals()) {
      found.add(ordinal);
    }
    long right = truth.stream().filter(hit -> found.contains(hit.ordinal())).count();
    return truth.isEmpty() ? 1 : right / (double) truth.size();
  }

  private double score(float[] left, float[] right) {
    double dot = 0;
    double leftSquares = 0;
    double rightSquares = 0;
    double distance = 0;
    int differing = 0;
    for (int i = 0; i < left.length; i++) {
      dot += (double) left[i] * right[i];
      leftSquares += (double) left[i] * left[i];
      rightSquares += (double) right[i] * right[i];
      distance += ((double) left[i] - right[i]) * ((double) left[i] - right[i]);
      differing += left[i] > 0 == right[i] > 0 ? 0 : 1;
    }
    return switch (metric) {
      case DOT -> dot;
      case EUCLIDEAN -> -distance;
      case HAMMING -> -differing;
      case COSINE -> dot / Math.sqrt(leftSquares * rightSquares);
    };
  }
}
