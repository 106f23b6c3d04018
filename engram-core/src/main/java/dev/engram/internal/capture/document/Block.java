package dev.engram.internal.capture.document;

import java.util.Optional;

/**
 * What a document is built of. None overlaps another; between two there is only blank.
 *
 * <p>Each has the first character and the one after the last, in UTF-16 units.
 */
sealed interface Block {
  int start();

  int end();

  /**
   * A title.
   *
   * @param level 1 is the outermost
   * @param title the words without their marks
   */
  record Heading(int start, int end, int level, String title) implements Block {
    @Override
    public String toString() {
      return "Heading[" + start + "-" + end + "]";
    }
  }

  /** A line that separates and says nothing itself. */
  record Rule(int start, int end) implements Block {}

  /** What stands under a heading. */
  record Body(int start, int end, ChunkKind kind, Optional<String> language) implements Block {}
}
