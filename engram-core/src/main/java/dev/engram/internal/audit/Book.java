package dev.engram.internal.audit;

import dev.engram.audit.AuditClass;
import dev.engram.audit.AuditCount;
import dev.engram.audit.AuditEntry;
import dev.engram.audit.AuditEvent;
import dev.engram.internal.vault.AuditTable;
import dev.engram.internal.vault.AuditTable.End;
import dev.engram.internal.vault.AuditTable.Head;
import dev.engram.internal.vault.AuditTable.Row;
import dev.engram.internal.vault.Micros;
import dev.engram.internal.vault.Transaction;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The audit as it is written: entries are numbered together, each class is a chain of its own, and
 * one record says where both end.
 *
 * <p>Two chains, so that the oldest entries of operation can be dropped: the record then holds the
 * MAC of the last one dropped, from which the rest goes on. One numbering, so that the order
 * between the classes stands as well, and a gap shows.
 *
 * <p>The record has a proof of its own under the key. It is checked before anything is added, so
 * that writing on does not make good what somebody cut off: after a record that proves nothing the
 * chain goes on from a MAC that follows on nothing, and stays broken there. Used on the writer's
 * thread.
 */
final class Book {
  private final AuditHashes hashes;
  private final RandomGenerator random;

  Book(AuditHashes hashes, RandomGenerator random) {
    this.hashes = hashes;
    this.random = random;
  }

  /**
   * Adds entries.
   *
   * @return the number of each
   */
  List<Long> add(Transaction tx, List<AuditEntry> entries) throws SQLException {
    Optional<Head> stored = AuditTable.head(tx);
    long last = stored.isPresent() ? stored.get().seq() : AuditTable.last(tx);
    boolean sound = stored.map(hashes::proves).orElse(last == 0);
    Head head = stored.orElseGet(this::none);
    var all = new ArrayList<AuditEntry>(entries.size() + 1);
    if (!sound) {
      head = afterBreak(head, Math.max(last, AuditTable.last(tx)));
      Instant now = entries.isEmpty() ? Instant.EPOCH : entries.getFirst().moment();
      all.add(
          new AuditEntry(
              0,
              now,
              AuditEvent.CHAIN_BROKEN,
              Optional.empty(),
              Optional.empty(),
              Map.of(AuditCount.ENTRIES, Math.max(last, 0)),
              List.of()));
    }
    all.addAll(entries);
    var numbers = new ArrayList<Long>(all.size());
    for (AuditEntry entry : all) {
      head = add(tx, head, entry);
      numbers.add(head.seq());
    }
    put(tx, head);
    return sound ? numbers : numbers.subList(1, numbers.size());
  }

  private Head add(Transaction tx, Head head, AuditEntry entry) throws SQLException {
    boolean ops = entry.storage() == AuditClass.OPS;
    End end = ops ? head.ops() : head.audit();
    long seq = head.seq() + 1;
    var references = References.store(entry.references(), hashes, random);
    var bare =
        new Row(
            seq,
            Micros.of(entry.moment()),
            entry.storage().label(),
            entry.event().label(),
            DetailText.of(entry),
            references.commitments(),
            new byte[0],
            entry.references().isEmpty() ? Optional.empty() : Optional.of(references.bytes()));
    byte[] mac = hashes.entry(end.mac(), bare);
    AuditTable.add(
        tx,
        new Row(
            seq,
            bare.moment(),
            bare.storage(),
            bare.event(),
            bare.detail(),
            bare.commitments(),
            mac,
            bare.references()));
    var grown = new End(end.rows() + 1, seq, mac);
    return new Head(
        seq, ops ? grown : head.ops(), ops ? head.audit() : grown, head.pruned(), head.proof());
  }

  private void put(Transaction tx, Head head) throws SQLException {
    AuditTable.put(
        tx, new Head(head.seq(), head.ops(), head.audit(), head.pruned(), hashes.proof(head)));
  }

  /** The end of an audit that has no entry yet. */
  Head none() {
    var ops = new End(0, 0, hashes.first(AuditClass.OPS));
    return new Head(0, ops, new End(0, 0, hashes.first(AuditClass.AUDIT)), ops, new byte[0]);
  }

  private Head afterBreak(Head head, long last) {
    return new Head(
        last,
        new End(head.ops().rows(), head.ops().seq(), hashes.afterBreak(head.ops().mac())),
        new End(head.audit().rows(), head.audit().seq(), hashes.afterBreak(head.audit().mac())),
        head.pruned(),
        head.proof());
  }

  /**
   * Drops the oldest entries of operation.
   *
   * @return how many
   */
  int prune(Transaction tx, long kept) throws SQLException {
    Optional<Head> head = AuditTable.head(tx).filter(hashes::proves);
    if (head.isEmpty()) {
      return 0;
    }
    End pruned = head.get().pruned();
    long present = head.get().ops().rows() - pruned.rows();
    Optional<Row> lastDropped =
        present > kept ? AuditTable.opsAt(tx, present - kept - 1) : Optional.empty();
    if (lastDropped.isEmpty()) {
      return 0;
    }
    int dropped = AuditTable.prune(tx, lastDropped.get().seq());
    var now = new End(pruned.rows() + dropped, lastDropped.get().seq(), lastDropped.get().mac());
    put(
        tx,
        new Head(head.get().seq(), head.get().ops(), head.get().audit(), now, head.get().proof()));
    return dropped;
  }
}
