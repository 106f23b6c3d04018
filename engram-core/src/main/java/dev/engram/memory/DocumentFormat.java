package dev.engram.memory;

/** How a document shows its structure. */
public enum DocumentFormat {
  /** CommonMark with tables: marked headings, lists, fences. */
  MARKDOWN,
  /** Words alone: structure is guessed from blank lines, underlines and indentation. */
  PLAIN,
  /** Whichever of the two the document's beginning looks like. */
  AUTO
}
