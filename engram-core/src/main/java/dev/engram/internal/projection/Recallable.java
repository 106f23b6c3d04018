package dev.engram.internal.projection;

import dev.engram.internal.vault.MemoryRow;
import dev.engram.memory.MemoryKind;
import dev.engram.memory.MemoryState;

/**
 * Which rows the indexes of entities and times hold: what is active, and facts that held once,
 * which questions about the past may ask for. Whether a question may see them is its filter's say.
 */
final class Recallable {
  private Recallable() {}

  static boolean is(MemoryRow row) {
    MemoryState state = row.memory().traits().state();
    return state == MemoryState.ACTIVE
        || (state == MemoryState.SUPERSEDED && row.memory().kind() == MemoryKind.FACT);
  }
}
