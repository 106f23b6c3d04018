package dev.engram.internal.remember;

import dev.engram.audit.AuditCount;
import dev.engram.audit.AuditEvent;
import dev.engram.fault.AccessException;
import dev.engram.fault.InvalidInputException;
import dev.engram.internal.audit.AuditTrail;
import dev.engram.internal.remember.Preparation.Ready;
import dev.engram.internal.seal.Sealing;
import dev.engram.internal.seal.Sealing.Opened;
import dev.engram.internal.vault.FactTable;
import dev.engram.internal.vault.FlagTable;
import dev.engram.internal.vault.MemoryReads;
import dev.engram.internal.vault.MemoryRow;
import dev.engram.internal.vault.MemoryWrites;
import dev.engram.internal.vault.SessionReads;
import dev.engram.internal.vault.Transaction;
import dev.engram.internal.vault.Vault;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import dev.engram.memory.MemoryState;
import dev.engram.memory.Placement;
import dev.engram.memory.Turn;
import dev.engram.scope.Principal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The path by which memories are kept back as suspect, and let speak again (spec §10.14.3). Who may
 * write a memory may have it kept back. Only an administrator, who exists in host code alone, may
 * release it: what an agent was talked into must not be what lets the talk back in.
 *
 * <p>What a flagged episode alone speaks for is flagged with it. A released one is read as it would
 * have been when it came, if it never was. Thread-safe; callers wait.
 */
public final class Flagging {
  private final Vault vault;
  private final Sealing sealing;
  private final Preparation preparation;
  private final Intake intake;
  private final SteadyClock clock;
  private final AuditTrail audit;

  Flagging(
      Vault vault,
      Sealing sealing,
      Preparation preparation,
      Intake intake,
      SteadyClock clock,
      AuditTrail audit) {
    this.vault = vault;
    this.sealing = sealing;
    this.preparation = preparation;
    this.intake = intake;
    this.clock = clock;
    this.audit = audit;
  }

  /** Keeps a memory back, with the facts that only it speaks for. */
  public void flag(MemoryId id, Principal principal) {
    vault
        .writer()
        .write(tx -> {
          MemoryRow row = Access.requireWritable(MemoryReads.current(tx, id), id, principal);
          FlagTable.flag(tx, row.root());
          int facts = 0;
          for (MemoryRow fact : spokenFor(tx, row)) {
            List<Integer> others = FactTable.activeSources(tx, fact.root());
            if (others.isEmpty()) {
              FlagTable.flag(tx, fact.root());
              facts++;
            } else {
              FactTable.setOrigin(tx, fact.ordinal(), others.getFirst());
            }
          }
          audit.write(
              tx,
              audit
                  .by(principal, AuditEvent.FLAGGED)
                  .on(id)
                  .in(row.memory().scope())
                  .count(AuditCount.FACTS, facts));
          return row.ordinal();
        });
  }

  /** Facts found in an episode, those of the past as well, but not those stated by themselves. */
  private static List<MemoryRow> spokenFor(Transaction tx, MemoryRow episode) throws SQLException {
    var facts = new ArrayList<MemoryRow>();
    for (MemoryRow fact : FactTable.derivedFrom(tx, episode.root())) {
      if (fact.origin() != 0) {
        facts.add(fact);
      }
    }
    facts.addAll(FactTable.pastDerivedFrom(tx, episode.root()));
    return facts;
  }

  /** Lets a memory speak again. */
  public void release(MemoryId id, Principal principal) {
    MemoryRow seen =
        requireFlagged(vault.readers().read(s -> MemoryReads.current(s, id)), id, principal);
    Opened opened =
        vault.readers().read(s -> s.consistently(reads -> sealing.openWhole(reads, seen)));
    boolean unread = vault.readers().read(s -> opened.annotations(s).isEmpty());
    Optional<Ready> ready =
        unread && opened.row().memory() instanceof Memory.Episode episode
            ? Optional.of(
                preparation.released(piece(episode), before(seen), seen.memory().traits().tier()))
            : Optional.empty();
    vault
        .writer()
        .write(tx -> {
          MemoryRow row = requireFlagged(MemoryReads.current(tx, id), id, principal);
          if (row.ordinal() != seen.ordinal()) {
            throw InvalidInputException.of("memory.version", "changed while it was looked at");
          }
          FlagTable.release(tx, row.ordinal());
          int facts = 0;
          for (MemoryRow fact : spokenFor(tx, row)) {
            if (fact.memory().traits().flagged()) {
              FlagTable.release(tx, fact.ordinal());
              facts++;
            }
          }
          if (ready.isPresent()) {
            facts += read(tx, row.ordinal(), opened.row().memory(), ready.get());
          }
          audit.write(
              tx,
              audit
                  .by(principal, AuditEvent.RELEASED)
                  .on(id)
                  .in(row.memory().scope())
                  .count(AuditCount.FACTS, facts));
          return row.ordinal();
        });
  }

  private static MemoryRow requireFlagged(
      Optional<MemoryRow> found, MemoryId id, Principal principal) {
    MemoryRow row = Access.requireVisible(found, id, principal);
    if (!principal.seesEverything()) {
      throw AccessException.denied("release what is flagged", row.memory().scope().canonical());
    }
    if (!row.memory().traits().flagged() || row.memory().traits().state() != MemoryState.ACTIVE) {
      throw InvalidInputException.of("memory.flagged", "is not set on an active memory");
    }
    return row;
  }

  /** Takes in what was found in an episode that nobody had read. */
  private int read(Transaction tx, int ordinal, Memory full, Ready prepared) throws SQLException {
    Ready ready = intake.fitting(prepared).behind(full.traits().tier());
    Instant now = clock.now();
    MemoryRow row = MemoryReads.byOrdinal(tx, ordinal).orElseThrow();
    intake.annotate(tx, row, full, ready, now);
    MemoryWrites.strengthen(tx, ordinal, 0, Drafts.importance(ready));
    return intake.derive(tx, ready, row, now).size();
  }

  private static Piece piece(Memory.Episode episode) {
    var traits = episode.traits();
    var turn =
        new Turn(
            episode.speaker(),
            traits.text(),
            episode.session(),
            new Placement(
                Optional.of(traits.scope()),
                traits.category(),
                traits.occurred(),
                OptionalDouble.empty(),
                traits.source(),
                traits.tier()));
    return new Piece(0, turn, traits.scope(), Revising.kind(episode), Optional.empty(), false);
  }

  private List<SessionReads.Said> before(MemoryRow row) {
    return row.session() == 0
        ? List.of()
        : vault
            .readers()
            .read(s -> SessionReads.before(s, row.session(), row.position(), Talk.MOST));
  }
}
