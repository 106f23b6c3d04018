package dev.engram.internal.remember;

import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import dev.engram.memory.MemoryState;
import dev.engram.memory.NewMemory;
import dev.engram.memory.Routine;
import dev.engram.memory.SecurityTier;
import dev.engram.memory.Statement;
import dev.engram.memory.TimeSpan;
import dev.engram.memory.Traits;
import dev.engram.memory.Turn;
import dev.engram.scope.Scope;
import java.time.Instant;
import java.util.Optional;

/** Makes the memory that a new memory becomes. */
final class Drafts {
  private Drafts() {}

  /** A first version, learned at {@code now} and valid since it happened, or since now. */
  static Memory first(NewMemory from, MemoryId id, Scope scope, Instant now, boolean embedded) {
    Optional<TimeSpan> occurred = from.placement().occurred();
    Instant validFrom = occurred.map(TimeSpan::from).orElse(now);
    return of(from, traits(from, id, scope, occurred, now, validFrom, 1, 1, embedded));
  }

  /** The version after {@code current}, valid from {@code now}; it stays in its conversation. */
  static Memory next(NewMemory from, Memory current, Instant now, boolean embedded) {
    Traits old = current.traits();
    Optional<TimeSpan> occurred = from.placement().occurred().or(old::occurred);
    Instant validFrom = now.isBefore(old.validFrom()) ? old.validFrom() : now;
    Traits traits =
        traits(
            from,
            old.id(),
            old.scope(),
            occurred,
            now,
            validFrom,
            old.version() + 1,
            old.strength(),
            embedded);
    return of(from, traits) instanceof Memory.Episode revised
            && current instanceof Memory.Episode before
        ? new Memory.Episode(traits, revised.speaker().or(before::speaker), before.session())
        : of(from, traits);
  }

  private static Traits traits(
      NewMemory from,
      MemoryId id,
      Scope scope,
      Optional<TimeSpan> occurred,
      Instant learned,
      Instant validFrom,
      int version,
      double strength,
      boolean embedded) {
    return new Traits(
        id,
        scope,
        from.placement().category(),
        from.text(),
        occurred,
        learned,
        validFrom,
        Optional.empty(),
        from.placement().importance(),
        strength,
        SecurityTier.CLEARTEXT,
        from.placement().source(),
        MemoryState.ACTIVE,
        version,
        embedded);
  }

  private static Memory of(NewMemory from, Traits traits) {
    return switch (from) {
      case Turn turn -> new Memory.Episode(traits, turn.speaker(), turn.session());
      case Statement fact ->
          new Memory.Fact(
              traits, fact.subject(), fact.predicate(), fact.object(), fact.confidence());
      case Routine routine ->
          new Memory.Procedure(traits, routine.task(), routine.steps(), routine.tools());
    };
  }
}
