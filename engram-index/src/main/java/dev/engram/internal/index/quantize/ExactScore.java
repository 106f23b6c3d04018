package dev.engram.internal.index.quantize;

import dev.engram.internal.index.kernel.Kernels;
import dev.engram.internal.index.vector.Metric;

/** The score of two admitted vectors, nothing rounded. */
final class ExactScore {
  private ExactScore() {}

  static float of(Metric metric, Kernels kernels, float[] query, float[] vector) {
    if (metric.distance()) {
      return metric.ofSquaredDistance(kernels.squaredDistance(query, 0, vector, 0, query.length));
    }
    return metric.score(kernels.dot(query, 0, vector, 0, query.length), 1, 1);
  }
}
