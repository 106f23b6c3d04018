package dev.engram.internal.audit;

import dev.engram.audit.AuditClass;
import dev.engram.audit.AuditHead;
import dev.engram.audit.AuditHead.Mark;
import dev.engram.audit.AuditVerdict;
import dev.engram.audit.AuditVerdict.Break;
import dev.engram.audit.AuditVerdict.Problem;
import dev.engram.internal.vault.AuditTable;
import dev.engram.internal.vault.AuditTable.End;
import dev.engram.internal.vault.AuditTable.Head;
import dev.engram.internal.vault.AuditTable.Row;
import dev.engram.internal.vault.ReaderPool.Statements;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** One walk over the audit, in the order of its numbers. For one thread and one consistent read. */
final class Verification {
  private static final int PAGE = 1_000;
  private static final HexFormat HEX = HexFormat.of();

  private final Statements reads;
  private final AuditHashes hashes;
  private final Head head;
  private final boolean recorded;
  private final Optional<AuditHead> kept;
  private byte[] ops;
  private byte[] audit;
  private long expected = 1;
  private long opsRows;
  private long auditRows;
  private boolean opsMet;
  private boolean auditMet;

  Verification(Statements reads, AuditHashes hashes, Head none, Optional<AuditHead> kept)
      throws SQLException {
    Optional<Head> stored = AuditTable.head(reads);
    this.reads = reads;
    this.hashes = hashes;
    this.recorded = stored.isPresent();
    this.head = stored.orElse(none);
    this.kept = kept;
    this.ops = head.pruned().mac();
    this.audit = none.audit().mac();
    this.opsRows = head.pruned().rows();
  }

  /** Where the audit ends, as a host keeps it. */
  static AuditHead shown(Head head) {
    return new AuditHead(head.seq(), mark(head.audit()), mark(head.ops()));
  }

  private static Mark mark(End end) {
    return new Mark(end.seq(), HEX.formatHex(end.mac()));
  }

  AuditVerdict verdict() throws SQLException {
    Optional<Break> broken = walk();
    return new AuditVerdict(opsRows + auditRows, hashes.keyed(), shown(head), broken);
  }

  private Optional<Break> walk() throws SQLException {
    List<Row> page = AuditTable.after(reads, 0, PAGE);
    if (recorded ? !hashes.proves(head) : !page.isEmpty()) {
      return found(head.seq(), Problem.HEAD);
    }
    while (!page.isEmpty()) {
      for (Row row : page) {
        Optional<Problem> problem = problem(row);
        if (problem.isPresent()) {
          return found(problem.get() == Problem.MISSING ? expected : row.seq(), problem.get());
        }
      }
      page = AuditTable.after(reads, page.getLast().seq(), PAGE);
    }
    return atTheEnd();
  }

  private Optional<Problem> problem(Row row) {
    boolean gap = row.seq() != expected;
    boolean dropped = row.seq() > expected && row.seq() - 1 <= head.pruned().seq();
    if (gap && !dropped) {
      return Optional.of(Problem.MISSING);
    }
    boolean inOps = row.storage().equals(AuditClass.OPS.label());
    byte[] mac = hashes.entry(inOps ? ops : audit, row);
    if (!MessageDigest.isEqual(mac, row.mac())) {
      return Optional.of(Problem.ALTERED);
    }
    if (!References.sound(row.seq(), row.commitments(), row.references(), hashes)) {
      return Optional.of(Problem.REFERENCES);
    }
    if (inOps) {
      ops = mac;
      opsRows++;
      opsMet |= kept.filter(known -> is(known.ops(), row)).isPresent();
    } else {
      audit = mac;
      auditRows++;
      auditMet |= kept.filter(known -> is(known.audit(), row)).isPresent();
    }
    expected = row.seq() + 1;
    return Optional.empty();
  }

  private static boolean is(Mark mark, Row row) {
    return mark.seq() == row.seq() && mark.mac().equals(HEX.formatHex(row.mac()));
  }

  private Optional<Break> atTheEnd() throws SQLException {
    boolean whole =
        (expected == head.seq() + 1 || head.seq() == head.pruned().seq())
            && ends(head.ops(), ops, opsRows)
            && ends(head.audit(), audit, auditRows)
            && head.seq() == opsRows + auditRows;
    if (!whole) {
      return found(Math.min(expected, head.seq() + 1), Problem.END);
    }
    if (AuditTable.strayReferences(reads)) {
      return found(head.seq(), Problem.REFERENCES);
    }
    return kept.flatMap(this::against);
  }

  private Optional<Break> against(AuditHead known) {
    if (known.entries() > head.seq()) {
      return found(head.seq() + 1, Problem.ROLLED_BACK);
    }
    boolean opsKnown = opsMet || known.ops().seq() <= head.pruned().seq();
    boolean auditKnown = auditMet || known.audit().seq() == 0;
    return opsKnown && auditKnown
        ? Optional.empty()
        : found(opsKnown ? known.audit().seq() : known.ops().seq(), Problem.OTHER_HISTORY);
  }

  private static boolean ends(End end, byte[] mac, long rows) {
    return end.rows() == rows && MessageDigest.isEqual(end.mac(), mac);
  }

  private static Optional<Break> found(long seq, Problem problem) {
    return Optional.of(new Break(Math.max(seq, 1), problem));
  }
}
