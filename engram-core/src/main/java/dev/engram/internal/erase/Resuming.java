package dev.engram.internal.erase;

import dev.engram.internal.remember.Claims;
import dev.engram.internal.vault.ErasureTable;
import dev.engram.internal.vault.PredicateTable;
import dev.engram.internal.vault.ProjectionTable;
import dev.engram.internal.vault.Tally;
import dev.engram.internal.vault.Transaction;
import dev.engram.internal.vault.Vault;
import dev.engram.memory.Erased;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The later steps of an erasure, each of which can be done again. Stateless. */
public final class Resuming {
  private Resuming() {}

  /**
   * Finishes an erasure that a crash cut short; before indexes are loaded.
   *
   * @return whether there was one
   */
  public static boolean finish(Vault vault) {
    boolean underway = vault.writer().write(ErasureTable::underway);
    if (underway) {
      vault
          .writer()
          .write(tx -> {
            ErasureTable.overwrite(tx);
            return true;
          });
      vault
          .writer()
          .write(tx -> {
            ProjectionTable.deleteAll(tx); // they may hold what is erased; all are made anew
            return deleteRows(tx);
          });
      finishFile(vault);
    }
    return underway;
  }

  static Tally deleteRows(Transaction tx) throws SQLException {
    Tally tally = ErasureTable.delete(tx);
    Set<String> used = new HashSet<>();
    for (String predicate : PredicateTable.ofFacts(tx)) {
      used.add(Claims.predicate(predicate));
    }
    for (String known : PredicateTable.names(tx)) {
      if (!used.contains(known)) {
        PredicateTable.remove(tx, known);
        tally.add(Erased.PREDICATES, 1);
      }
    }
    return tally;
  }

  /**
   * Writes the file anew and takes the marks off.
   *
   * @return what could not be done
   */
  static List<String> finishFile(Vault vault) {
    if (!vault.rewrite()) {
      return List.of("a reader was still open, so the write-ahead log could not be cut to nothing");
    }
    vault
        .writer()
        .write(tx -> {
          ErasureTable.done(tx);
          return true;
        });
    return List.of();
  }
}
