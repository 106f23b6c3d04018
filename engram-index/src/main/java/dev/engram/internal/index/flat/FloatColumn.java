package dev.engram.internal.index.flat;

import java.nio.ByteBuffer;
import org.apache.lucene.util.VectorUtil;

/** Exact vectors, one array each, since Lucene's kernels take whole arrays. */
final class FloatColumn implements Column {
  private static final int GROUP = 8;
  private static final int LINE = 64 / Float.BYTES;

  private final float[][] vectors;

  FloatColumn(int slots) {
    this.vectors = new float[slots][];
  }

  @Override
  public void set(int slot, float[] admitted) {
    vectors[slot] = admitted;
  }

  @Override
  public void copy(Column source, int from, int to) {
    vectors[to] = ((FloatColumn) source).vectors[from];
  }

  @Override
  public void score(Probe probe, int[] slots, int count, float[] scores) {
    for (int from = 0; from < count; from += GROUP) {
      int to = Math.min(count, from + GROUP);
      touch(slots, from, to);
      scoreGroup(probe, slots, from, to, scores);
    }
  }

  private void scoreGroup(Probe probe, int[] slots, int from, int to, float[] scores) {
    float[] query = probe.vector();
    switch (probe.metric()) {
      case COSINE -> {
        for (int i = from; i < to; i++) {
          scores[i] = Math.clamp(VectorUtil.dotProduct(query, vectors[slots[i]]) + 0f, -1f, 1f);
        }
      }
      case DOT -> {
        for (int i = from; i < to; i++) {
          scores[i] = VectorUtil.dotProduct(query, vectors[slots[i]]) + 0f;
        }
      }
      case EUCLIDEAN, HAMMING -> {
        for (int i = from; i < to; i++) {
          float squared = VectorUtil.squareDistance(query, vectors[slots[i]]);
          scores[i] = probe.metric().ofSquaredDistance(squared);
        }
      }
    }
  }

  /** Starts the loads of a group early; see {@link Int8Column}. */
  private void touch(int[] slots, int from, int to) {
    int sum = 0;
    for (int i = from; i < to; i++) {
      float[] vector = vectors[slots[i]];
      for (int j = 0; j < vector.length; j += LINE) {
        sum += Float.floatToRawIntBits(vector[j]) & 1;
      }
    }
    if (sum < 0) { // never, but the compiler must not know
      throw new IllegalStateException();
    }
  }

  @Override
  public float refined(Probe probe, int slot) {
    float[] query = probe.vector();
    return switch (probe.metric()) {
      case COSINE -> Math.clamp(VectorUtil.dotProduct(query, vectors[slot]) + 0f, -1f, 1f);
      case DOT -> VectorUtil.dotProduct(query, vectors[slot]) + 0f;
      case EUCLIDEAN, HAMMING ->
          probe.metric().ofSquaredDistance(VectorUtil.squareDistance(query, vectors[slot]));
    };
  }

  float[] vector(int slot) {
    return vectors[slot];
  }

  @Override
  public int savedBytes(int dimension) {
    return Float.BYTES * dimension;
  }

  @Override
  public void write(int slot, ByteBuffer out) {
    float[] vector = vectors[slot];
    out.asFloatBuffer().put(vector);
    out.position(out.position() + Float.BYTES * vector.length);
  }

  @Override
  public void read(int slot, int dimension, ByteBuffer in) {
    float[] vector = new float[dimension];
    in.asFloatBuffer().get(vector);
    in.position(in.position() + Float.BYTES * dimension);
    vectors[slot] = vector;
  }

  @Override
  public long ramBytes(int used, int dimension) {
    return RamCost.array(vectors.length, RamCost.REFERENCE)
        + used * RamCost.array(dimension, Float.BYTES);
  }

  @Override
  public Column empty() {
    return new FloatColumn(vectors.length);
  }
}
