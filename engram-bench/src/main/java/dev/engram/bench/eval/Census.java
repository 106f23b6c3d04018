package dev.engram.bench.eval;

import dev.engram.MemoryGraph;
import dev.engram.memory.Memory;
import dev.engram.query.Listing;
import dev.engram.scope.Principal;
import java.util.List;

/** How many memories are there, and how strong they are on average. For one thread. */
final class Census {
  private static final int PAGE = 1_000;

  private int live;
  private double strength;

  /** Adds what a principal has. */
  void count(MemoryGraph memory, Principal principal) {
    Listing page = Listing.newest(PAGE);
    List<Memory> found = memory.list(page, principal);
    while (!found.isEmpty()) {
      live += found.size();
      strength += found.stream().mapToDouble(one -> one.traits().strength()).sum();
      found = memory.list(page.before(found.getLast().id()), principal);
    }
  }

  /** How many memories were counted. */
  int live() {
    return live;
  }

  /** Their mean strength. */
  double meanStrength() {
    return live == 0 ? 0 : strength / live;
  }
}
