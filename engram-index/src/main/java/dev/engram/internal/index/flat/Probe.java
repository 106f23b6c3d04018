package dev.engram.internal.index.flat;

import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.VectorSpace;
import org.apache.lucene.util.VectorUtil;

/**
 * A query made ready. Against 8-bit vectors it is split into two codes: the high one ranks, the low
 * one (what the high one rounded away) corrects the scores of the few best, so the query's own
 * rounding costs no recall.
 */
final class Probe {
  private final Metric metric;
  private final float[] vector;
  private final Int8Code high;
  private final Int8Code low;
  private final float squaredNorm;

  private Probe(Metric metric, float[] vector, Int8Code high, Int8Code low) {
    this.metric = metric;
    this.vector = vector;
    this.high = high;
    this.low = low;
    this.squaredNorm = VectorUtil.dotProduct(vector, vector);
  }

  static Probe of(VectorSpace space, float[] query) {
    float[] vector = space.admit(query);
    Int8Code high = Int8Code.linear(vector);
    return new Probe(space.metric(), vector, high, Int8Code.linear(high.residual(vector)));
  }

  Metric metric() {
    return metric;
  }

  float[] vector() {
    return vector;
  }

  Int8Code high() {
    return high;
  }

  Int8Code low() {
    return low;
  }

  float squaredNorm() {
    return squaredNorm;
  }
}
