package dev.engram.internal.index.lean;

import dev.engram.internal.index.kernel.Kernels;
import java.util.List;

/** Parts some vectors into two by Lloyd's algorithm. Always the same for the same vectors. */
final class Bisection {
  private static final Kernels KERNELS = Kernels.active();
  private static final int ROUNDS = 5;

  /** So many vectors tell where the centres lie. */
  private static final int SAMPLE = 512;

  private Bisection() {}

  /**
   * Two cells, empty when the vectors are all alike. Cost: ten comparisons for each of 512 vectors
   * at most.
   */
  static List<Cell> of(List<float[]> vectors) {
    int count = Math.min(SAMPLE, vectors.size());
    float[][] sample = new float[count][];
    for (int i = 0; i < count; i++) {
      sample[i] = vectors.get((int) ((long) i * vectors.size() / count));
    }
    float[] mean = mean(sample, new boolean[count], false);
    float[] one = farthest(sample, mean);
    float[] other = farthest(sample, one);
    boolean[] second = new boolean[count];
    for (int round = 0; round < ROUNDS; round++) {
      var first = new Cell(one);
      var last = new Cell(other);
      int seconds = 0;
      for (int i = 0; i < count; i++) {
        second[i] = last.nearness(sample[i]) > first.nearness(sample[i]);
        seconds += second[i] ? 1 : 0;
      }
      if (seconds == 0 || seconds == count) {
        return List.of();
      }
      one = mean(sample, second, false);
      other = mean(sample, second, true);
    }
    return List.of(new Cell(one), new Cell(other));
  }

  private static float[] farthest(float[][] sample, float[] from) {
    float[] farthest = sample[0];
    float most = -1;
    for (float[] vector : sample) {
      float distance = KERNELS.squaredDistance(vector, 0, from, 0, from.length);
      if (distance > most) {
        most = distance;
        farthest = vector;
      }
    }
    return farthest;
  }

  private static float[] mean(float[][] sample, boolean[] second, boolean wanted) {
    double[] sum = new double[sample[0].length];
    int count = 0;
    for (int i = 0; i < sample.length; i++) {
      if (second[i] == wanted) {
        count++;
        for (int at = 0; at < sum.length; at++) {
          sum[at] += sample[i][at];
        }
      }
    }
    float[] mean = new float[sum.length];
    for (int at = 0; at < mean.length; at++) {
      mean[at] = (float) (sum[at] / count);
    }
    return mean;
  }
}
