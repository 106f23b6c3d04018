package dev.engram.bench.vectors.data;

import dev.engram.internal.index.kernel.Kernels;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.IntUnaryOperator;

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
  private final IntUnaryOperator number;
  private final int[][] due;
  private final float[][] worst;

  private Truth(Mixture corpus, IntUnaryOperator number, int[][] due, float[][] worst) {
    this.corpus = corpus;
    this.number = number;
    this.due = due;
    this.worst = worst;
  }

  private record Near(int ordinal, float product) {}

  /** Computes it for the whole corpus, each vector under its number. */
  public static Truth of(Mixture corpus, List<Allowed> filters) {
    return of(corpus, filters, ordinal -> ordinal);
  }

  /**
   * Computes it for as many ordinals as the corpus has vectors.
   *
   * @param number which vector of the corpus an ordinal has
   */
  public static Truth of(Mixture corpus, List<Allowed> filters, IntUnaryOperator number) {
    float[][] questions = corpus.questions();
    var queues = new Queue[filters.size()][questions.length];
    for (Queue[] row : queues) {
      Arrays.setAll(row, question -> new Queue());
    }
    Kernels kernels = Kernels.active();
    int dimension = corpus.dimension();
    float[] block = new float[BLOCK * dimension];
    for (int first = 0; first < corpus.size(); first += BLOCK) {
      int used = Math.min(BLOCK, corpus.size() - first);
      for (int row = 0; row < used; row++) {
        float[] vector = corpus.vector(number.applyAsInt(first + row));
        System.arraycopy(vector, 0, block, row * dimension, dimension);
      }
      for (int question = 0; question < questions.length; question++) {
        for (int row = 0; row < used; row++) {
          float product = kernels.dot(questions[question], 0, block, row * dimension, dimension);
          for (int filter = 0; filter < queues.length; filter++) {
            if (queues[filter][question].wants(product)
                && filters.get(filter).filter().allows(first + row)) {
              queues[filter][question].add(first + row, product);
            }
          }
        }
      }
    }
    return of(corpus, number, queues);
  }

  private static Truth of(Mixture corpus, IntUnaryOperator number, Queue[][] queues) {
    int[][] due = new int[queues.length][];
    float[][] worst = new float[queues.length][];
    for (int filter = 0; filter < queues.length; filter++) {
      due[filter] = new int[queues[filter].length];
      worst[filter] = new float[queues[filter].length];
      for (int question = 0; question < queues[filter].length; question++) {
        worst[filter][question] = queues[filter][question].worst();
        due[filter][question] = queues[filter][question].size();
      }
    }
    return new Truth(corpus, number, due, worst);
  }

  /** For each question, the inner product of the last right answer. */
  float[] worst(int filter) {
    return worst[filter].clone();
  }

  /** Which share of the first ten an answer has; 1 when nothing is allowed. */
  public double recall(int filter, int question, int[] answer) {
    int most = due[filter][question];
    float[] asked = corpus.questions()[question];
    int right = 0;
    for (int ordinal : answer) {
      float product =
          Kernels.active()
              .dot(asked, 0, corpus.vector(number.applyAsInt(ordinal)), 0, corpus.dimension());
      right += product >= worst[filter][question] - ROUNDING ? 1 : 0;
    }
    return most == 0 ? 1 : Math.min(right, most) / (double) most;
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

    int size() {
      return nearest.size();
    }
  }
}
