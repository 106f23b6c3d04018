package dev.engram.memory;

import java.util.List;

/**
 * A memory with everything known of it.
 *
 * @param memory the memory
 * @param annotations what capture found in it
 * @param entities those it speaks of
 * @param restated how often it was restated instead of being stored again
 */
public record Details(Memory memory, Annotations annotations, List<Entity> entities, int restated) {
  public Details {
    entities = List.copyOf(entities);
  }
}
