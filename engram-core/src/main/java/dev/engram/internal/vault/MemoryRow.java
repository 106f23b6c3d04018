package dev.engram.internal.vault;

import dev.engram.memory.Memory;
import dev.engram.memory.MemoryState;

/**
 * A memory as a row: what the API shows and what only the engine needs.
 *
 * @param ordinal the row's dense key inside indexes
 * @param root the ordinal of the memory's first version; edges hold to it
 * @param session the row of its session, or 0
 * @param position orders the turns of a session: the ordinal of the first version
 * @param origin the root of the episode that a fact was first found in, or 0
 * @param memory what the API shows
 */
public record MemoryRow(
    int ordinal, int root, long session, int position, int origin, Memory memory) {
  /** Whether it answers about the present. */
  public boolean active() {
    return memory.traits().state() == MemoryState.ACTIVE;
  }

  /** Whether it is a fact that gave way to another and answers about the past alone. */
  public boolean past() {
    return memory.traits().state() == MemoryState.SUPERSEDED && memory instanceof Memory.Fact;
  }

  /** Whether indexes hold it; what a question may see of them is its filter's say. */
  public boolean recallable() {
    return active() || past();
  }
}
