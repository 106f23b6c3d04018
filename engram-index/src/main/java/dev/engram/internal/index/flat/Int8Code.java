package dev.engram.internal.index.flat;

import dev.engram.internal.index.vector.Metric;
import org.apache.lucene.util.VectorUtil;

/**
 * A vector in one signed byte a component: {@code vector ≈ scale · bytes}. The largest component
 * becomes ±127. Immutable by convention: nobody writes to {@code bytes} after construction.
 *
 * @param bytes shape {@code [dimension]}, each -127 to 127
 * @param scale zero or more
 * @param squaredNorm squared length of the decoded vector; used by {@linkplain Metric#distance
 *     metrics of distance} only
 */
@SuppressWarnings("ArrayRecordComponent") // shared between an index and its graph, never compared
public record Int8Code(byte[] bytes, float scale, float squaredNorm) {
  private static final float LARGEST = 127;

  /** Encodes without regard to a metric. Cost: linear in the dimension. */
  public static Int8Code linear(float[] vector) {
    float largest = 0;
    for (float component : vector) {
      largest = Math.max(largest, Math.abs(component));
    }
    byte[] bytes = new byte[vector.length];
    // A double, since the inverse of a subnormal float would be infinite.
    double inverse = largest == 0 ? 0 : LARGEST / (double) largest;
    for (int i = 0; i < vector.length; i++) {
      bytes[i] = (byte) Math.round(vector[i] * inverse);
    }
    return of(bytes, largest / LARGEST);
  }

  /**
   * Encodes a vector that {@link dev.engram.internal.index.vector.VectorSpace#admit} returned.
   * Under {@link Metric#COSINE} the decoded vector has unit length again, which undoes part of the
   * rounding.
   */
  public static Int8Code of(float[] admitted, Metric metric) {
    Int8Code code = linear(admitted);
    if (metric != Metric.COSINE) {
      return code;
    }
    int squares = VectorUtil.dotProduct(code.bytes, code.bytes);
    return new Int8Code(code.bytes, (float) (1 / Math.sqrt(squares)), 1);
  }

  /** Rebuilds a stored code. */
  public static Int8Code of(byte[] bytes, float scale) {
    return new Int8Code(bytes, scale, scale * scale * VectorUtil.dotProduct(bytes, bytes));
  }

  /** Nearness of two codes, larger is nearer; not clamped. Cost: one byte kernel. */
  public float score(Int8Code other, Metric metric) {
    float dot = VectorUtil.dotProduct(bytes, other.bytes) * (scale * other.scale);
    return metric.distance() ? 2 * dot - squaredNorm - other.squaredNorm : dot;
  }

  /** What the code leaves out: {@code vector - scale · bytes}. */
  public float[] residual(float[] vector) {
    float[] rest = new float[vector.length];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = vector[i] - scale * bytes[i];
    }
    return rest;
  }
}
