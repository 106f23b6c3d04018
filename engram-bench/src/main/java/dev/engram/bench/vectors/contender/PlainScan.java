package dev.engram.bench.vectors.contender;

import dev.engram.bench.vectors.data.Allowed;
import dev.engram.internal.index.kernel.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** The plainest exact search there is: floats in rows, one after the other. For one thread. */
final class PlainScan implements Contender {
  private static final int ROWS = 4096;

  private final int dimension;
  private final Kernels kernels = Kernels.active();
  private final List<float[]> blocks = new ArrayList<>();

  PlainScan(int dimension) {
    this.dimension = dimension;
  }

  @Override
  public void add(int first, float[][] vectors) {
    for (int i = 0; i < vectors.length; i++) {
      int row = first + i;
      if (row / ROWS == blocks.size()) {
        blocks.add(new float[ROWS * dimension]);
      }
      System.arraycopy(vectors[i], 0, blocks.get(row / ROWS), row % ROWS * dimension, dimension);
    }
  }

  @Override
  public void settle() {}

  @Override
  public List<Integer> efforts() {
    return List.of(0);
  }

  @Override
  public Found search(float[] question, int k, Allowed allowed, int effort) {
    int[] ordinals = new int[k];
    float[] scores = new float[k];
    int found = 0;
    for (int row = allowed.filter().next(0); row >= 0; row = allowed.filter().next(row + 1)) {
      float score =
          kernels.dot(question, 0, blocks.get(row / ROWS), row % ROWS * dimension, dimension);
      if (found == k && score <= scores[k - 1]) {
        continue;
      }
      int at = found == k ? k - 1 : found++;
      for (; at > 0 && scores[at - 1] < score; at--) {
        scores[at] = scores[at - 1];
        ordinals[at] = ordinals[at - 1];
      }
      scores[at] = score;
      ordinals[at] = row;
    }
    return new Found(Arrays.copyOf(ordinals, found), "scan");
  }

  @Override
  public OptionalLong ownBytes() {
    return OptionalLong.of(4L * ROWS * dimension * blocks.size());
  }

  @Override
  public void close() {
    blocks.clear();
  }
}
