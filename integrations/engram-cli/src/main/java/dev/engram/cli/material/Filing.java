package dev.engram.cli.material;

import dev.engram.memory.Category;
import dev.engram.memory.Placement;
import dev.engram.scope.Scope;
import java.time.Instant;
import java.util.Optional;

/**
 * How everything that one command remembers is filed, as far as it was said.
 *
 * @param scope who it belongs to
 * @param category what it is about
 * @param time when it happened
 * @param importance how much it matters
 */
record Filing(
    Optional<Scope> scope,
    Optional<Category> category,
    Optional<Instant> time,
    Optional<Double> importance) {
  /** A usual placement with what was said instead. */
  Placement over(Placement usual) {
    Placement filed = usual;
    filed = scope.map(filed::to).orElse(filed);
    filed = category.map(filed::as).orElse(filed);
    filed = time.map(filed::at).orElse(filed);
    return importance.map(filed::important).orElse(filed);
  }
}
