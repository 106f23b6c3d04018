package dev.engram.memory;

import dev.engram.scope.Scope;
import java.time.Instant;
import java.util.Optional;

/**
 * What every stored memory has, whatever its kind.
 *
 * @param id its name for ever
 * @param scope who it belongs to
 * @param category what it is about
 * @param text the words it is recalled by and shown as
 * @param occurred when it happened, if known
 * @param learned when it was remembered
 * @param validFrom since when it holds
 * @param validUntil when it ceased to hold, if it did
 * @param importance 0 to 1
 * @param strength how well it is kept: starts at 1, a little higher for what was felt strongly,
 *     lower for talk without content, and grows by 1 with each restatement
 * @param tier how its text is protected
 * @param source where it came from
 * @param state where it stands in its life
 * @param version 1 for the first wording, one more with each update
 * @param embedded whether it can be found by meaning yet
 * @param flagged whether it looks like an instruction to a model, so that it answers only where
 *     that was asked for
 */
public record Traits(
    MemoryId id,
    Scope scope,
    Category category,
    String text,
    Optional<TimeSpan> occurred,
    Instant learned,
    Instant validFrom,
    Optional<Instant> validUntil,
    double importance,
    double strength,
    SecurityTier tier,
    Source source,
    MemoryState state,
    int version,
    boolean embedded,
    boolean flagged) {
  /** Shows what identifies the memory: its text is content and stays out of logs. */
  @Override
  public String toString() {
    return "Traits[" + id + " v" + version + ", " + state.label() + ", " + scope.canonical() + "]";
  }
}
