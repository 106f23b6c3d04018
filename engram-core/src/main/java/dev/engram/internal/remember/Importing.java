package dev.engram.internal.remember;

import dev.engram.fault.InvalidInputException;
import dev.engram.internal.audit.AuditTrail;
import dev.engram.internal.audit.Note;
import dev.engram.internal.remember.Intake.Taken;
import dev.engram.internal.vault.EdgeTable;
import dev.engram.internal.vault.EdgeTable.EdgeRow;
import dev.engram.internal.vault.ImportTable;
import dev.engram.internal.vault.Vault;
import dev.engram.memory.CaptureNote;
import dev.engram.memory.Material;
import dev.engram.scope.Principal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * How an archive's memories enter: by {@link Remembering}, like all others, and each noted as
 * belonging to its import in the same transaction. Thread-safe; callers wait.
 */
public final class Importing {
  private final Vault vault;
  private final Remembering remembering;
  private final SteadyClock clock;
  private final AuditTrail audit;

  Importing(Vault vault, Remembering remembering, SteadyClock clock, AuditTrail audit) {
    this.vault = vault;
    this.remembering = remembering;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * What became of one thing that an archive brought.
   *
   * @param root the root of the memory that now holds it; of several pieces, the first
   * @param stored whether it is new
   * @param redacted whether secrets were taken out of it
   */
  public record Arrived(int root, boolean stored, boolean redacted) {}

  /** Begins an import; answers its number. */
  public long begin() {
    return vault.writer().write(tx -> ImportTable.begin(tx, clock.now()));
  }

  /**
   * Takes things in: all of them or none; answers in their order.
   *
   * @param flagged which of them look like instructions to a model
   */
  public List<Arrived> take(
      long id, List<? extends Material> materials, BitSet flagged, Principal principal) {
    List<Taken> taken =
        remembering.remember(
            materials,
            flagged,
            principal,
            (tx, all) -> {
              for (Taken one : all) {
                if (!one.restated()) {
                  ImportTable.add(tx, id, one.row().root());
                }
              }
            });
    return arrived(materials.size(), taken);
  }

  /** Tells what {@link #take} would do. */
  public List<Arrived> rehearse(
      List<? extends Material> materials, BitSet flagged, Principal principal) {
    return arrived(materials.size(), remembering.rehearse(materials, flagged, principal));
  }

  private static List<Arrived> arrived(int materials, List<Taken> taken) {
    var arrived = new ArrayList<Arrived>(materials);
    int from = 0;
    for (int input = 0; input < materials; input++) {
      boolean stored = false;
      boolean redacted = false;
      int root = taken.get(from).row().root();
      while (from < taken.size() && taken.get(from).ready().piece().input() == input) {
        stored |= !taken.get(from).restated();
        redacted |= taken.get(from).ready().notes().contains(CaptureNote.SECRETS_REDACTED);
        from++;
      }
      arrived.add(new Arrived(root, stored, redacted));
    }
    return arrived;
  }

  /**
   * Links memories of one import; a link that would close a cycle is left out.
   *
   * @return how many were made
   */
  public int link(List<EdgeRow> edges) {
    return vault
        .writer()
        .write(tx -> {
          int made = 0;
          for (EdgeRow edge : edges) {
            try {
              EdgeTable.put(tx, edge, clock.now());
              made++;
            } catch (InvalidInputException cycle) {
              // told as the difference; nothing of it was written
            }
          }
          return made;
        });
  }

  /** Writes what the audit is told at the end of an import. */
  public void told(Note note) {
    vault
        .writer()
        .write(tx -> {
          audit.write(tx, note);
          return true;
        });
  }
}
