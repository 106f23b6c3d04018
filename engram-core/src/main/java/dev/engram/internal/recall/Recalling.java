package dev.engram.internal.recall;

import dev.engram.config.RecallOptions;
import dev.engram.fault.AccessException;
import dev.engram.health.Stats;
import dev.engram.internal.embed.EmbeddingDesk;
import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.projection.OriginProjection;
import dev.engram.internal.projection.ProjectionSet;
import dev.engram.internal.projection.VisibilityProjection.Visible;
import dev.engram.internal.recall.dedup.OnePlace;
import dev.engram.internal.recall.pack.Packing;
import dev.engram.internal.recall.rank.Candidate;
import dev.engram.internal.recall.rank.Hydrated;
import dev.engram.internal.recall.rerank.Reordering;
import dev.engram.internal.recall.rerank.RerankDesk;
import dev.engram.internal.remember.Access;
import dev.engram.internal.remember.AnnotationRows;
import dev.engram.internal.token.TokenCounter;
import dev.engram.internal.vault.AnnotationTable;
import dev.engram.internal.vault.EdgeTable;
import dev.engram.internal.vault.MemoryReads;
import dev.engram.internal.vault.MemoryRow;
import dev.engram.internal.vault.ReaderPool.Statements;
import dev.engram.internal.vault.Vault;
import dev.engram.memory.Edge;
import dev.engram.memory.EdgeType;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import dev.engram.memory.MemoryKind;
import dev.engram.memory.MemoryState;
import dev.engram.memory.TieredContent;
import dev.engram.query.Degradation;
import dev.engram.query.History;
import dev.engram.query.Listing;
import dev.engram.query.Query;
import dev.engram.query.Recall;
import dev.engram.query.RerankStrategy;
import dev.engram.query.Reranking;
import dev.engram.query.Trace;
import dev.engram.scope.Principal;
import dev.engram.scope.Scope;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The one path by which memories come back. Thread-safe; every method needs a principal. */
public final class Recalling {
  private final Vault vault;
  private final ProjectionSet projections;
  private final Ranking ranking;
  private final Packing packing;
  private final Reranking reranking;
  private final Reordering reordering;

  public Recalling(
      Vault vault,
      EmbeddingDesk desk,
      ProjectionSet projections,
      RecallOptions options,
      TokenCounter counter,
      RerankDesk rerankers) {
    this.vault = vault;
    this.projections = projections;
    this.packing = new Packing(counter);
    this.reranking = options.reranking();
    this.reordering = new Reordering(vault.readers(), desk.model(), rerankers);
    this.ranking = new Ranking(vault.readers(), desk, projections, options);
  }

  /** Answers a question. */
  public Recall recall(Query query, Principal principal) {
    var stages = new Stages();
    Visible visible = visible(principal, query.kinds(), query.overseen());
    int seen = visible.filter().cardinality();
    stages.done("visibility", "bitmap", seen);
    Ranking.Ranked ranked = ranking.rank(query, visible, stages);
    List<Candidate> candidates = ranked.candidates();
    Reranking how = query.reranking().orElse(reranking);
    boolean reorders = how.strategy() != RerankStrategy.NONE;
    int wanted = reorders ? Math.max(query.limit(), how.depth()) : query.limit();
    OnePlace places =
        vault.readers().read(s -> hydrate(s, candidates, wanted, principal, query));
    stages.done("hydrate", "vault", places.size());
    var degradations = EnumSet.noneOf(Degradation.class);
    degradations.addAll(ranked.degradations());
    List<Hydrated> ordered = places.kept();
    if (reorders) {
      Reordering.Ordered anew = reordering.order(query.text(), how, ordered);
      ordered = anew.found();
      degradations.addAll(anew.degradations());
      stages.done("rerank", how.strategy().name().toLowerCase(Locale.ROOT), ordered.size());
    }
    ordered = ordered.subList(0, Math.min(query.limit(), ordered.size()));
    Packing.Packed packed = packing.pack(ordered, query.budget());
    if (query.budget().isPresent()) {
      stages.done("pack", "tokens", packed.hits().size());
    }
    var dropped = new ArrayList<>(places.dropped());
    dropped.addAll(packed.dropped());
    return new Recall(
        packed.hits(),
        new Trace(seen, stages.done(), packed.dropped().size(), degradations, dropped));
  }

