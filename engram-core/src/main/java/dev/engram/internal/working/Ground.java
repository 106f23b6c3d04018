package dev.engram.internal.working;

import dev.engram.internal.recall.Foreseeing.Centre;
import dev.engram.spi.Directions;
import java.util.Arrays;

/**
 * What the vectors of a vault and of a conversation have in common. Immutable until it is wiped.
 *
 * <p>Vectors of sentence embedders share a large common part: any two sentences have a cosine of .6
 * under BGE and of .1 under MiniLM. Without that part, two unrelated sentences have a cosine near 0
 * under either, so that one set of thresholds serves both, and a blend of vectors leans towards a
 * topic instead of towards the middle of everything. (Mu and Viswanath, "All-but-the-Top", 2018.)
 *
 * <p>The common part is estimated by the mean of a sample of the memories, which counts as much as
 * 16 turns, and of the turns heard.
 */
final class Ground {
  private static final int MEMORIES_COUNT = 16;
  private static final int MOST = 512;

  /** Where little is known the mean is drawn towards zero, as if by so many turns. */
  private static final double PRUDENCE = 2;

  private final double[] sum;
  private final double weight;

  private Ground(double[] sum, double weight) {
    this.sum = sum;
    this.weight = weight;
  }

  static Ground of(Centre centre) {
    int weight = Math.min(MEMORIES_COUNT, centre.samples());
    double[] sum = new double[centre.mean().length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = (double) weight * centre.mean()[i];
    }
    return new Ground(sum, weight);
  }

  /** Overwrites it with zeros. */
  void wipe() {
    Arrays.fill(sum, 0);
  }

  /** With one more turn; old ones fade, so that the memory of it is bounded. */
  Ground with(float[] turn) {
    double keep = weight >= MOST ? (MOST - 1.0) / MOST : 1;
    double[] more = new double[sum.length];
    for (int i = 0; i < more.length; i++) {
      more[i] = keep * sum[i] + turn[i];
    }
    return new Ground(more, keep * weight + 1);
  }

  /** The direction of what a vector has of its own; zeros if it has nothing. */
  float[] own(float[] vector) {
    float[] own = new float[vector.length];
    for (int i = 0; i < own.length; i++) {
      own[i] = (float) (vector[i] - sum[i] / (weight + PRUDENCE));
    }
    return Directions.normalise(own) ? own : new float[vector.length];
  }

  /** The cosine of what two vectors have of their own, -1 to 1; near 0 if they are unrelated. */
  double likeness(float[] one, float[] other) {
    return dot(own(one), own(other));
  }

  static double dot(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (double) one[i] * other[i];
    }
    return sum;
  }
}
