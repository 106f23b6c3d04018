package dev.engram.internal.audit;

import dev.engram.audit.AuditReference;
import dev.engram.audit.AuditReference.Kind;
import dev.engram.internal.vault.AuditTable;
import dev.engram.internal.vault.AuditTable.Row;
import dev.engram.internal.vault.Transaction;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * Takes references out of entries that are chained already. An entry that refers to somebody loses
 * the words it was asked with as well, since these may name the same person. For one transaction.
 */
final class Forgetting {
  private static final int PAGE = 1_000;

  private final Set<AuditReference> gone;
  private final AuditHashes hashes;

  Forgetting(Set<AuditReference> gone, AuditHashes hashes) {
    this.gone = gone;
    this.hashes = hashes;
  }

  /** Whether references of which one is this are to lose it. */
  boolean concerns(List<AuditReference> references) {
    return references.stream().anyMatch(gone::contains);
  }

  /** Whether a reference goes, in an entry that it concerns. */
  boolean takes(AuditReference one) {
    return one.kind() == Kind.QUERY || gone.contains(one);
  }

  /** All of the chain. Answers how many references went. */
  int everywhere(Transaction tx) throws SQLException {
    int forgotten = 0;
    List<Row> page = AuditTable.after(tx, 0, PAGE);
    while (!page.isEmpty()) {
      for (Row row : page) {
        if (concerns(References.read(row.references()))) {
          byte[] bytes = row.references().orElseThrow();
          forgotten += References.forget(row, bytes, this::takes, hashes);
          AuditTable.setReferences(tx, row.seq(), bytes);
        }
      }
      page = AuditTable.after(tx, page.getLast().seq(), PAGE);
    }
    return forgotten;
  }
}
