package dev.engram.internal.index.quantize;

import dev.engram.internal.index.vector.VectorSpace;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The vector itself, little-endian, behind the interface of the others: loses nothing. */
final class FloatQuantizer implements Quantizer {
  private final VectorSpace space;

  FloatQuantizer(VectorSpace space) {
    this.space = space;
  }

  @Override
  public CodeKind kind() {
    return CodeKind.FLOAT32;
  }

  @Override
  public VectorSpace space() {
    return space;
  }

  @Override
  public int bytesPerVector() {
    return Float.BYTES * space.dimension();
  }

  @Override
  public void encode(float[] admitted, byte[] into, int from) {
    Checked.vector(admitted, space.dimension());
    ByteBuffer.wrap(into, from, bytesPerVector())
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .put(admitted);
  }

  @Override
  public Scorer scorer(float[] admitted) {
    Checked.vector(admitted, space.dimension());
    float[] query = admitted.clone();
    float[] vector = new float[query.length];
    return (codes, from) -> {
      read(codes, from, vector);
      return space.metric().score(query, vector);
    };
  }

  private void read(byte[] codes, int from, float[] vector) {
    ByteBuffer.wrap(codes, from, bytesPerVector())
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(vector);
  }

  @Override
  public float[] decode(byte[] codes, int from) {
    float[] vector = new float[space.dimension()];
    read(codes, from, vector);
    return vector;
  }

  @Override
  public double trainingError() {
    return 0;
  }

  @Override
  public long ramBytes() {
    return 16;
  }
}
