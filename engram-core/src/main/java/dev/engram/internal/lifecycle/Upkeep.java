package dev.engram.internal.lifecycle;

import dev.engram.audit.AuditCount;
import dev.engram.audit.AuditEvent;
import dev.engram.internal.audit.AuditTrail;
import dev.engram.internal.projection.Projections;
import dev.engram.internal.projection.Spaces;
import dev.engram.internal.recall.quality.Experience;
import dev.engram.internal.remember.Backfilling;
import dev.engram.internal.remember.Filing;
import dev.engram.internal.vault.Vault;

/** The work an engine does while its host is idle. Thread-safe; one step at a time. */
final class Upkeep {
  /** How many memories one call to the embedder brings (spec §34.10). */
  private static final int BACKFILL_BATCH = 50;

  private static final int FILING_BATCH = 200;

  private final Vault vault;
  private final Projections projections;
  private final Backfilling backfilling;
  private final Filing filing;
  private final Experience experience;
  private final Migrating migrating;
  private final RetiredSpaces retired;
  private final MemoryWatch memory;
  private final Spaces spaces;
  private final AuditTrail audit;
  private final RebuildPace pace = new RebuildPace();

  Upkeep(
      Vault vault,
      Projections projections,
      Backfilling backfilling,
      Filing filing,
      Experience experience,
      Migrating migrating,
      RetiredSpaces retired,
      MemoryWatch memory,
      Spaces spaces,
      AuditTrail audit) {
    this.vault = vault;
    this.projections = projections;
    this.backfilling = backfilling;
    this.filing = filing;
    this.experience = experience;
    this.migrating = migrating;
    this.retired = retired;
    this.memory = memory;
    this.spaces = spaces;
    this.audit = audit;
  }

  /** A little of each: some slices of a rebuild, one batch of embeddings, a save when due. */
  synchronized void step() {
    if (vault.broken().isPresent()) {
      return;
    }
    int slices = pace.slices(memory.pressure());
    for (int i = 0; i < slices && projections.rebuildSlice(); i++) {
      // each slice waits its turn in the writer's queue
    }
    filing.step(FILING_BATCH);
    backfilling.backfill(BACKFILL_BATCH);
    migrating.step();
    retired.step();
    memory.step();
    spaces.noteUse();
    experience.flushIfDue();
    audit.step();
    if (projections.saveDue()) {
      projections.save();
    }
  }

  /**
   * All of it: rebuilds, fills in every embedding the embedder gives, saves, settles the file.
   *
   * @return how many memories were embedded
   */
  synchronized int everything() {
    while (projections.rebuildSlice()) {
      // until nothing is left to rebuild
    }
    while (filing.step(FILING_BATCH)) {
      // until every fact is filed
    }
    int embedded = 0;
    Backfilling.Filled batch = backfilling.backfill(BACKFILL_BATCH);
    while (batch.seen() > 0) {
      embedded += batch.embedded();
      batch = backfilling.backfill(BACKFILL_BATCH);
    }
    embedded += migrating.everything();
    while (retired.step()) {
      // until nothing is kept that nobody needs
    }
    memory.everything();
    spaces.noteUse();
    experience.flushIfPossible();
    projections.save();
    audit.step();
    long before = vault.fileBytes();
    vault.settle();
    audit.takeSoon(
        audit
            .byHost(AuditEvent.PADDED)
            .count(AuditCount.BYTES_BEFORE, before)
            .count(AuditCount.BYTES_AFTER, vault.fileBytes()));
    return embedded;
  }
}
