package dev.engram.internal.index.quantize;

import dev.engram.internal.index.flat.Int8Code;
import dev.engram.internal.index.kernel.Kernels;
import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.Arrays;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.quantization.OptimizedScalarQuantizer;

/**
 * A few bits a component, in an interval that Lucene's {@link OptimizedScalarQuantizer} fits to
 * each vector less a centroid.
 *
 * <p>With centroid {@code c}, levels {@code k}, and the interval's {@code lower} and {@code step},
 * {@code v ≈ c + lower + step · k}. Only the rest {@code v - c} is rounded: what the centroid
 * contributes is stored exactly, as {@code v·c} or, under metrics of distance, as {@code |v-c|²}.
 * So
 *
 * <pre>
 * q·v    ≈ (q-c)·(lower + step · k) + v·c + (q-c)·c
 * |q-v|² ≈ |q-c|² + |v-c|² - 2 (q-c)·(lower + step · k)
 * </pre>
 *
 * <p>Under HAMMING components are 1 or -1 already: the centroid is zero, the levels are 0 and 1 of
 * the interval from -1 in steps of 2, and nothing is lost.
 *
 * <p>A code is {@code uint8[ceil(dimension · bits / 8)], float32 lower, float32 step, float32
 * exact}. One bit: component {@code i} is bit {@code i % 8} of byte {@code i / 8}. Four bits: the
 * first half of the components lies in the low half-bytes, the second half in the high ones.
 */
final class ScalarQuantizer implements Quantizer {
  private static final int TAIL = 3 * Float.BYTES;

  private final CodeKind kind;
  private final VectorSpace space;
  private final float[] centroid;
  private final float centroidSquares;
  private final double trainingError;
  private final int packed;

  /** A quantizer around a centroid; zeros under HAMMING. The centroid is kept, not copied. */
  ScalarQuantizer(CodeKind kind, VectorSpace space, float[] centroid, double trainingError) {
    this.kind = kind;
    this.space = space;
    this.centroid = centroid;
    this.centroidSquares = dot(centroid, centroid);
    this.trainingError = trainingError;
    this.packed = kind == CodeKind.BIT1 ? (centroid.length + 7) / 8 : (centroid.length + 1) / 2;
  }

  @Override
  public CodeKind kind() {
    return kind;
  }

  @Override
  public VectorSpace space() {
    return space;
  }

  @Override
  public int bytesPerVector() {
    return packed + TAIL;
  }

  float[] centroid() {
    return centroid.clone();
  }

  @Override
  public void encode(float[] admitted, byte[] into, int from) {
    Checked.vector(admitted, space.dimension());
    float[] rest = less(admitted);
    byte[] levels = new byte[rest.length];
    float lower;
    float step;
    if (space.metric() == Metric.HAMMING) {
      for (int i = 0; i < rest.length; i++) {
        levels[i] = (byte) (rest[i] > 0 ? 1 : 0);
      }
      lower = -1;
      step = 2;
    } else {
      int steps = kind == CodeKind.BIT1 ? 1 : 15;
      // Intervals scale with the vector, so a vector near one keeps the squares in a float's range.
      float scale = largest(rest);
      float[] scaled = rest.clone();
      for (int i = 0; i < scaled.length && scale > 0; i++) {
        scaled[i] = (float) (scaled[i] / (double) scale);
      }
      var fitted =
          new OptimizedScalarQuantizer(VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT)
              .scalarQuantize(
                  scaled, levels, (byte) (kind == CodeKind.BIT1 ? 1 : 4), new float[rest.length]);
      lower = fitted.lowerInterval() * scale;
      step = (fitted.upperInterval() - fitted.lowerInterval()) / steps * scale;
    }
    Arrays.fill(into, from, from + packed, (byte) 0);
    pack(levels, into, from);
    CodeFloats.put(into, from + packed, lower);
    CodeFloats.put(into, from + packed + Float.BYTES, step);
    CodeFloats.put(
        into,
        from + packed + 2 * Float.BYTES,
        space.metric().distance() ? dot(rest, rest) : dot(admitted, centroid));
  }

  private static float largest(float[] vector) {
    float largest = 0;
    for (float component : vector) {
      largest = Math.max(largest, Math.abs(component));
    }
    return largest;
  }

  private float[] less(float[] vector) {
    float[] rest = new float[vector.length];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = vector[i] - centroid[i];
    }
    return rest;
  }

  private void pack(byte[] levels, byte[] into, int from) {
    for (int i = 0; i < levels.length; i++) {
      if (kind == CodeKind.BIT1) {
        into[from + i / 8] |= (byte) (levels[i] << i % 8);
      } else if (i < packed) {
        into[from + i] |= levels[i];
      } else {
        into[from + i - packed] |= (byte) (levels[i] << 4);
      }
    }
  }

  /** Writes the levels of a packed code into {@code levels}, in the order of components. */
  private void unpack(byte[] codes, int from, byte[] levels) {
    if (kind == CodeKind.BIT1) {
      for (int i = 0; i < levels.length; i++) {
        levels[i] = (byte) (codes[from + i / 8] >> i % 8 & 1);
      }
      return;
    }
    for (int i = 0; i < packed; i++) {
      levels[i] = (byte) (codes[from + i] & 15);
    }
    for (int i = packed; i < levels.length; i++) {
      levels[i] = (byte) (codes[from + i - packed] >> 4 & 15);
    }
  }

  @Override
  public Scorer scorer(float[] admitted) {
    Checked.vector(admitted, space.dimension());
    float[] rest = less(admitted);
    double sum = 0;
    for (float component : rest) {
      sum += component;
    }
    float restSum = (float) sum;
    float restSquares = dot(rest, rest);
    float restOnCentroid = dot(admitted, centroid) - centroidSquares;
    Metric metric = space.metric();
    Scorer onLevels = onLevels(rest);
    return (codes, from) -> {
      int at = from + packed;
      float dot =
          CodeFloats.get(codes, at) * restSum
              + CodeFloats.get(codes, at + Float.BYTES) * onLevels.score(codes, from);
      float exact = CodeFloats.get(codes, at + 2 * Float.BYTES);
      return metric.distance()
          ? metric.ofSquaredDistance(restSquares + exact - 2 * dot)
          : metric.score(dot + exact + restOnCentroid, 1, 1);
    };
  }

  /** Inner products of a query and the levels of codes. */
  private Scorer onLevels(float[] query) {
    if (kind == CodeKind.BIT1) {
      return LookupTables.ofBits(query)::sum;
    }
    Kernels kernels = Kernels.active();
    Int8Code code = Int8Code.of(query, Metric.DOT);
    byte[] levels = new byte[query.length];
    return (codes, from) -> {
      unpack(codes, from, levels);
      return code.scale() * kernels.dot(code.bytes(), 0, levels, 0, levels.length);
    };
  }

  @Override
  public float[] decode(byte[] codes, int from) {
    byte[] levels = new byte[space.dimension()];
    unpack(codes, from, levels);
    float lower = CodeFloats.get(codes, from + packed);
    float step = CodeFloats.get(codes, from + packed + Float.BYTES);
    float[] vector = new float[levels.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = centroid[i] + lower + step * levels[i];
    }
    return vector;
  }

  private static float dot(float[] a, float[] b) {
    return Kernels.active().dot(a, 0, b, 0, a.length);
  }

  @Override
  public double trainingError() {
    return trainingError;
  }

  @Override
  public long ramBytes() {
    return 64 + 4L * centroid.length;
  }
}
