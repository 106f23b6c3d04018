package dev.engram.internal.recall;

import dev.engram.health.Stats;
import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.projection.ProjectionSet;
import dev.engram.internal.projection.VisibilityProjection.Visible;
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
import dev.engram.memory.MemoryKind;
import dev.engram.query.History;
import dev.engram.query.Listing;
import dev.engram.query.Vantage;
import dev.engram.scope.Principal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Memories by id, by age and by number, unranked. Thread-safe; every method needs a principal. */
public final class Reading {
  private final Vault vault;
  private final Sealing sealing;
  private final ProjectionSet projections;

  public Reading(Vault vault, Sealing sealing, ProjectionSet projections) {
    this.vault = vault;
    this.sealing = sealing;
    this.projections = projections;
  }

  /** Flagged memories are shown here: who looks by id or by age looks, and asks no question. */
  private Visible visible(Principal principal, Set<MemoryKind> kinds) {
    return projections
        .visibility()
        .visible(
            principal.visibleScopes(), principal.seesEverything(), kinds, Vantage.PRESENT, true);
  }

  /** The present version of a memory. */
  public Memory get(MemoryId id, Principal principal) {
    return vault
        .readers()
        .read(statements ->
            statements.consistently(reads -> {
              MemoryRow row = Access.requireVisible(MemoryReads.current(reads, id), id, principal);
              return sealing.open(reads, row).memory();
            }));
  }

  /** Memories, newest first. */
  public List<Memory> list(Listing listing, Principal principal) {
    return list(listing, visible(principal, listing.kinds()).filter(), principal);
  }

  /** Those of them that are flagged. */
  public List<Memory> flagged(Listing listing, Principal principal) {
    return list(listing, visible(principal, listing.kinds()).flagged(), principal);
  }

  private List<Memory> list(Listing listing, OrdinalFilter filter, Principal principal) {
    return vault
        .readers()
        .read(statements ->
            statements.consistently(reads -> list(reads, listing, filter, principal)));
  }

  private List<Memory> list(
      Statements reads, Listing listing, OrdinalFilter filter, Principal principal)
      throws SQLException {
    int from = Integer.MAX_VALUE;
    if (listing.before().isPresent()) {
      MemoryId id = listing.before().get();
      from = Access.requireVisible(MemoryReads.current(reads, id), id, principal).ordinal() - 1;
    }
    var found = new ArrayList<Memory>();
    for (int ordinal = filter.previous(from);
        ordinal >= 0 && found.size() < listing.limit();
        ordinal = ordinal == 0 ? -1 : filter.previous(ordinal - 1)) {
      Optional<MemoryRow> row = MemoryReads.byOrdinal(reads, ordinal).filter(MemoryRow::active);
      if (row.isPresent()) {
        found.add(sealing.readable(reads, row.get()));
      }
    }
    return found;
  }

  /** A memory's versions and links. */
  public History history(MemoryId id, Principal principal) {
    return vault
        .readers()
        .read(statements ->
            statements.consistently(reads -> {
              MemoryRow row =
                  Access.requireVisibleEvenForgotten(MemoryReads.current(reads, id), id, principal);
              List<MemoryRow> versions = MemoryReads.versions(reads, id);
              var wordings = new ArrayList<Memory>(versions.size());
              for (MemoryRow version : versions) {
                wordings.add(sealing.readable(reads, version));
              }
              return new History(wordings, edges(reads, row.root(), principal));
            }));
  }

  private static List<Edge> edges(Statements reads, int root, Principal principal)
      throws SQLException {
    var edges = new ArrayList<Edge>();
    for (EdgeTable.EdgeRow edge : EdgeTable.touching(reads, root)) {
      Optional<MemoryRow> source = MemoryReads.byOrdinal(reads, edge.source());
      Optional<MemoryRow> target = MemoryReads.byOrdinal(reads, edge.target());
      if (source.isPresent()
          && target.isPresent()
          && Access.sees(principal, source.get().memory().scope())
          && Access.sees(principal, target.get().memory().scope())) {
        edges.add(
            new Edge(
                source.get().memory().id(),
                target.get().memory().id(),
                edge.type(),
                edge.weight()));
      }
    }
    return edges;
  }

  /** How much a principal has. */
  public Stats stats(Principal principal) {
    var counts = new EnumMap<MemoryKind, Integer>(MemoryKind.class);
    int pending = 0;
    for (MemoryKind kind : MemoryKind.values()) {
      Visible visible = visible(principal, Set.of(kind));
      counts.put(kind, visible.filter().cardinality());
      pending += visible.pending();
    }
    return new Stats(counts, pending);
  }
}
