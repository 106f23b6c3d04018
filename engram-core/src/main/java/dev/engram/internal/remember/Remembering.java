package dev.engram.internal.remember;

import dev.engram.fault.InvalidInputException;
import dev.engram.internal.audit.AuditTrail;
import dev.engram.internal.remember.Intake.Taken;
import dev.engram.internal.remember.Preparation.Ready;
import dev.engram.internal.seal.Sealing;
import dev.engram.internal.vault.Transaction;
import dev.engram.internal.vault.Vault;
import dev.engram.memory.DryRun;
import dev.engram.memory.Material;
import dev.engram.memory.Remembered;
import dev.engram.scope.Principal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The one path by which memories enter: make pieces, check the scope, screen, capture and embed,
 * then one command to the writer that looks for restatements, stores, and notes the change.
 * Thread-safe; callers wait.
 */
public final class Remembering {
  /** The most things one call may bring. */
  public static final int MAX_BATCH = 10_000;

  static final double RESTATEMENT_STRENGTH = 1;

  private final Vault vault;
  private final Sealing sealing;
  private final Quota quota;
  private final Preparation preparation;
  private final Intake intake;
  private final Restatements restatements;
  private final BeforeImport beforeImport;
  private final AuditTrail audit;

  Remembering(
      Vault vault,
      Sealing sealing,
      Quota quota,
      Preparation preparation,
      Intake intake,
      Restatements restatements,
      BeforeImport beforeImport,
      AuditTrail audit) {
    this.vault = vault;
    this.sealing = sealing;
    this.quota = quota;
    this.preparation = preparation;
    this.intake = intake;
    this.restatements = restatements;
    this.beforeImport = beforeImport;
    this.audit = audit;
  }

  /** Stores memories: all of them, in order, in one transaction, or none. */
  public List<Remembered> remember(List<? extends Material> materials, Principal principal) {
    List<Ready> ready = ready(materials, principal, Optional.empty());
    return Answers.remembered(
        materials.size(), remember(materials.size(), ready, principal, (tx, taken) -> {}));
  }

  /**
   * Stores what an archive brings, and something more in the same transaction.
   *
   * @param flagged what looks like instructions to a model already, by number
   */
  List<Taken> remember(
      List<? extends Material> materials, BitSet flagged, Principal principal, Alongside more) {
    List<Ready> ready = ready(materials, principal, Optional.of(flagged));
    return remember(materials.size(), ready, principal, more);
  }

  private List<Taken> remember(
      int materials, List<Ready> ready, Principal principal, Alongside more) {
    return vault
        .writer()
        .write(tx -> {
          beforeImport.keep(tx, materials);
          List<Taken> all = take(tx, ready);
          Told.remembered(tx, audit, principal, materials, all);
          more.write(tx, all);
          return all;
        });
  }

  /** Something that is to be written with memories, or not at all. */
  @FunctionalInterface
  interface Alongside {
    /** Writes it, on the writer's thread. */
    void write(Transaction tx, List<Taken> taken) throws SQLException;
  }

  /** What would be taken in of an archive; the vault stays as it is. */
  List<Taken> rehearse(List<? extends Material> materials, BitSet flagged, Principal principal) {
    List<Ready> ready = ready(materials, principal, Optional.of(flagged));
    var taken = new ArrayList<Taken>();
    try {
      vault
          .writer()
          .write(tx -> {
            taken.addAll(take(tx, ready));
            throw new Rehearsal(new DryRun(List.of(), Set.of()));
          });
    } catch (Rehearsal over) {
      return taken;
    }
    throw new IllegalStateException("a rehearsal ends in its own exception");
  }

  /** Does everything that {@link #remember} does, tells of it, and undoes it. */
  public DryRun dryRun(List<? extends Material> materials, Principal principal) {
    List<Ready> ready = ready(materials, principal, Optional.empty());
    try {
      return vault
          .writer()
          .write(tx -> {
            throw new Rehearsal(Answers.dryRun(tx, take(tx, ready), sealing));
          });
    } catch (Rehearsal over) {
      return over.outcome;
    }
  }

  private List<Ready> ready(
      List<? extends Material> materials, Principal principal, Optional<BitSet> flagged) {
    if (materials.isEmpty() || materials.size() > MAX_BATCH) {
      throw InvalidInputException.of(
          "memories", "must have 1 to " + MAX_BATCH + " entries, got " + materials.size());
    }
    List<Piece> pieces = Expansion.of(materials, principal, preparation::clean);
    quota.admit(pieces, principal);
    return preparation.prepare(pieces, flagged);
  }

  private List<Taken> take(Transaction tx, List<Ready> ready) throws SQLException {
    Restatements.Batch batch = restatements.batch();
    var taken = new ArrayList<Taken>(ready.size());
    for (Ready one : ready) {
      taken.add(intake.take(tx, one, batch));
    }
    return taken;
  }

  /** Carries the outcome out of a command that the writer then undoes. */
  private static final class Rehearsal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient DryRun outcome;

    Rehearsal(DryRun outcome) {
      super("a rehearsal is undone", null, false, false);
      this.outcome = outcome;
    }
  }
}
