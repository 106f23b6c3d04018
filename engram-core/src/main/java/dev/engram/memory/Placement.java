package dev.engram.memory;

import dev.engram.fault.InvalidInputException;
import dev.engram.scope.Scope;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Where and how a new memory is filed; the defaults suit most.
 *
 * @param scope who it belongs to; empty: the principal's home
 * @param category what it is about
 * @param occurred when it happened, if known
 * @param importance 0 to 1; empty: computed from what it says
 * @param source where it came from
 * @param tier how well it is protected at least; what is found in it may raise that, nothing lowers
 *     it
 */
public record Placement(
    Optional<Scope> scope,
    Category category,
    Optional<TimeSpan> occurred,
    OptionalDouble importance,
    Source source,
    SecurityTier tier) {
  public Placement {
    importance.ifPresent(value -> {
      if (!(value >= 0 && value <= 1)) {
        throw InvalidInputException.of("importance", "must be 0 to 1, got " + value);
      }
    });
  }

  /** Without a tier asked for: what it says decides. */
  public Placement(
      Optional<Scope> scope,
      Category category,
      Optional<TimeSpan> occurred,
      OptionalDouble importance,
      Source source) {
    this(scope, category, occurred, importance, source, SecurityTier.CLEARTEXT);
  }

  static Placement of(Category category, Source source) {
    return new Placement(
        Optional.empty(),
        category,
        Optional.empty(),
        OptionalDouble.empty(),
        source,
        SecurityTier.CLEARTEXT);
  }

  /** Files it in this scope. */
  public Placement to(Scope where) {
    return new Placement(Optional.of(where), category, occurred, importance, source, tier);
  }

  /** Says what it is about. */
  public Placement as(Category about) {
    return new Placement(scope, about, occurred, importance, source, tier);
  }

  /** Says when it happened. */
  public Placement at(Instant when) {
    return during(TimeSpan.at(when));
  }

  /** Says over which stretch of time it happened. */
  public Placement during(TimeSpan when) {
    return new Placement(scope, category, Optional.of(when), importance, source, tier);
  }

  /** Says how much it matters. */
  public Placement important(double howMuch) {
    return new Placement(scope, category, occurred, OptionalDouble.of(howMuch), source, tier);
  }

  /** Says where it came from. */
  public Placement from(Source where) {
    return new Placement(scope, category, occurred, importance, where, tier);
  }

  /**
   * Asks for this tier at least (spec §10.5.1): a caller may raise what was found, not lower it.
   */
  public Placement atLeast(SecurityTier least) {
    return new Placement(scope, category, occurred, importance, source, tier.or(least));
  }
}
