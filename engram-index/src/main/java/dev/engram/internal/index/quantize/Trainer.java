package dev.engram.internal.index.quantize;

import dev.engram.internal.index.kernel.Kernels;
import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;

/**
 * Makes quantizers from samples. The same sample and settings make the same quantizer, whoever
 * helps.
 *
 * <p>Immutable; thread-safe as far as its executor is. Cost: linear in the sample for all kinds but
 * {@link CodeKind#PRODUCT}, which takes seconds: for 10,000 vectors of 384 components about five on
 * one core.
 *
 * @param space the space of the vectors
 * @param seed where chance begins
 * @param sampleLimit how many vectors of a sample are used at most, spread evenly over it; at least
 *     1
 * @param iterations rounds of k-means at most; at least 1
 * @param stretches bytes of a product code, 1 to the dimension
 * @param executor who helps with product codes
 */
public record Trainer(
    VectorSpace space,
    long seed,
    int sampleLimit,
    int iterations,
    int stretches,
    Optional<Executor> executor) {
  private static final int SAMPLE_LIMIT = 10_000;
  private static final int ITERATIONS = 15;
  private static final int COMPONENTS_A_STRETCH = 8;

  /** Every how many vectors one is kept out of the training, to measure the error on. */
  private static final int HELD_OUT = 10;

  /** Below so many vectors all are trained on and measured on. */
  private static final int FEW = 1000;

  public Trainer {
    Checked.atLeastOne(sampleLimit, "sampleLimit");
    Checked.atLeastOne(iterations, "iterations");
    Checked.atLeastOne(stretches, "stretches");
    if (stretches > space.dimension()) {
      throw new IllegalArgumentException(
          "stretches must be at most " + space.dimension() + ", got " + stretches);
    }
  }

  /** With 10,000 vectors, 15 rounds and a stretch for every eight components; alone. */
  public static Trainer of(VectorSpace space, long seed) {
    int stretches = Math.max(1, space.dimension() / COMPONENTS_A_STRETCH);
    return new Trainer(space, seed, SAMPLE_LIMIT, ITERATIONS, stretches, Optional.empty());
  }

  /** The same with others to help. */
  public Trainer helpedBy(Executor helpers) {
    return new Trainer(space, seed, sampleLimit, iterations, stretches, Optional.of(helpers));
  }

  /** The same with another length of product codes. */
  public Trainer withStretches(int bytes) {
    return new Trainer(space, seed, sampleLimit, iterations, bytes, executor);
  }

  /**
   * Trains a quantizer.
   *
   * @param sample at least one vector that the space admitted; not changed
   * @throws IllegalArgumentException if the sample is empty
   * @throws dev.engram.internal.index.vector.VectorIndexException if a vector has another dimension
   *     or a component that is not finite
   */
  public Quantizer train(CodeKind kind, float[][] sample) {
    if (sample.length == 0) {
      throw new IllegalArgumentException("a sample needs at least one vector");
    }
    float[][] used = spread(sample);
    for (float[] vector : used) {
      Checked.vector(vector, space.dimension());
    }
    boolean few = used.length < FEW;
    float[][] learnt = few ? used : part(used, false);
    float[][] measured = few ? used : part(used, true);
    return switch (kind) {
      case FLOAT32 -> new FloatQuantizer(space);
      case INT8 -> new Int8Quantizer(space, error(new Int8Quantizer(space, 0), measured));
      case INT4, BIT1 -> {
        float[] mean = mean(learnt);
        var untold = new ScalarQuantizer(kind, space, mean, 0);
        yield new ScalarQuantizer(kind, space, mean, error(untold, measured));
      }
      case PRODUCT -> product(learnt, measured);
    };
  }

  private float[][] spread(float[][] sample) {
    int size = Math.min(sampleLimit, sample.length);
    float[][] spread = new float[size][];
    Arrays.setAll(spread, i -> sample[(int) ((long) i * sample.length / size)]);
    return spread;
  }

  private static float[][] part(float[][] sample, boolean heldOut) {
    int kept = sample.length / HELD_OUT;
    float[][] part = new float[heldOut ? kept : sample.length - kept][];
    int size = 0;
    for (int i = 0; i < sample.length && size < part.length; i++) {
      if ((i % HELD_OUT == HELD_OUT - 1) == heldOut) {
        part[size++] = sample[i];
      }
    }
    return part;
  }

  private float[] mean(float[][] sample) {
    float[] mean = new float[space.dimension()];
    for (int i = 0; i < mean.length && space.metric() != Metric.HAMMING; i++) {
      double sum = 0;
      for (float[] vector : sample) {
        sum += vector[i];
      }
      mean[i] = (float) (sum / sample.length);
    }
    return mean;
  }

  private Quantizer product(float[][] learnt, float[][] measured) {
    int dimension = space.dimension();
    int[] widths = new int[stretches];
    for (int i = 0; i < stretches; i++) {
      widths[i] =
          (int) ((i + 1L) * dimension / stretches) - (int) ((long) i * dimension / stretches);
    }
    Optional<Balance> balance = Optional.empty();
    float[][] turned = learnt;
    if (dimension <= Balance.MAX_DIMENSION) {
      Balance learned = Balance.of(learnt, widths);
      turned = new float[learnt.length][];
      Arrays.setAll(turned, i -> learned.turn(learnt[i]));
      balance = Optional.of(learned);
    }
    KMeans[] codebooks = new KMeans[stretches];
    var random = new SplittableRandom(seed);
    int from = 0;
    for (int i = 0; i < stretches; i++) {
      var stretch = new Stretch(turned, from, widths[i]);
      codebooks[i] =
          KMeans.train(stretch, LookupTables.ENTRIES, iterations, random.split(), executor);
      from += widths[i];
    }
    var untold = new ProductQuantizer(space, balance, codebooks, 0);
    return new ProductQuantizer(space, balance, codebooks, error(untold, measured));
  }

  private static double error(Quantizer quantizer, float[][] vectors) {
    byte[] code = new byte[quantizer.bytesPerVector()];
    double sum = 0;
    for (float[] vector : vectors) {
      quantizer.encode(vector, code, 0);
      float[] decoded = quantizer.decode(code, 0);
      sum += Kernels.active().squaredDistance(vector, 0, decoded, 0, vector.length);
    }
    return sum / vectors.length;
  }
}
