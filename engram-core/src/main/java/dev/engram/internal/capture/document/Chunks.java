package dev.engram.internal.capture.document;

import dev.engram.memory.DocumentFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Cuts a document into chunks along its own structure, so that each holds one matter and can be
 * found by it (spec §6: a large piece dilutes what it is found by, a torn one loses its sense).
 *
 * <p>A reader makes blocks of lines: headings, paragraphs, lists, tables, code. A {@link Packer}
 * joins small neighbours under the same heading up to {@link ChunkSize#target()} characters, keeps
 * code, tables and lists whole up to {@link ChunkSize#most()} bytes, and has a {@link Splitter} cut
 * what is larger at the mildest place.
 *
 * <p>Promises, for any text at all: spans are in order and share nothing; every character that is
 * not blank is in exactly one; no chunk is above the most; no pair of surrogates is parted. A chunk
 * may hold NUL or half a pair if the document does.
 *
 * <p>Thread-safe, for nothing is kept. Linear time; beyond the chunks themselves memory does not
 * grow with the text.
 */
public final class Chunks {
  private Chunks() {}

  /** {@link #of(String, DocumentFormat, ChunkSize)} with {@link ChunkSize#DEFAULT}. */
  public static List<Chunk> of(String text, DocumentFormat format) {
    return of(text, format, ChunkSize.DEFAULT);
  }

  /** The chunks in order; none if the text is blank. */
  public static List<Chunk> of(String text, DocumentFormat format, ChunkSize size) {
    var chunks = new ArrayList<Chunk>();
    each(text, format, size, chunks::add);
    return List.copyOf(chunks);
  }

  /** Hands on each chunk as soon as it is complete, in order, so that not all need be held. */
  public static void each(String text, DocumentFormat format, ChunkSize size, Consumer<Chunk> to) {
    var packer = new Packer(text, size, to);
    switch (format) {
      case MARKDOWN -> MarkdownBlocks.read(text, packer);
      case PLAIN -> PlainBlocks.read(text, packer);
      case AUTO -> {
        if (FormatGuess.of(text) == DocumentFormat.MARKDOWN) {
          MarkdownBlocks.read(text, packer);
        } else {
          PlainBlocks.read(text, packer);
        }
      }
    }
    packer.finish();
  }
}
