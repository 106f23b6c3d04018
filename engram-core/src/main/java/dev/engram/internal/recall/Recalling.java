package dev.engram.internal.recall;

import dev.engram.config.EngramOptions;
import dev.engram.config.RecallOptions;
import dev.engram.fault.AccessException;
import dev.engram.health.Stats;
import dev.engram.internal.embed.EmbeddingDesk;
import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.projection.ProjectionSet;
import dev.engram.internal.projection.VisibilityProjection.Visible;
import dev.engram.internal.recall.Hydration.Asking;
import dev.engram.internal.recall.quality.Experience;
import dev.engram.internal.recall.quality.Experience.Answer;
import dev.engram.internal.recall.quality.Question;
import dev.engram.internal.recall.rank.Candidate;
import dev.engram.internal.remember.Access;
import dev.engram.internal.token.TokenCounter;
import dev.engram.internal.vault.EdgeTable;
import dev.engram.internal.vault.MemoryReads;
import dev.engram.internal.vault.MemoryRow;
import dev.engram.internal.vault.ReaderPool.Statements;
import dev.engram.internal.vault.Vault;
import dev.engram.memory.Edge;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import dev.engram.memory.MemoryKind;
import dev.engram.memory.MemoryState;
import dev.engram.query.Evidence;
import dev.engram.query.History;
import dev.engram.query.Hit;
import dev.engram.query.Listing;
import dev.engram.query.Query;
import dev.engram.query.Recall;
import dev.engram.query.RecallId;
import dev.engram.query.Trace;
import dev.engram.scope.Principal;
import dev.engram.scope.Scope;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The one path by which memories come back. Thread-safe; every method needs a principal. */
public final class Recalling {
  private final Vault vault;
  private final ProjectionSet projections;
  private final Ranking ranking;
  private final Packing packing;
  private final Hydration hydration;
  private final Experience experience;
  private final RecallOptions.Fusion fusion;
  private final InstantSource clock;

  public Recalling(
      Vault vault,
      EmbeddingDesk desk,
      ProjectionSet projections,
      EngramOptions options,
      TokenCounter counter,
      Experience experience) {
    this.vault = vault;
    this.projections = projections;
    this.packing = new Packing(counter);
    this.ranking = new Ranking(vault.readers(), desk, projections, options.recall());
    this.hydration = new Hydration(options, experience);
    this.experience = experience;
    this.fusion = options.recall().fusion();
    this.clock = options.clock();
  }

  /** Answers a question. */
  public Recall recall(Query query, Principal principal) {
    var stages = new Stages();
    Visible visible = visible(principal, query.kinds(), query.overseen());
    int seen = visible.filter().cardinality();
    stages.done("visibility", "bitmap", seen);
    Ranking.Ranked ranked = ranking.rank(query, visible, stages);
    List<Candidate> candidates = ranked.candidates();
    var asking =
        new Asking(
            query,
            Question.of(query.text(), ranked.question()),
            principal,
            scopes(principal, query.overseen()),
            clock.instant());
    Hydration.Found found =
        vault
            .readers()
            .read(s -> s.consistently(reads -> hydration.hydrate(reads, candidates, asking)));
    List<Hydrated> hydrated = found.memories();
    stages.done("hydrate", "vault", hydrated.size());
    Packing.Packed packed = packing.pack(hydrated, query.budget());
    if (query.budget().isPresent()) {
      stages.done("pack", "tokens", packed.hits().size());
    }
    List<MemoryId> shown = packed.hits().stream().map(Hit::id).toList();
    List<Hydrated> answered =
        hydrated.stream().filter(one -> shown.contains(one.memory().id())).toList();
    RecallId id = note(asking, ranked, found, answered, stages, seen);
    var trace =
        new Trace(seen, stages.done(), packed.dropped(), found.suppressed(), ranked.degradations());
    return new Recall(id, packed.hits(), trace);
  }

  private RecallId note(
      Asking asking,
      Ranking.Ranked ranked,
      Hydration.Found found,
      List<Hydrated> answered,
      Stages stages,
      int seen) {
    boolean meant = ranked.question().isPresent();
    String fused = fusion.name().toLowerCase(Locale.ROOT);
    long nanos = stages.done().stream().mapToLong(stage -> stage.took().toNanos()).sum();
    return experience.note(
        new Answer(
            asking.question(),
            asking.now(),
            meant ? fused : "words",
            seen,
            ranked.candidates().size(),
            answered.stream().map(Hydrated::root).toList(),
            found.suppressed(),
            answered.stream().mapToDouble(one -> one.trust().relevance()).average().orElse(0),
            answered.stream()
                .flatMap(one -> one.candidate().evidence().stream())
                .filter(said -> said.signal().equals("semantic"))
                .mapToDouble(Evidence::score)
                .max(),
            TimeUnit.NANOSECONDS.toMicros(nanos),
            ranked.degradations().stream()
                .map(one -> one.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet())));
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
