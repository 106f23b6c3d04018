package dev.engram.internal.remember;

import dev.engram.internal.capture.importance.Importance;
import dev.engram.internal.remember.FactDraft.Cue;
import dev.engram.internal.remember.Preparation.Ready;
import dev.engram.memory.Category;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import dev.engram.memory.MemoryState;
import dev.engram.memory.NewMemory;
import dev.engram.memory.Routine;
import dev.engram.memory.RunOutcome;
import dev.engram.memory.Source;
import dev.engram.memory.Statement;
import dev.engram.memory.TimeSpan;
import dev.engram.memory.Traits;
import dev.engram.memory.Turn;
import dev.engram.scope.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes the memory that a new memory becomes. */
final class Drafts {
  /** How much something matters of which nothing is known. */
  private static final double USUAL_IMPORTANCE = 0.5;

  private static final double USUAL_STRENGTH = 1;

  /** How much stronger than usual what was felt strongly begins (spec §37.3). */
  private static final double AROUSAL_STRENGTH = 0.5;

  private Drafts() {}

  /** A first version, learned at {@code now} and valid since it happened, or since now. */
  static Memory first(Ready ready, MemoryId id, Instant now) {
    Optional<TimeSpan> occurred = occurred(ready);
    Instant validFrom = occurred.map(TimeSpan::from).filter(from -> from.isBefore(now)).orElse(now);
    return of(
        ready.piece().memory(),
        traits(ready, id, ready.piece().scope(), occurred, now, validFrom, 1, strength(ready)));
  }

  /** The version after {@code current}, valid from {@code now}; it stays in its conversation. */
  static Memory next(Ready ready, Memory current, Instant now) {
    Traits old = current.traits();
    NewMemory from = ready.piece().memory();
    Optional<TimeSpan> occurred = from.placement().occurred().or(old::occurred);
    Instant validFrom = now.isBefore(old.validFrom()) ? old.validFrom() : now;
    Traits traits =
        traits(
            ready,
            old.id(),
            old.scope(),
            occurred,
            now,
            validFrom,
            old.version() + 1,
            old.strength());
    return of(from, traits) instanceof Memory.Episode revised
            && current instanceof Memory.Episode before
        ? new Memory.Episode(traits, revised.speaker().or(before::speaker), before.session())
        : of(from, traits);
  }

  /** What is said of when it happened, or else the one time that the words name. */
  private static Optional<TimeSpan> occurred(Ready ready) {
    Optional<TimeSpan> said = ready.piece().memory().placement().occurred();
    List<TimeSpan> named = ready.captured().times();
    boolean note = ready.piece().memory() instanceof Turn turn && turn.speaker().isEmpty();
    return said.isEmpty() && note && named.size() == 1 ? Optional.of(named.getFirst()) : said;
  }

  /** The time under which a memory that says the same would be found. */
  static Instant filedAt(Ready ready, Instant now) {
    return occurred(ready).map(TimeSpan::from).orElse(now);
  }

  /** When something was said or happened, as far as is known. */
  static Instant when(Ready ready, Instant now) {
    return ready.piece().memory().placement().occurred().map(TimeSpan::from).orElse(now);
  }

  /** How much it matters. */
  static double importance(Ready ready) {
    return ready
        .piece()
        .memory()
        .placement()
        .importance()
        .orElseGet(
            () -> ready.captured().importance().map(Importance::value).orElse(USUAL_IMPORTANCE));
  }

  private static double strength(Ready ready) {
    double start =
        ready
            .captured()
            .importance()
            .filter(Importance::floor)
            .map(Importance::initialStrength)
            .orElse(USUAL_STRENGTH);
    return start + AROUSAL_STRENGTH * ready.captured().affect().arousal();
  }

  /** A stated fact as one that is to be taken in. */
  static FactDraft fact(Statement stated, Ready ready, Instant now) {
    Optional<TimeSpan> occurred = stated.placement().occurred();
    Instant said = occurred.map(TimeSpan::from).orElse(now);
    return new FactDraft(
        stated.text(),
        stated.subject(),
        stated.predicate(),
        stated.object(),
        stated.negated(),
        stated.modality(),
        stated.placement().category(),
        stated.confidence(),
        stated.placement().importance().orElse(USUAL_IMPORTANCE),
        stated.placement().source(),
        false,
        new Cue.None(),
        occurred,
        said,
        said);
  }

  private static Traits traits(
      Ready ready,
      MemoryId id,
      Scope scope,
      Optional<TimeSpan> occurred,
      Instant learned,
      Instant validFrom,
      int version,
      double strength) {
    NewMemory from = ready.piece().memory();
    return new Traits(
        id,
        scope,
        category(ready),
        from.text(),
        occurred,
        learned,
        validFrom,
        Optional.empty(),
        importance(ready),
        strength,
        ready.veil().tier(),
        source(ready),
        MemoryState.ACTIVE,
        version,
        ready.vectors().isPresent(),
        ready.flagged());
  }

  /** As filed; or, where nothing was said, what all of its facts are about. */
  private static Category category(Ready ready) {
    Category filed = ready.piece().memory().placement().category();
    List<Category> found = ready.facts().stream().map(FactDraft::category).distinct().toList();
    return filed.equals(Category.GENERAL) && found.size() == 1 ? found.getFirst() : filed;
  }

  /** What somebody asked to be remembered is theirs, however it came. */
  private static Source source(Ready ready) {
    Source filed = ready.piece().memory().placement().source();
    return filed == Source.CONVERSATION && ready.captured().asked() ? Source.USER_EXPLICIT : filed;
  }

  private static Memory of(NewMemory from, Traits traits) {
    return switch (from) {
      case Turn turn -> new Memory.Episode(traits, turn.speaker(), turn.session());
      case Statement fact ->
          new Memory.Fact(
              traits,
              fact.subject(),
              fact.predicate(),
              fact.object(),
              fact.confidence(),
              fact.negated(),
              fact.modality(),
              1,
              Optional.empty());
      case Routine routine ->
          new Memory.Procedure(
              traits,
              routine.task(),
              routine.steps(),
              routine.tools(),
              routine.outcome().filter(RunOutcome::worked).isPresent() ? 1 : 0,
              routine.outcome().filter(outcome -> !outcome.worked()).isPresent() ? 1 : 0);
    };
  }
}
