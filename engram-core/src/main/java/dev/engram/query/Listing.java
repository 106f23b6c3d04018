package dev.engram.query;

import dev.engram.fault.InvalidInputException;
import dev.engram.memory.MemoryId;
import dev.engram.memory.MemoryKind;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which memories to list, newest first.
 *
 * @param limit how many at most, 1 to 1000
 * @param kinds the kinds to list, at least one
 * @param before lists what was stored before this memory, to go on where a list ended
 */
public record Listing(int limit, Set<MemoryKind> kinds, Optional<MemoryId> before) {
  public Listing {
    if (limit < 1 || limit > Query.MAX_LIMIT) {
      throw InvalidInputException.query(
          "listing.limit", "must be 1 to " + Query.MAX_LIMIT + ", got " + limit);
    }
    if (kinds.isEmpty()) {
      throw InvalidInputException.query("listing.kinds", "must name at least one kind");
    }
    kinds = Set.copyOf(kinds);
  }

  /** The newest memories of every kind. */
  public static Listing newest(int limit) {
    return new Listing(limit, EnumSet.allOf(MemoryKind.class), Optional.empty());
  }

  /** Lists these kinds only. */
  public Listing only(Set<MemoryKind> wanted) {
    return new Listing(limit, wanted, before);
  }

  /** Goes on after the last memory of a list. */
  public Listing before(MemoryId last) {
    return new Listing(limit, kinds, Optional.of(last));
  }
}
