package dev.engram.internal.index.quantize;

import dev.engram.internal.index.flat.Int8Code;
import dev.engram.internal.index.kernel.Kernels;
import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.VectorSpace;
import org.apache.lucene.util.VectorUtil;

/**
 * The codes of the flat index: {@code int8[dimension], float32 scale} and, under metrics of
 * distance, {@code float32 squared length}. The query is split into two such codes, so that its own
 * rounding does not show; scores are those of the flat index.
 */
final class Int8Quantizer implements Quantizer {
  private final VectorSpace space;
  private final double trainingError;

  Int8Quantizer(VectorSpace space, double trainingError) {
    this.space = space;
    this.trainingError = trainingError;
  }

  @Override
  public CodeKind kind() {
    return CodeKind.INT8;
  }

  @Override
  public VectorSpace space() {
    return space;
  }

  @Override
  public int bytesPerVector() {
    return space.dimension() + (space.metric().distance() ? 2 : 1) * Float.BYTES;
  }

  @Override
  public void encode(float[] admitted, byte[] into, int from) {
    Checked.vector(admitted, space.dimension());
    Int8Code code = Int8Code.of(admitted, space.metric());
    System.arraycopy(code.bytes(), 0, into, from, code.bytes().length);
    int at = from + code.bytes().length;
    CodeFloats.put(into, at, code.scale());
    if (space.metric().distance()) {
      CodeFloats.put(into, at + Float.BYTES, code.squaredNorm());
    }
  }

  @Override
  public Scorer scorer(float[] admitted) {
    Checked.vector(admitted, space.dimension());
    int dimension = space.dimension();
    Metric metric = space.metric();
    Kernels kernels = Kernels.active();
    Int8Code high = Int8Code.of(admitted, Metric.DOT); // as it is: no unit length is restored
    Int8Code low = Int8Code.of(high.residual(admitted), Metric.DOT);
    float squaredNorm = VectorUtil.dotProduct(admitted, admitted);
    return (codes, from) -> {
      float query =
          kernels.dot(high.bytes(), 0, codes, from, dimension) * high.scale()
              + kernels.dot(low.bytes(), 0, codes, from, dimension) * low.scale();
      int at = from + dimension;
      float dot = query * CodeFloats.get(codes, at);
      return metric.score(
          dot, squaredNorm, metric.distance() ? CodeFloats.get(codes, at + Float.BYTES) : 1);
    };
  }

  @Override
  public float[] decode(byte[] codes, int from) {
    float[] vector = new float[space.dimension()];
    float scale = CodeFloats.get(codes, from + vector.length);
    for (int i = 0; i < vector.length; i++) {
      vector[i] = scale * codes[from + i];
    }
    return vector;
  }

  @Override
  public double trainingError() {
    return trainingError;
  }

  @Override
  public long ramBytes() {
    return 24;
  }
}
