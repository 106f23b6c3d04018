package dev.engram.health;

import dev.engram.memory.MemoryKind;
import java.util.Map;

/**
 * What a principal has.
 *
 * @param memories how many active memories of each kind it sees
 * @param pending how many of them have no vectors yet
 */
public record Stats(Map<MemoryKind, Integer> memories, int pending) {
  public Stats {
    memories = Map.copyOf(memories);
  }

  /** All kinds together. */
  public int total() {
    return memories.values().stream().mapToInt(Integer::intValue).sum();
  }
}