  /** Rows are read a moment after the indexes were; what changed meanwhile is left out. */
  private static OnePlace hydrate(
      Statements statements,
      List<Candidate> candidates,
      int wanted,
      Principal principal,
      Query query)
      throws SQLException {
    var scopes = scopes(principal, query.overseen());
    return statements.consistently(reads -> {
      var places = new OnePlace();
      for (Candidate candidate : candidates) {
        if (places.size() == wanted) {
          break;
        }
        Optional<MemoryRow> row =
            MemoryReads.byOrdinal(reads, candidate.ordinal())
                .filter(found -> found.memory().traits().state() == MemoryState.ACTIVE)
                .filter(found ->
                    principal.seesEverything() || scopes.contains(found.memory().scope()));
        if (row.isPresent()) {
          places.add(
              new Hydrated(
                  row.get(),
                  origins(reads, row.get()),
                  sizes(reads, row.get(), query),
                  candidate));
        }
      }
      return places;
    });
  }

  /** What a fact or a procedure was distilled from, by roots. */
  private static Set<Integer> origins(Statements reads, MemoryRow row) throws SQLException {
    if (row.memory() instanceof Memory.Episode) {
      return Set.of();
    }
    var origins = new HashSet<Integer>();
    if (row.origin() != OriginProjection.NONE) {
      origins.add(row.origin());
    }
    for (EdgeTable.EdgeRow edge : EdgeTable.touching(reads, row.root())) {
      if (edge.type() == EdgeType.DERIVED_FROM && edge.source() == row.root()) {
        origins.add(edge.target());
      }
    }
    return origins;
  }

  private static Optional<TieredContent> sizes(Statements reads, MemoryRow row, Query query)
      throws SQLException {
    return query.budget().isEmpty()
        ? Optional.empty()
        : AnnotationTable.get(reads, row.ordinal())
            .map(kept -> AnnotationRows.read(kept, row.memory().text()).sizes());
  }

  private Visible visible(Principal principal, Set<MemoryKind> kinds, boolean overseen) {
    return projections
        .visibility()
        .visible(scopes(principal, overseen), principal.seesEverything(), kinds);
  }

  private static Set<Scope> scopes(Principal principal, boolean overseen) {
    if (!overseen) {
      return principal.visibleScopes();
    }
    if (principal.overseenScopes().isEmpty()) {
      throw AccessException.denied("ask for overseen agents", "agent:*");
    }
    var more = new TreeSet<>(principal.visibleScopes());
    more.addAll(principal.overseenScopes());
    return more;
  }

  /** The present version of a memory. */
  public Memory get(MemoryId id, Principal principal) {
    return Access.requireVisible(
            vault.readers().read(statements -> MemoryReads.current(statements, id)), id, principal)
        .memory();
  }

  /** Memories, newest first. */
  public List<Memory> list(Listing listing, Principal principal) {
    OrdinalFilter filter = visible(principal, listing.kinds(), false).filter();
    return vault
        .readers()
        .read(statements ->
            statements.consistently(reads -> list(reads, listing, filter, principal)));
  }

  private static List<Memory> list(
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
      MemoryReads.byOrdinal(reads, ordinal)
          .map(MemoryRow::memory)
          .filter(memory -> memory.traits().state() == MemoryState.ACTIVE)
          .ifPresent(found::add);
    }
    return found;
  }

  /** A memory's versions and links. */
  public History history(MemoryId id, Principal principal) {
    return vault
        .readers()
        .read(statements ->
            statements.consistently(reads -> {
              List<MemoryRow> versions = MemoryReads.versions(reads, id);
              Optional<MemoryRow> newest =
                  versions.isEmpty() ? Optional.empty() : Optional.of(versions.getLast());
              MemoryRow row = Access.requireVisibleEvenForgotten(newest, id, principal);
              return new History(
                  versions.stream().map(MemoryRow::memory).toList(),
                  edges(reads, row.root(), principal));
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
      Visible visible = visible(principal, Set.of(kind), false);
      counts.put(kind, visible.filter().cardinality());
      pending += visible.pending();
    }
    return new Stats(counts, pending);
  }
}
