package dev.engram.internal.vault;

import dev.engram.internal.vault.ReaderPool.Statements;
import dev.engram.scope.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads the table {@code scope}. */
public final class ScopeReads {
  private ScopeReads() {}

  /** Every scope that anything was filed in. */
  public static List<Scope> all(Statements reads) throws SQLException {
    var scopes = new ArrayList<Scope>();
    try (ResultSet rows = reads.prepare("SELECT canonical FROM scope ORDER BY id").executeQuery()) {
      while (rows.next()) {
        scopes.add(Scope.parse(rows.getString(1)));
      }
    }
    return scopes;
  }
}
