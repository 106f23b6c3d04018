package dev.engram.internal.seal;

import dev.engram.internal.vault.AnnotationTable;
import dev.engram.internal.vault.MemoryRow;
import dev.engram.memory.Category;
import dev.engram.memory.Memory;
import dev.engram.memory.Modality;
import dev.engram.memory.SecurityTier;
import dev.engram.memory.TimeSpan;
import dev.engram.memory.Traits;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is sealed of a memory: everything that its words tell. The rest (id, scope, state, counts)
 * is in its clear row and may change without the seal.
 *
 * @param tier the tier it was sealed for: a clear row that says another was tampered with
 * @param text its words
 * @param category what it is about
 * @param occurred when it happened, if known
 * @param validFrom since when it holds
 * @param detail what its kind adds
 * @param annotations what was found in it, if capture looked at it
 */
record SealedContent(
    SecurityTier tier,
    String text,
    Category category,
    Optional<TimeSpan> occurred,
    Instant validFrom,
    Detail detail,
    Optional<AnnotationTable.Row> annotations) {
  /** What a kind adds. */
  sealed interface Detail {
    /** Of an episode: nothing that its words tell. */
    record Episode() implements Detail {}

    /** Of a fact. */
    record Fact(String subject, String predicate, String object, boolean negated, Modality modality)
        implements Detail {
      @Override
      public String toString() {
        return "Fact";
      }
    }

    /** Of a procedure. */
    record Procedure(String task, List<String> steps, List<String> tools) implements Detail {
      @Override
      public String toString() {
        return "Procedure[" + steps.size() + " steps]";
      }
    }
  }

  /** What is to be sealed of a memory. */
  static SealedContent of(Memory full, Optional<AnnotationTable.Row> annotations) {
    Traits traits = full.traits();
    Detail detail =
        switch (full) {
          case Memory.Episode episode -> new Detail.Episode();
          case Memory.Fact fact ->
              new Detail.Fact(
                  fact.subject(), fact.predicate(), fact.object(), fact.negated(), fact.modality());
          case Memory.Procedure procedure ->
              new Detail.Procedure(procedure.task(), procedure.steps(), procedure.tools());
        };
    return new SealedContent(
        traits.tier(),
        traits.text(),
        traits.category(),
        traits.occurred(),
        traits.validFrom(),
        detail,
        annotations);
  }

  /** Whether this can be what was sealed of a row. */
  boolean fits(Memory clear) {
    boolean kind =
        switch (clear) {
          case Memory.Episode episode -> detail instanceof Detail.Episode;
          case Memory.Fact fact -> detail instanceof Detail.Fact;
          case Memory.Procedure procedure -> detail instanceof Detail.Procedure;
        };
    return kind && tier == clear.traits().tier();
  }

  /** The row with what was sealed laid over it. */
  MemoryRow over(MemoryRow row) {
    Traits traits = over(row.memory().traits());
    Memory full =
        switch (row.memory()) {
          case Memory.Episode episode ->
              new Memory.Episode(traits, episode.speaker(), episode.session());
          case Memory.Fact fact -> over(fact, traits);
          case Memory.Procedure procedure -> over(procedure, traits);
        };
    return new MemoryRow(
        row.ordinal(), row.root(), row.session(), row.position(), row.origin(), full);
  }

  private Memory over(Memory.Fact clear, Traits traits) {
    return detail instanceof Detail.Fact kept
        ? new Memory.Fact(
            traits,
            kept.subject,
            kept.predicate,
            kept.object,
            clear.confidence(),
            kept.negated,
            kept.modality,
            clear.sources(),
            clear.origin())
        : clear;
  }

  private Memory over(Memory.Procedure clear, Traits traits) {
    return detail instanceof Detail.Procedure kept
        ? new Memory.Procedure(
            traits, kept.task, kept.steps, kept.tools, clear.successes(), clear.failures())
        : clear;
  }

  private Traits over(Traits clear) {
    return new Traits(
        clear.id(),
        clear.scope(),
        category,
        text,
        occurred,
        clear.learned(),
        validFrom,
        clear.validUntil(),
        clear.importance(),
        clear.strength(),
        clear.tier(),
        clear.source(),
        clear.state(),
        clear.version(),
        clear.embedded(),
        clear.flagged());
  }

  /** Shows the tier only: the rest is content. */
  @Override
  public String toString() {
    return "SealedContent[" + tier.label() + "]";
  }
}
