package dev.engram.internal.index.lexical;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.NumericUtils;

/**
 * The Lucene fields of a memory. Text and names are two values of one field, so that a term is
 * looked up once and its frequency is the sum. No positions and no norms: whoever scores knows the
 * lengths. Immutable.
 */
final class Schema {
  /** The analysed words. */
  static final String WORDS = "words";

  /** The ordinal as doc values, to go from a document to its ordinal. */
  static final String ORDINAL = "ordinal";

  /** The ordinal as a term, to replace and remove by. */
  private static final String KEY = "key";

  /** The key of the signature in a commit's user data. */
  static final String SIGNATURE = "engram.lexical";

  /** Raised whenever fields change. */
  private static final int VERSION = 2;

  private static final FieldType FREQUENCIES = frequencies();

  private Schema() {}

  private static FieldType frequencies() {
    var type = new FieldType();
    type.setTokenized(true);
    type.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
    type.setOmitNorms(true);
    type.freeze();
    return type;
  }

  /** Equal for two indexes exactly when either may open what the other saved. */
  static String signature(LexicalOptions options) {
    return "schema=" + VERSION + "," + options.analyzer().signature();
  }

  static List<IndexableField> fields(LexicalDocument document) {
    var fields = new ArrayList<IndexableField>(4);
    fields.add(new StringField(KEY, keyBytes(document.ordinal()), Field.Store.NO));
    fields.add(new NumericDocValuesField(ORDINAL, document.ordinal()));
    fields.add(new Field(WORDS, document.text(), FREQUENCIES));
    if (!document.who().isBlank()) {
      fields.add(new Field(WORDS, document.who(), FREQUENCIES));
    }
    return fields;
  }

  static Term key(int ordinal) {
    return new Term(KEY, keyBytes(ordinal));
  }

  private static BytesRef keyBytes(int ordinal) {
    byte[] bytes = new byte[Integer.BYTES];
    NumericUtils.intToSortableBytes(ordinal, bytes, 0);
    return new BytesRef(bytes);
  }
}
