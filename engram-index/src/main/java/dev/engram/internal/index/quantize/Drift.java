package dev.engram.internal.index.quantize;

import dev.engram.internal.index.kernel.Kernels;

/**
 * Notices when new vectors no longer look like those that a quantizer was trained on: compares
 * their mean squared error with that at training. The mean forgets: a vector counts half after
 * {@value #HALF_LIFE} more. Only kinds that are trained can drift; the others answer never.
 *
 * <p>Re-training is due when at least {@value #ENOUGH} vectors were seen and the mean is above
 * {@value #WORSE} times the error at training. A quantizer that was trained on fewer vectors than
 * it has centroids has next to no error at training, so it is due as soon as there are enough.
 *
 * <p>For one writer; {@link #due} and {@link #recentError} may be read from other threads. Cost of
 * an observation: decoding one vector.
 */
public final class Drift {
  /** How many vectors must have been seen. */
  public static final int ENOUGH = 256;

  /** How much worse than at training is too much. */
  public static final double WORSE = 1.25;

  private static final int HALF_LIFE = 512;
  private static final double FORGETTING = Math.log(2) / HALF_LIFE;

  private final Quantizer quantizer;
  private final boolean trained;
  private int seen;
  private double weight;
  private double sum;
  private volatile double recent;
  private volatile boolean due;

  /** Watches a quantizer; a new one needs a new watch. */
  public Drift(Quantizer quantizer) {
    this.quantizer = quantizer;
    this.trained =
        switch (quantizer.kind()) {
          case FLOAT32, INT8 -> false;
          case INT4, BIT1, PRODUCT -> true;
        };
  }

  /**
   * Takes account of a vector that was just encoded.
   *
   * @param admitted the vector
   * @param codes holds its code
   * @param from where the code begins
   */
  public void observe(float[] admitted, byte[] codes, int from) {
    if (!trained) {
      return;
    }
    float[] decoded = quantizer.decode(codes, from);
    double error = Kernels.active().squaredDistance(admitted, 0, decoded, 0, decoded.length);
    weight = weight * (1 - FORGETTING) + 1;
    sum = sum * (1 - FORGETTING) + error;
    seen = Math.min(seen + 1, ENOUGH);
    recent = sum / weight;
    due = seen == ENOUGH && recent > WORSE * quantizer.trainingError();
  }

  /** Mean squared error of recent vectors; zero when there were none. */
  public double recentError() {
    return recent;
  }

  /** Whether to train anew, on a sample of what is held now. */
  public boolean due() {
    return due;
  }
}
