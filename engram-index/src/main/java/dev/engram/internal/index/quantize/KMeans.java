package dev.engram.internal.index.quantize;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * Centroids of a sample by Lloyd's algorithm, seeded by k-means++ (Arthur and Vassilvitskii 2007):
 * the cells of a coarse partition, or the codebook of a stretch of components.
 *
 * <p>Centroids lie transposed, component by component, so that one pass over a vector yields its
 * squared distances to all of them in plain loops that the compiler turns into SIMD, for eight
 * components as well as for a thousand. The sample is compared in parallel but summed in order: the
 * same sample, settings and seed give the same centroids, with an executor or without.
 *
 * <p>Immutable; thread-safe. Memory: four bytes a component of each centroid.
 */
public final class KMeans {
  private final int count;
  private final int dimension;

  /** Shape {@code [dimension][count]} in one array. */
  private final float[] transposed;

  KMeans(int count, int dimension, float[] transposed) {
    this.count = count;
    this.dimension = dimension;
    this.transposed = transposed;
  }

  /**
   * Trains. Cost: {@code iterations · sample.length · k · dimension} steps and half as much again
   * for the seeds.
   *
   * @param sample at least one vector, all of one length, finite; not changed
   * @param k how many centroids, at least one
   * @param iterations rounds of Lloyd's algorithm at most; fewer when nothing moves any more
   * @param random the only source of chance
   * @param executor who may help; its threads are waited for, so the caller must not be one that it
   *     depends on
   * @return at most {@code k} centroids, fewer when the sample has fewer distinct vectors
   * @throws IllegalArgumentException if the sample is empty or ragged or holds something that is
   *     not finite, or a number is below one
   */
  public static KMeans train(
      float[][] sample,
      int k,
      int iterations,
      RandomGenerator random,
      Optional<Executor> executor) {
    int dimension = Checked.sample(sample);
    return train(new Stretch(sample, 0, dimension), k, iterations, random, executor);
  }

  /** Trains on a stretch of checked vectors. */
  static KMeans train(
      Stretch sample, int k, int iterations, RandomGenerator random, Optional<Executor> executor) {
    Checked.atLeastOne(k, "k");
    Checked.atLeastOne(iterations, "iterations");
    return new Lloyd(sample, executor).train(k, iterations, random);
  }

  /** Centroids that were trained before, in the order of their numbers; at least one. */
  public static KMeans of(float[][] centroids) {
    int dimension = Checked.sample(centroids);
    var transposed = new float[Math.multiplyExact(dimension, centroids.length)];
    for (int centroid = 0; centroid < centroids.length; centroid++) {
      for (int i = 0; i < dimension; i++) {
        transposed[i * centroids.length + centroid] = centroids[centroid][i];
      }
    }
    return new KMeans(centroids.length, dimension, transposed);
  }

  /** How many centroids there are. */
  public int count() {
    return count;
  }

  /** Components of a centroid. */
  public int dimension() {
    return dimension;
  }

  /** A copy of one centroid. */
  public float[] centroid(int number) {
    var centroid = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      centroid[i] = component(number, i);
    }
    return centroid;
  }

  /** A copy of all centroids, by number. */
  public float[][] centroids() {
    var centroids = new float[count][];
    for (int number = 0; number < count; number++) {
      centroids[number] = centroid(number);
    }
    return centroids;
  }

  /** The centroid nearest to a vector by squared distance, ties by smaller number. */
  public int nearest(float[] vector) {
    return nearest(vector, 0, new float[count]);
  }

  /**
   * The same for a stretch of a vector, without allocation.
   *
   * @param from where the stretch of {@link #dimension} components begins
   * @param distances scratch of at least {@link #count} elements; receives all squared distances
   */
  public int nearest(float[] vector, int from, float[] distances) {
    distances(vector, from, distances);
    int nearest = 0;
    for (int number = 1; number < count; number++) {
      if (distances[number] < distances[nearest]) {
        nearest = number;
      }
    }
    return nearest;
  }

  /** Squared distances of a stretch of a vector to every centroid, by number. */
  public void distances(float[] vector, int from, float[] out) {
    float first = vector[from];
    for (int number = 0; number < count; number++) {
      float difference = first - transposed[number];
      out[number] = difference * difference;
    }
    for (int i = 1; i < dimension; i++) {
      float component = vector[from + i];
      int row = i * count;
      for (int number = 0; number < count; number++) {
        float difference = component - transposed[row + number];
        out[number] += difference * difference;
      }
    }
  }

  /** Inner products of a stretch of a vector with every centroid, written from {@code to} on. */
  void dots(float[] vector, int from, float[] out, int to) {
    float first = vector[from];
    for (int number = 0; number < count; number++) {
      out[to + number] = first * transposed[number];
    }
    for (int i = 1; i < dimension; i++) {
      float component = vector[from + i];
      int row = i * count;
      for (int number = 0; number < count; number++) {
        out[to + number] += component * transposed[row + number];
      }
    }
  }

  float component(int number, int i) {
    return transposed[i * count + number];
  }

  /** Bytes held. */
  public long ramBytes() {
    return 48 + 4L * transposed.length;
  }
}
