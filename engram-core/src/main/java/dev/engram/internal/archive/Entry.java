package dev.engram.internal.archive;

import dev.engram.archive.ImportReport.Rejection;
import tools.jackson.databind.node.ObjectNode;

/** What a line of an archive is. Nothing in it is believed yet. */
sealed interface Entry {
  /** A memory's fields. */
  record OfMemory(ObjectNode fields) implements Entry {}

  /** A link's fields. */
  record OfEdge(ObjectNode fields) implements Entry {}

  /** A line that cannot be read; it counts as a memory. */
  record Unreadable(Rejection why) implements Entry {}

  /** The end, as the archive's maker counted. */
  record End() implements Entry {}
}
