package dev.engram.internal.archive;

import dev.engram.archive.ExportReport;
import dev.engram.archive.ExportRequest;
import dev.engram.fault.AccessException;
import dev.engram.fault.ErrorCode;
import dev.engram.fault.VaultException;
import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.projection.ProjectionSet;
import dev.engram.internal.remember.Access;
import dev.engram.internal.seal.Sealing;
import dev.engram.internal.vault.EdgeTable;
import dev.engram.internal.vault.MemoryReads;
import dev.engram.internal.vault.MemoryRow;
import dev.engram.internal.vault.ReaderPool.Statements;
import dev.engram.internal.vault.Vault;
import dev.engram.memory.Edge;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import dev.engram.query.Vantage;
import dev.engram.scope.Principal;
import dev.engram.scope.Scope;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Writes what a principal may see as records, at one state of the vault, one memory at a time.
 * Thread-safe. Holds one reader while it writes, a bit for each memory, and one record.
 */
public final class Exporting {
  private final Vault vault;
  private final ProjectionSet projections;
  private final Sealing sealing;
  private final UnaryOperator<List<String>> plain;

  /**
   * Exports from a vault.
   *
   * @param plain what of the words of one record may be written for anybody to read
   */
  public Exporting(
      Vault vault, ProjectionSet projections, Sealing sealing, UnaryOperator<List<String>> plain) {
    this.vault = vault;
    this.projections = projections;
    this.sealing = sealing;
    this.plain = plain;
  }

  /** How many memories an export would hold, at most. */
  public int count(ExportRequest request, Principal principal) {
    if (request.since().isEmpty()) {
      return selected(request, principal).cardinality();
    }
    OrdinalFilter filter = selected(request, principal);
    return vault
        .readers()
        .read(statements ->
            statements.consistently(reads -> {
              int found = 0;
              for (int at = filter.next(0); at >= 0; at = filter.next(at + 1)) {
                found += row(reads, at, request, principal).isPresent() ? 1 : 0;
              }
              return found;
            }));
  }

  /**
   * Writes everything.
   *
   * @param array whether as one JSON array, to be read by anybody, rather than line by line
   */
  public ExportReport write(
      OutputStream out, boolean array, ExportRequest request, Principal principal, Instant now)
      throws IOException {
    OrdinalFilter filter = selected(request, principal);
    try {
      return vault
          .readers()
          .read(statements ->
              statements.consistently(reads -> {
                RecordWriter writer =
                    array ? RecordWriter.array(out, plain) : RecordWriter.lines(out);
                try {
                  return write(reads, writer, filter, request, principal, now);
                } catch (IOException failed) {
                  throw new UncheckedIOException(failed);
                }
              }));
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
  }

  private ExportReport write(
      Statements reads,
      RecordWriter writer,
      OrdinalFilter filter,
      ExportRequest request,
      Principal principal,
      Instant now)
      throws IOException, SQLException {
    writer.begin(now, filter.cardinality());
    var roots = new BitSet();
    int memories = 0;
    int unreadable = 0;
    for (int at = filter.next(0); at >= 0; at = filter.next(at + 1)) {
      Optional<MemoryRow> row = row(reads, at, request, principal);
      if (row.isPresent()) {
        Optional<Memory> memory = opened(reads, row.get());
        if (memory.isPresent()) {
          writer.memory(memory.get());
          roots.set(row.get().root());
          memories++;
        } else {
          unreadable++;
        }
      }
    }
    int edges = 0;
    for (int root = roots.nextSetBit(0); root >= 0; root = roots.nextSetBit(root + 1)) {
      for (EdgeTable.EdgeRow edge : EdgeTable.touching(reads, root)) {
        if (edge.source() == root && roots.get(edge.target())) {
          writer.edge(
              new Edge(id(reads, root), id(reads, edge.target()), edge.type(), edge.weight()));
          edges++;
        }
      }
    }
    writer.end(memories, edges);
    return new ExportReport(memories, edges, unreadable);
  }

  private static MemoryId id(Statements reads, int root) throws SQLException {
    return MemoryReads.byOrdinal(reads, root).orElseThrow().memory().id();
  }

  /** The row, if it is to be exported; its scope is looked at once more. */
  private static Optional<MemoryRow> row(
      Statements reads, int ordinal, ExportRequest request, Principal principal)
      throws SQLException {
    return MemoryReads.byOrdinal(reads, ordinal)
        .filter(MemoryRow::active)
        .filter(row -> Access.sees(principal, row.memory().scope()))
        .filter(
            row -> request.since().stream().noneMatch(row.memory().traits().learned()::isBefore));
  }

  private Optional<Memory> opened(Statements reads, MemoryRow row) throws SQLException {
    try {
      return Optional.of(sealing.open(reads, row).memory());
    } catch (VaultException broken) {
      if (broken.code() != ErrorCode.ENCRYPTION_FAILED) {
        throw broken;
      }
      return Optional.empty();
    }
  }

  private OrdinalFilter selected(ExportRequest request, Principal principal) {
    for (Scope scope : request.scopes()) {
      if (!Access.sees(principal, scope)) {
        throw AccessException.denied("export", scope.canonical());
      }
    }
    boolean all = request.scopes().isEmpty();
    return projections
        .visibility()
        .visible(
            all ? principal.visibleScopes() : request.scopes(),
            all && principal.seesEverything(),
            request.kinds(),
            Vantage.PRESENT,
            true)
        .filter();
  }
}
