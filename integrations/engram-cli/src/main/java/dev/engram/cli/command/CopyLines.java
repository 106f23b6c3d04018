package dev.engram.cli.command;

import dev.engram.memory.KnownCopy;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Copies that were made of a vault, as commands print them. */
final class CopyLines {
  private CopyLines() {}

  /** One line. */
  static String line(KnownCopy copy) {
    String where = copy.file().map(Path::toString).orElse("a stream");
    return copy.made() + "  " + copy.kind().label() + "  " + where;
  }

  /** All of them. */
  static void json(List<KnownCopy> copies, ArrayNode into) {
    for (KnownCopy copy : copies) {
      ObjectNode one =
          into.addObject()
              .put("id", copy.id())
              .put("kind", copy.kind().label())
              .put("made", copy.made().toString());
      copy.file().ifPresent(path -> one.put("file", path.toString()));
    }
  }
}
