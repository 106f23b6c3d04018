package dev.engram.internal.index.quantize;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/** One training of {@link KMeans}. Not thread-safe; its executor's threads are its own business. */
final class Lloyd {
  /** Vectors a turn of the shared loop compares; part of no result. */
  private static final int TURN = 512;

  /** k-means++ draws from this many vectors a centroid: more cost time and gain nothing. */
  private static final int SEEDS_FROM = 16;

  private final Stretch sample;
  private final Optional<Executor> executor;
  private final int[] cell;
  private final float[] distance;

  Lloyd(Stretch sample, Optional<Executor> executor) {
    this.sample = sample;
    this.executor = executor;
    this.cell = new int[sample.size()];
    this.distance = new float[sample.size()];
  }

  KMeans train(int k, int iterations, RandomGenerator random) {
    KMeans centroids = seeds(k, random);
    Arrays.fill(cell, -1);
    for (int round = 0; round < iterations && assign(centroids); round++) {
      centroids = means(centroids);
    }
    return centroids;
  }

  /** Centroids from the sample, each drawn in proportion to its squared distance to the others. */
  private KMeans seeds(int k, RandomGenerator random) {
    int[] pool = pool((int) Math.min(sample.size(), (long) SEEDS_FROM * k), random);
    double[] gap = new double[pool.length];
    Arrays.fill(gap, Double.POSITIVE_INFINITY);
    int dimension = sample.dimension();
    float[][] chosen = new float[Math.min(k, pool.length)][];
    int count = 0;
    int next = random.nextInt(pool.length);
    while (next >= 0) {
      float[] seed = row(pool[next]);
      chosen[count++] = seed;
      if (count == chosen.length) {
        break;
      }
      SharedLoop.run(
          (pool.length + TURN - 1) / TURN,
          executor,
          turn -> {
            int to = Math.min(pool.length, (turn + 1) * TURN);
            for (int i = turn * TURN; i < to; i++) {
              gap[i] = Math.min(gap[i], squaredDistance(pool[i], seed, dimension));
            }
          });
      next = draw(gap, random);
    }
    return KMeans.of(Arrays.copyOf(chosen, count));
  }

  /** Which vectors the seeds are drawn from: distinct, all when they are few. */
  private int[] pool(int size, RandomGenerator random) {
    int[] all = new int[sample.size()];
    Arrays.setAll(all, i -> i);
    if (size >= all.length) {
      return all;
    }
    for (int i = 0; i < size; i++) {
      int other = i + random.nextInt(all.length - i);
      int swapped = all[i];
      all[i] = all[other];
      all[other] = swapped;
    }
    return Arrays.copyOf(all, size);
  }

  private static int draw(double[] weights, RandomGenerator random) {
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    if (total == 0) {
      return -1;
    }
    double left = random.nextDouble() * total;
    int last = -1;
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > 0) {
        last = i;
        left -= weights[i];
        if (left < 0) {
          break;
        }
      }
    }
    return last;
  }

  private double squaredDistance(int vector, float[] other, int dimension) {
    float[] row = sample.rows()[vector];
    double sum = 0;
    for (int i = 0; i < dimension; i++) {
      double difference = row[sample.from() + i] - other[i];
      sum += difference * difference;
    }
    return sum;
  }

  private float[] row(int vector) {
    float[] row = sample.rows()[vector];
    return Arrays.copyOfRange(row, sample.from(), sample.from() + sample.dimension());
  }

  /** Sends each vector to its nearest centroid. Returns whether one has moved. */
  private boolean assign(KMeans centroids) {
    int turns = (sample.size() + TURN - 1) / TURN;
    boolean[] moved = new boolean[turns];
    SharedLoop.run(
        turns,
        executor,
        turn -> {
          float[] distances = new float[centroids.count()];
          int to = Math.min(sample.size(), (turn + 1) * TURN);
          for (int i = turn * TURN; i < to; i++) {
            int nearest = centroids.nearest(sample.rows()[i], sample.from(), distances);
            moved[turn] |= nearest != cell[i];
            cell[i] = nearest;
            distance[i] = distances[nearest];
          }
        });
    for (boolean turn : moved) {
      if (turn) {
        return true;
      }
    }
    return false;
  }

  /** The mean of each cell; an empty cell takes over the vector that is served worst. */
  private KMeans means(KMeans before) {
    int dimension = sample.dimension();
    int count = before.count();
    double[] sums = new double[count * dimension];
    int[] members = new int[count];
    for (int i = 0; i < sample.size(); i++) {
      float[] row = sample.rows()[i];
      int at = cell[i] * dimension;
      members[cell[i]]++;
      for (int j = 0; j < dimension; j++) {
        sums[at + j] += row[sample.from() + j];
      }
    }
    float[][] means = new float[count][];
    for (int number = 0; number < count; number++) {
      means[number] = members[number] == 0 ? worst(before, number) : new float[dimension];
      for (int j = 0; members[number] > 0 && j < dimension; j++) {
        means[number][j] = (float) (sums[number * dimension + j] / members[number]);
      }
    }
    return KMeans.of(means);
  }

  private float[] worst(KMeans before, int number) {
    int worst = 0;
    for (int i = 1; i < distance.length; i++) {
      if (distance[i] > distance[worst]) {
        worst = i;
      }
    }
    if (distance[worst] == 0) {
      return before.centroid(number);
    }
    distance[worst] = 0;
    return row(worst);
  }
}
