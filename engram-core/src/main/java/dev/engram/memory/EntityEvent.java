package dev.engram.memory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * That entities were put together or taken apart.
 *
 * @param operation what was done
 * @param entity the entity whose names moved
 * @param other where they moved to
 * @param names the names that moved, in the form they are compared in
 * @param when when it was done
 */
public record EntityEvent(
    Operation operation,
    EntityId entity,
    Optional<EntityId> other,
    List<String> names,
    Instant when) {
  /** What can be done with entities. */
  public enum Operation {
    /** All names of one became another's. */
    MERGE,
    /** Some names of one became a new entity's. */
    SPLIT
  }

  public EntityEvent {
    names = List.copyOf(names);
  }

  /** Shows operation and ids: names are content. */
  @Override
  public String toString() {
    return "EntityEvent[" + operation + " of " + entity + "]";
  }
}
