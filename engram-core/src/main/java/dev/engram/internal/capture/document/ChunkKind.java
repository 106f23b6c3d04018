package dev.engram.internal.capture.document;

/** What a chunk is made of. */
public enum ChunkKind {
  /** Sentences, perhaps with a list among them. */
  PROSE,
  /** A program, a command, a log, data. */
  CODE,
  /** Rows and columns. */
  TABLE,
  /** Items. */
  LIST
}
