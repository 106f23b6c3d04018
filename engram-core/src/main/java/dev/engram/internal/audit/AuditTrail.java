package dev.engram.internal.audit;

import dev.engram.audit.AuditClass;
import dev.engram.audit.AuditCount;
import dev.engram.audit.AuditEntry;
import dev.engram.audit.AuditEvent;
import dev.engram.audit.AuditHead;
import dev.engram.audit.AuditReference;
import dev.engram.audit.AuditVerdict;
import dev.engram.config.AuditOptions;
import dev.engram.fault.AuditException;
import dev.engram.fault.EngramException;
import dev.engram.fault.ErrorCode;
import dev.engram.internal.audit.Ring.Held;
import dev.engram.internal.vault.Aftermath;
import dev.engram.internal.vault.AuditTable;
import dev.engram.internal.vault.AuditTable.Row;
import dev.engram.internal.vault.Micros;
import dev.engram.internal.vault.SettingTable;
import dev.engram.internal.vault.Transaction;
import dev.engram.internal.vault.Vault;
import dev.engram.scope.Principal;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What was done with a vault, by whom, and what was refused (spec §10.18, §10.21, §19).
 *
 * <p>An entry goes three ways: into the ring of this session, to sinks outside, and into the chain
 * of the vault ({@link Book}). A change's entry is written in the change's own transaction, by
 * {@link #write}, so that neither is there without the other. What else is of {@link
 * AuditClass#AUDIT} is committed before {@link #take} returns, but for openings ({@link
 * #takeOpening}). Those and entries of {@link AuditClass#OPS} wait, at most {@value #MOST_WAITING},
 * for the next change or an idle moment, unless the options want them at once; a crash loses those
 * that wait.
 *
 * <p>Thread-safe. Cost: a few microseconds for a read, some tens of them for a change, a commit for
 * the rest.
 */
public final class AuditTrail implements AutoCloseable {
  /** Entries that the ring holds (spec §19). */
  public static final int RING = 2_000;

  static final int MOST_WAITING = 4_096;
  private static final int MOST_HELD = 16 * MOST_WAITING;

  private final Vault vault;
  private final AuditOptions options;
  private final InstantSource clock;
  private final AuditHashes hashes;
  private final Book book;
  private final Outlets outlets;
  private final Ring ring = new Ring(RING);
  private final Backlog backlog = new Backlog(MOST_HELD);
  private final AtomicLong lost = new AtomicLong();

  public AuditTrail(Vault vault, AuditOptions options, InstantSource clock) {
    this.vault = vault;
    this.options = options;
    this.clock = clock;
    String id = vault.writer().write(tx -> SettingTable.get(tx, "vault")).orElse("");
    this.hashes = new AuditHashes(vault.auditKey(), id);
    this.book = new Book(hashes, new SecureRandom());
    this.outlets = new Outlets(options.outlets());
  }

  /** Tells sinks, and them alone, of a vault that could not be opened; closes them. */
  public static void notOpened(AuditOptions options, InstantSource clock, Optional<ErrorCode> why) {
    var outlets = new Outlets(options.outlets());
    var entry =
        new AuditEntry(
            0,
            clock.instant(),
            AuditEvent.VAULT_OPEN_FAILED,
            why.map(code -> AuditEvent.VAULT_OPENED),
            why,
            Map.of(),
            List.of());
    try {
      outlets.tell(entry);
      outlets.require(entry);
    } catch (AuditException unheard) {
      // the opening failed already
    }
    outlets.close();
  }

  /** An entry about what a principal asked for. */
  public Note by(Principal principal, AuditEvent event) {
    Note note = byHost(event).on(AuditSubject.actor(principal.agent()));
    principal.place().ifPresent(place -> note.on(AuditSubject.place(place)));
    return note;
  }

  /** An entry about what the host asked for, or what came to pass by itself. */
  public Note byHost(AuditEvent event) {
    return new Note(hashes, event, clock.instant());
  }

  /**
   * Writes an entry in the transaction of what it tells. On the writer's thread.
   *
   * @throws EngramException if a required sink fails, which undoes the transaction's command
   */
  public void write(Transaction tx, Note note) throws SQLException {
    backlog.write(tx, book);
    var held = new Held(note.entry());
    if (kept(held)) {
      held.number(book.add(tx, List.of(held.entry())).getFirst());
    }
    outlets.require(held.entry());
    tx.then(
        new Aftermath() {
          @Override
          public void committed() {
            ring.add(held);
            outlets.tell(held.entry());
          }

          @Override
          public void undone() {
            // it was told nowhere
          }
        });
  }

  /**
   * Takes an entry, as surely as its class and the options want.
   *
   * @throws EngramException if it could not be written, or a required sink fails: what it tells
   *     must then not be answered
   */
  public void take(Note note) {
    AuditEntry entry = note.entry();
    boolean atOnce = entry.storage() == AuditClass.AUDIT || options.strict();
    if (atOnce && options.kept().contains(entry.storage())) {
      vault
          .writer()
          .write(tx -> {
            write(tx, note);
            return true;
          });
    } else {
      hold(entry);
      if (backlog.size() > MOST_WAITING) {
        flush();
      }
    }
  }

  /**
   * Takes an entry that sealed texts were opened for an answer: at once if the options are strict,
   * otherwise as a read, which waits for no disk. It is kept as all of its class are.
   *
   * @throws EngramException if it could not be kept: the vault cannot be written any more, too many
   *     wait already and cannot be written, or a required sink fails; nothing must be answered then
   */
  public void takeOpening(Note note) {
    if (options.strict() || vault.broken().isPresent()) {
      take(note);
      return;
    }
    if (backlog.size() > MOST_WAITING) {
      flush();
    }
    hold(note.entry());
  }

  /** Takes an entry without waiting for anything; from any thread. */
  public void takeSoon(Note note) {
    hold(note.entry());
  }

  private void hold(AuditEntry entry) {
    outlets.require(entry);
    var held = new Held(entry);
    ring.add(held);
    outlets.tell(entry);
    if (kept(held) && !backlog.offer(held)) {
      lost.incrementAndGet();
    }
  }

  private boolean kept(Held held) {
    return options.kept().contains(held.entry().storage());
  }

  /** Writes what waits. */
  public void flush() {
    while (backlog.size() > 0) {
      int ignored = vault.writer().write(tx -> backlog.write(tx, book));
    }
  }

  /** Writes what waits, and drops the oldest entries of operation if there are too many; idle. */
  public void step() {
    if (vault.broken().isPresent()) {
      return;
    }
    flush();
    AuditTable.Head head = vault.readers().read(AuditTable::head).orElseGet(book::none);
    long present = head.ops().rows() - head.pruned().rows();
    if (present > options.opsRows() + options.opsRows() / 10L) {
      vault
          .writer()
          .write(tx -> {
            int dropped = book.prune(tx, options.opsRows());
            if (dropped > 0) {
              write(tx, byHost(AuditEvent.OPS_PRUNED).count(AuditCount.ENTRIES, dropped));
            }
            return dropped;
          });
    }
  }

  /**
   * Takes references to these out of every entry, of the chain and of this session, and with them
   * the words that such entries were asked with. The chain stays whole; an entry tells how many. In
   * the transaction of an erasure, on the writer's thread. Reads the whole audit.
   *
   * @return how many references were forgotten
   */
  public int forgetReferences(Transaction tx, Collection<AuditSubject> subjects)
      throws SQLException {
    Set<AuditReference> gone = new HashSet<>();
    subjects.forEach(one -> gone.add(hashes.reference(one)));
    while (backlog.write(tx, book) > 0) {
      // what waits refers to them as well
    }
    var forgetting = new Forgetting(gone, hashes);
    int forgotten = forgetting.everywhere(tx);
    write(tx, byHost(AuditEvent.REFERENCES_FORGOTTEN).count(AuditCount.REFERENCES, forgotten));
    ring.forget(entry -> forgetting.concerns(entry.references()), forgetting::takes);
    return forgotten;
  }

  /** What stands for a thing in entries. */
  public AuditReference reference(AuditSubject subject) {
    return hashes.reference(subject);
  }

  /** The newest entries of this session, newest first. */
  public List<AuditEntry> recent(int most) {
    return ring.newest(Math.max(0, most));
  }

  /** Entries of the chain before a number, newest first. */
  public List<AuditEntry> before(long seq, int most) {
    return vault.readers().read(reads -> AuditTable.before(reads, seq, most)).stream()
        .map(AuditTrail::shown)
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<AuditEntry> shown(Row row) {
    return AuditEvent.labelled(row.event())
        .map(event ->
            new AuditEntry(
                row.seq(),
                Micros.instant(row.moment()),
                event,
                DetailText.during(row.detail()),
                DetailText.code(row.detail()),
                DetailText.counts(row.detail()),
                References.read(row.references())));
  }

  /** Where the chain ends; what waits is written first. */
  public AuditHead head() {
    if (vault.broken().isEmpty()) {
      flush();
    }
    return Verification.shown(vault.readers().read(AuditTable::head).orElseGet(book::none));
  }

  /** Checks the chain, and that it goes on from a head that was kept outside. */
  public AuditVerdict verify(Optional<AuditHead> kept) {
    return vault
        .readers()
        .read(statements ->
            statements.consistently(
                reads -> new Verification(reads, hashes, book.none(), kept).verdict()));
  }

  /** Whether the chain is keyed. */
  public boolean keyed() {
    return hashes.keyed();
  }

  /** How often sinks failed. */
  public long sinkFailures() {
    return outlets.failures();
  }

  /** What a person should know. */
  public List<String> warnings() {
    var warnings = new ArrayList<String>();
    if (!keyed()) {
      warnings.add("the audit is not keyed: it shows accidents, not what somebody changed");
    }
    if (lost.get() > 0) {
      warnings.add(lost.get() + " entries of the audit could not be written");
    }
    if (outlets.failures() > 0) {
      warnings.add("audit sinks failed " + outlets.failures() + " times");
    }
    return warnings;
  }

  /** Counts an entry that could not be written, and shows it for the session. */
  public void lose(Note note) {
    lost.incrementAndGet();
    ring.add(new Held(note.entry()));
  }

  /** Writes what waits if it can be written; called before the vault is closed. */
  @Override
  public void close() {
    try {
      if (vault.broken().isEmpty()) {
        take(byHost(AuditEvent.VAULT_CLOSED));
        flush();
      }
    } catch (EngramException unwritten) {
      // the next opening tells that this session did not end in order
    }
    outlets.close();
  }
}
