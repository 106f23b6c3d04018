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
}
