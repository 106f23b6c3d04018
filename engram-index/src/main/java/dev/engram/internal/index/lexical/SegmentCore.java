package dev.engram.internal.index.lexical;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.SmallFloat;

/**
 * What is worth knowing of a segment beyond Lucene's own structures, and never changes: which
 * ordinal each document has, and back. Deleted documents are included. Immutable, thread-safe.
 */
final class SegmentCore {
  private final int[] ordinals;
  private final int[] sortedOrdinals;
  private final int[] sortedDocs;
  private final FieldTotals[] totals;

  private SegmentCore(int[] ordinals, FieldTotals[] totals) {
    this.ordinals = ordinals;
    this.totals = totals;
    if (isSorted(ordinals)) {
      sortedOrdinals = ordinals;
      sortedDocs = new int[0];
    } else {
      long[] pairs = new long[ordinals.length];
      Arrays.setAll(pairs, doc -> (long) ordinals[doc] << 32 | doc);
      Arrays.sort(pairs);
      sortedOrdinals = new int[ordinals.length];
      sortedDocs = new int[ordinals.length];
      Arrays.setAll(sortedOrdinals, i -> (int) (pairs[i] >>> 32));
      Arrays.setAll(sortedDocs, i -> (int) pairs[i]);
    }
  }

  /** Cost: one pass over the segment, and a sort where its documents are out of order. */
  static SegmentCore of(LeafReader reader) throws IOException {
    int[] ordinals = new int[reader.maxDoc()];
    var values = reader.getNumericDocValues(Schema.ORDINAL);
    for (int doc = 0; doc < ordinals.length; doc++) {
      if (values == null || !values.advanceExact(doc)) {
        throw new IOException("document " + doc + " of a segment has no ordinal");
      }
      ordinals[doc] = Math.toIntExact(values.longValue());
    }
    var totals = new FieldTotals[Schema.WORDS.size()];
    for (int field = 0; field < totals.length; field++) {
      totals[field] = totals(reader, Schema.WORDS.get(field));
    }
    return new SegmentCore(ordinals, totals);
  }

  private static FieldTotals totals(LeafReader reader, String field) throws IOException {
    var norms = reader.getNormValues(field);
    long documents = 0;
    long length = 0;
    if (norms != null) {
      while (norms.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
        if (norms.longValue() != 0) {
          documents++;
          length += length(norms.longValue());
        }
      }
    }
    return new FieldTotals(documents, length);
  }

  /** The length that BM25 sees: what is left of it in a norm of one byte. */
  static int length(long norm) {
    return SmallFloat.byte4ToInt((byte) norm);
  }

  int ordinal(int doc) {
    return ordinals[doc];
  }

  int size() {
    return ordinals.length;
  }

  FieldTotals totals(int field) {
    return totals[field];
  }

  /** The i-th smallest ordinal, deleted documents' included. */
  int sortedOrdinal(int i) {
    return sortedOrdinals[i];
  }

  /** The document of the i-th smallest ordinal. */
  int sortedDoc(int i) {
    return sortedDocs.length == 0 ? i : sortedDocs[i];
  }

  /** The first index at or after {@code from} whose ordinal is {@code ordinal} or more. */
  int firstAtLeast(int ordinal, int from) {
    int step = 1;
    int low = from;
    while (low + step < sortedOrdinals.length && sortedOrdinals[low + step] < ordinal) {
      low += step;
      step <<= 1;
    }
    int high = Math.min(low + step, sortedOrdinals.length);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sortedOrdinals[middle] < ordinal) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  long ramBytes() {
    int copies = sortedDocs.length == 0 ? 1 : 3;
    return 64L + (long) Integer.BYTES * copies * ordinals.length;
  }

  private static boolean isSorted(int[] values) {
    for (int i = 1; i < values.length; i++) {
      if (values[i] < values[i - 1]) {
        return false;
      }
    }
    return true;
  }
}
