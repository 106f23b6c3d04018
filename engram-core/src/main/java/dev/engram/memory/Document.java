package dev.engram.memory;

import dev.engram.scope.Scope;
import java.time.Instant;

/**
 * A text with a structure: becomes one episode a section or paragraph, code kept whole. The pieces
 * follow one another in a session named {@code document:TITLE}, so neighbours are context.
 *
 * @param title what it is called, at most 480 bytes
 * @param text all of it, at most 16 MiB of UTF-8, not blank
 * @param format how its structure is marked
 * @param placement where and how its pieces are filed
 */
public record Document(String title, String text, DocumentFormat format, Placement placement)
    implements Material {
  private static final int MAX_BYTES = 16 * 1024 * 1024;
  private static final int MAX_TITLE_BYTES = 480;

  public Document {
    TextRule.bounded("document.title", title, MAX_TITLE_BYTES);
    TextRule.bounded("document.text", text, MAX_BYTES);
  }

  /** A document whose structure is found out. */
  public static Document of(String title, String text) {
    return new Document(
        title, text, DocumentFormat.AUTO, Placement.of(Category.CONTEXT, Source.DOCUMENT));
  }

  /** Marked so. */
  public Document as(DocumentFormat marked) {
    return new Document(title, text, marked, placement);
  }

  /** Says when it was written. */
  public Document at(Instant when) {
    return with(placement.at(when));
  }

  /** Files it in this scope. */
  public Document to(Scope where) {
    return with(placement.to(where));
  }

  /** Files it another way. */
  public Document with(Placement filed) {
    return new Document(title, text, format, filed);
  }

  /** Shows sizes only: the words are content. */
  @Override
  public String toString() {
    return "Document[" + text.length() + " characters]";
  }
}
