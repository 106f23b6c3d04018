package dev.engram.bench.vectors.data;

import dev.engram.internal.index.kernel.Kernels;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.IntPredicate;

/**
 * Exact answers: for each filter and question, the inner product of the last vector that belongs to
 * the first ten. An answer is right when it reaches that, so vectors that tie may stand for each
 * other. Immutable; thread-safe. Cost: one pass over all vectors for all filters together.
 */
public final class Truth {
  /** How many answers are asked for. */
  public static final int K = 10;

  /** Sums of floats in another order differ by less. */
  private static final float ROUNDING = 1e-5f;

  private static final int BLOCK = 256;

  private final Mixture corpus;
  private final int[][][] best;
  private final float[][] worst;

  private Truth(Mixture corpus, int[][][] best, float[][] worst) {
    this.corpus = corpus;
    this.best = best;
    this.worst = worst;
  }

  private record Near(int ordinal, float product) {}

  /** Computes it for vectors {@code 0} to {@code size}, as far as {@code held} says. */
  public static Truth of(Mixture corpus, List<Allowed> filters, int size, IntPredicate held) {
    float[][] questions = corpus.questions();
    var queues = new Queue[filters.size()][questions.length];
    for (Queue[] row : queues) {
      Arrays.setAll(row, question -> new Queue());
    }
    Kernels kernels = Kernels.active();
    int dimension = corpus.dimension();
    float[] block = new float[BLOCK * dimension];
    int[] numbers = new int[BLOCK];
    int next = 0;
    while (next < size) {
      int used = 0;
      for (; next < size && used < BLOCK; next++) {
        if (held.test(next)) {
          System.arraycopy(corpus.vector(next), 0, block, used * dimension, dimension);
          numbers[used++] = next;
        }
      }
      for (int question = 0; question < questions.length; question++) {
        for (int row = 0; row < used; row++) {
          float product =
              kernels.dot(questions[question], 0, block, row * dimension, dimension);
          for (int filter = 0; filter < queues.length; filter++) {
            if (queues[filter][question].wants(product)
                && filters.get(filter).filter().allows(numbers[row])) {
              queues[filter][question].add(numbers[row], product);
            }
          }
        }
      }
    }
    return of(corpus, queues);
  }

  private static Truth of(Mixture corpus, Queue[][] queues) {
    int[][][] best = new int[queues.length][][];
    float[][] worst = new float[queues.length][];
    for (int filter = 0; filter < queues.length; filter++) {
      best[filter] = new int[queues[filter].length][];
      worst[filter] = new float[queues[filter].length];
      for (int question = 0; question < queues[filter].length; question++) {
        worst[filter][question] = queues[filter][question].worst();
        best[filter][question] = queues[filter][question].drain();
      }
    }
    return new Truth(corpus, best, worst);
  }

  /** The first ten, or as many as are allowed, best first. */
  public int[] best(int filter, int question) {
    return best[filter][question].clone();
  }

  /** Which share of the first ten an answer has; 1 when nothing is allowed. */
  public double recall(int filter, int question, int[] answer) {
    int due = best[filter][question].length;
    float[] asked = corpus.questions()[question];
    int right = 0;
    for (int ordinal : answer) {
      float product =
          Kernels.active().dot(asked, 0, corpus.vector(ordinal), 0, corpus.dimension());
      right += product >= worst[filter][question] - ROUNDING ? 1 : 0;
    }
    return due == 0 ? 1 : Math.min(right, due) / (double) due;
  }

  private static final class Queue {
    private final PriorityQueue<Near> nearest =
        new PriorityQueue<>((a, b) -> Float.compare(a.product(), b.product()));
    private float least = Float.NEGATIVE_INFINITY;

    boolean wants(float product) {
      return product > least;
    }

    void add(int ordinal, float product) {
      nearest.add(new Near(ordinal, product));
      if (nearest.size() > K) {
        nearest.remove();
      }
      if (nearest.size() == K) {
        least = nearest.element().product();
      }
    }

    float worst() {
      return nearest.isEmpty() ? Float.NEGATIVE_INFINITY : nearest.element().product();
    }

    int[] drain() {
      int[] ordinals = new int[nearest.size()];
      for (int i = ordinals.length - 1; i >= 0; i--) {
        ordinals[i] = nearest.remove().ordinal();
      }
      return ordinals;
    }
  }
}
