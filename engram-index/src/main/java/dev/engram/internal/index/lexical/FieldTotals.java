package dev.engram.internal.index.lexical;

/**
 * The sums that BM25 takes its average length from.
 *
 * @param documents how many have the field
 * @param length the sum of their lengths in words, as their norms remember them
 */
record FieldTotals(long documents, long length) {
  static final FieldTotals NONE = new FieldTotals(0, 0);

  FieldTotals plus(FieldTotals other) {
    return new FieldTotals(documents + other.documents, length + other.length);
  }

  FieldTotals minus(FieldTotals other) {
    return new FieldTotals(documents - other.documents, length - other.length);
  }
}
