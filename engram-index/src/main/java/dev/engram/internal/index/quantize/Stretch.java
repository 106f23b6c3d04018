package dev.engram.internal.index.quantize;

/**
 * The same components of many vectors, in place. Whoever holds one must not change the rows.
 *
 * @param rows vectors, shape {@code [rows][at least from + dimension]}
 * @param from the first component
 * @param dimension how many components, at least one
 */
@SuppressWarnings("ArrayRecordComponent") // a view for one training, never compared
record Stretch(float[][] rows, int from, int dimension) {
  int size() {
    return rows.length;
  }
}
