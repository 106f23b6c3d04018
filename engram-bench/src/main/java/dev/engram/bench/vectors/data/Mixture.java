package dev.engram.bench.vectors.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * A corpus of any size: first the real vectors, then mixtures of two of them with a little noise,
 * all of unit length. Questions are real vectors that were held out. A vector is made when it is
 * asked for, about a microsecond, and depends on the seed and its number alone, so that a million
 * of them take no memory. Thread-safe.
 */
public final class Mixture {
  /** The length of the noise, that of a vector being one. */
  private static final double NOISE = 0.1;

  private static final double LEAST_SHARE = 0.5;
  private static final double MOST_SHARE = 0.95;

  private final float[][] real;
  private final float[][] questions;
  private final String origin;
  private final int size;
  private final long seed;

  private Mixture(float[][] real, float[][] questions, String origin, int size, long seed) {
    this.real = real;
    this.questions = questions;
    this.origin = origin;
    this.size = size;
    this.seed = seed;
  }

  /**
   * Holds questions out and mixes the rest.
   *
   * @param size how many vectors, 1 or more
   * @param questions how many are held out, at most half of the real ones
   */
  public static Mixture of(RealVectors source, int size, int questions, long seed) {
    List<float[]> shuffled = new ArrayList<>(Arrays.asList(source.vectors()));
    Collections.shuffle(shuffled, new Random(seed));
    int held = Math.min(questions, shuffled.size() / 2);
    return new Mixture(
        shuffled.subList(held, shuffled.size()).toArray(float[][]::new),
        shuffled.subList(0, held).toArray(float[][]::new),
        source.origin(),
        size,
        seed);
  }

  /** How many vectors there are; larger numbers are made as well, for inserts beyond. */
  public int size() {
    return size;
  }

  /** How many of the first are real, not mixed. */
  public int realCount() {
    return Math.min(size, real.length);
  }

  /** All real vectors alone, whatever the size of this corpus. */
  public Mixture unmixed() {
    return new Mixture(real, questions, origin, real.length, seed);
  }

  /** The dimension of all vectors. */
  public int dimension() {
    return questions[0].length;
  }

  /** The held-out vectors; not to be changed. */
  public float[][] questions() {
    return questions;
  }

  /** What the corpus is made of. */
  public String describe() {
    return origin + "; " + realCount() + " as they are, " + (size - realCount()) + " mixed";
  }

  /** The vector of that number, zero or more; a copy. */
  public float[] vector(int number) {
    if (number < real.length) {
      return real[number].clone();
    }
    var random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number);
    float[] one = real[random.nextInt(real.length)];
    float[] other = real[random.nextInt(real.length)];
    float share = (float) random.nextDouble(LEAST_SHARE, MOST_SHARE);
    // Uniform in [-1, 1) has a variance of 1/3.
    float noise = (float) (NOISE * Math.sqrt(3.0 / one.length));
    float[] mixed = new float[one.length];
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] =
          share * one[i]
              + (1 - share) * other[i]
              + noise * (2 * (random.nextInt() >>> 8) * 0x1p-24f - 1);
    }
    return RealVectors.unit(mixed);
  }

  /** Some in a row. */
  public float[][] vectors(int from, int to) {
    float[][] vectors = new float[to - from][];
    for (int i = from; i < to; i++) {
      vectors[i - from] = vector(i);
    }
    return vectors;
  }
}
