package dev.engram.internal.index.hnsw;

import dev.engram.internal.index.flat.Int8Code;

/**
 * A code to compare nodes with, wherever it lies.
 *
 * @param bytes holds the code, among others perhaps
 * @param from where it begins
 * @param scale of the code
 * @param squaredNorm of the code; used by metrics of distance only
 */
@SuppressWarnings("ArrayRecordComponent") // a view, never compared
record CodeView(byte[] bytes, int from, float scale, float squaredNorm) {
  static CodeView of(Int8Code code) {
    return new CodeView(code.bytes(), 0, code.scale(), code.squaredNorm());
  }

  /** The vector that the code stands for. */
  float[] decoded(int dimension) {
    float[] vector = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      vector[i] = scale * bytes[from + i];
    }
    return vector;
  }
}
