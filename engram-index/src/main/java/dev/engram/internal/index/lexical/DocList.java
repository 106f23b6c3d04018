package dev.engram.internal.index.lexical;

import java.util.Arrays;
import org.apache.lucene.search.DocIdSetIterator;

/** Iterates over a sorted list of documents. */
final class DocList extends DocIdSetIterator {
  private final int[] docs;
  private final int count;
  private int index = -1;

  DocList(int[] docs, int count) {
    this.docs = docs;
    this.count = count;
  }

  @Override
  public int docID() {
    return index < 0 ? -1 : index < count ? docs[index] : NO_MORE_DOCS;
  }

  @Override
  public int nextDoc() {
    index++;
    return docID();
  }

  @Override
  public int advance(int target) {
    int found = Arrays.binarySearch(docs, Math.min(index + 1, count), count, target);
    index = found < 0 ? -found - 1 : found;
    return docID();
  }

  @Override
  public long cost() {
    return count;
  }
}
