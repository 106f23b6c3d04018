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

/** The Lucene fields of a memory. Immutable. */
final class Schema {
  static final String TEXT = "text";
  static final String CONTEXT = "context";
  static final String WHO = "who";
  static final String WHEN = "when";

  /** The analysed fields. */
  static final List<String> WORDS = List.of(TEXT, CONTEXT, WHO, WHEN);

  /** The ordinal as doc values, to go from a document to its ordinal. */
  static final String ORDINAL = "ordinal";

  /** The ordinal as a term, to replace and remove by. */
  private static final String KEY = "key";

  /** The key of the signature in a commit's user data. */
  static final String SIGNATURE = "engram.lexical";

  /** Raised whenever fields change. */
  private static final int VERSION = 1;

  private final FieldType words;
  private final String signature;

  Schema(LexicalOptions options) {
    words = new FieldType();
    words.setTokenized(true);
    words.setIndexOptions(
        options.positions()
            ? IndexOptions.DOCS_AND_FREQS_AND_POSITIONS
            : IndexOptions.DOCS_AND_FREQS);
    words.freeze();
    signature =
        "schema="
            + VERSION
            + ",positions="
            + options.positions()
            + ","
            + options.analyzer().signature();
  }

  /** Equal for two schemas exactly when either may open what the other saved. */
  String signature() {
    return signature;
  }

  boolean positions() {
    return words.indexOptions().compareTo(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS) >= 0;
  }

  List<IndexableField> fields(LexicalDocument document) {
    var fields = new ArrayList<IndexableField>(6);
    fields.add(new StringField(KEY, keyBytes(document.ordinal()), Field.Store.NO));
    fields.add(new NumericDocValuesField(ORDINAL, document.ordinal()));
    add(fields, TEXT, document.text());
    add(fields, CONTEXT, document.context());
    add(fields, WHO, document.who());
    add(fields, WHEN, document.when());
    return fields;
  }

  static Term key(int ordinal) {
    return new Term(KEY, keyBytes(ordinal));
  }

  private void add(List<IndexableField> fields, String name, String value) {
    if (!value.isBlank()) {
      fields.add(new Field(name, value, words));
    }
  }

  private static BytesRef keyBytes(int ordinal) {
    byte[] bytes = new byte[Integer.BYTES];
    NumericUtils.intToSortableBytes(ordinal, bytes, 0);
    return new BytesRef(bytes);
  }
}
