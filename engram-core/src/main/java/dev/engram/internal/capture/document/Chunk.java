package dev.engram.internal.capture.document;

import dev.engram.internal.capture.text.Span;
import java.util.List;
import java.util.Optional;

/**
 * A piece of a document that can be understood, and found, alone.
 *
 * @param span where it stands; begins and ends with something that is not blank, save the
 *     indentation that code begins with
 * @param text the words of the span, unchanged
 * @param headings what it stands under, outermost first, without their marks; a heading is also
 *     part of the first chunk below it
 * @param kind what it is made of; a heading or a line that ends with a colon does not count
 * @param codeLanguage what the document says code is written in, in lower case
 */
public record Chunk(
    Span span, String text, List<String> headings, ChunkKind kind, Optional<String> codeLanguage) {
  public Chunk {
    headings = List.copyOf(headings);
  }

  /** Shows sizes only: the words are content. */
  @Override
  public String toString() {
    return "Chunk[" + kind + ", " + span + ", " + headings.size() + " headings]";
  }
}
