package dev.engram.internal.index.lexical;

import java.io.IOException;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermStates;
import org.apache.lucene.util.LiveDocs;

/** A segment at one moment: its core, and which of its documents are deleted. Thread-safe. */
final class Segment {
  private final SegmentCore core;
  private final int[] deleted;
  private final FieldTotals[] totals;

  private Segment(SegmentCore core, int[] deleted, FieldTotals[] totals) {
    this.core = core;
    this.deleted = deleted;
    this.totals = totals;
  }

  static Segment of(LeafReader reader, SegmentCore core) throws IOException {
    int[] deleted = deleted(reader);
    var totals = new FieldTotals[Schema.WORDS.size()];
    for (int field = 0; field < totals.length; field++) {
      totals[field] = core.totals(field).minus(totals(reader, Schema.WORDS.get(field), deleted));
    }
    return new Segment(core, deleted, totals);
  }

  /** Cost: one pass over the segment, or over the deleted documents where Lucene lists them. */
  private static int[] deleted(LeafReader reader) throws IOException {
    int[] docs = new int[reader.numDeletedDocs()];
    var live = reader.getLiveDocs();
    if (live instanceof LiveDocs listed) {
      var iterator = listed.deletedDocsIterator();
      for (int i = 0; i < docs.length; i++) {
        docs[i] = iterator.nextDoc();
      }
    } else if (live != null) {
      int found = 0;
      for (int doc = 0; found < docs.length; doc++) {
        if (!live.get(doc)) {
          docs[found++] = doc;
        }
      }
    }
    return docs;
  }

  private static FieldTotals totals(LeafReader reader, String field, int[] docs)
      throws IOException {
    var norms = reader.getNormValues(field);
    long documents = 0;
    long length = 0;
    if (norms != null) {
      for (int doc : docs) {
        if (norms.advanceExact(doc) && norms.longValue() != 0) {
          documents++;
          length += SegmentCore.length(norms.longValue());
        }
      }
    }
    return new FieldTotals(documents, length);
  }

  SegmentCore core() {
    return core;
  }

  FieldTotals totals(int field) {
    return totals[field];
  }

  /** How many deleted documents hold a term. Cost: a skip in its postings for each deleted one. */
  int deletedWith(Term term, TermStates states, LeafReaderContext leaf) throws IOException {
    if (deleted.length == 0) {
      return 0;
    }
    var supplier = states.get(leaf);
    var state = supplier == null ? null : supplier.get();
    var terms = leaf.reader().terms(term.field());
    if (state == null || terms == null) {
      return 0;
    }
    var entries = terms.iterator();
    entries.seekExact(term.bytes(), state);
    var postings = entries.postings(null, PostingsEnum.NONE);
    int found = 0;
    for (int doc : deleted) {
      int at = postings.docID() < doc ? postings.advance(doc) : postings.docID();
      if (at == doc) {
        found++;
      }
    }
    return found;
  }

  long ramBytes() {
    return (long) Integer.BYTES * deleted.length;
  }
}
