package dev.engram.internal.index.vector;

import dev.engram.internal.index.filter.OrdinalFilter;
import java.util.Random;
import java.util.stream.IntStream;

/** Vectors from a seed, which is printed so that a failure can be run again. */
public final class RandomVectors {
  private final Random random;
  private final float[][] centres;

  private RandomVectors(Random random, int clusters, int dimension) {
    this.random = random;
    this.centres = new float[clusters][dimension];
    for (float[] centre : centres) {
      for (int i = 0; i < dimension; i++) {
        centre[i] = (float) random.nextGaussian();
      }
    }
  }

  /** Points around {@code clusters} centres, as embeddings of text about a few subjects are. */
  public static RandomVectors clustered(long seed, int clusters, int dimension) {
    System.out.println("seed " + seed);
    return new RandomVectors(new Random(seed), clusters, dimension);
  }

  public float[] next() {
    float[] centre = centres[random.nextInt(centres.length)];
    float[] vector = new float[centre.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (centre[i] + 0.7 * random.nextGaussian());
    }
    return vector;
  }

  public float[][] parts(int count) {
    return IntStream.range(0, count).mapToObj(part -> next()).toArray(float[][]::new);
  }

  /** Small whole numbers, whose scores are exact in floats and tie often; never all zero. */
  public static float[] whole(Random random, int dimension) {
    float[] vector = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      vector[i] = random.nextInt(7) - 3;
    }
    vector[random.nextInt(dimension)] = 1 + random.nextInt(3);
    return vector;
  }

  public static float[][] wholeParts(Random random, int dimension) {
    return IntStream.rangeClosed(0, random.nextInt(3))
        .mapToObj(part -> whole(random, dimension))
        .toArray(float[][]::new);
  }

  /** Each ordinal below {@code limit} with probability {@code share}. */
  public static OrdinalFilter filter(Random random, int limit, double share) {
    return OrdinalFilter.of(
        IntStream.range(0, limit).filter(ordinal -> random.nextDouble() < share).toArray());
  }
}
