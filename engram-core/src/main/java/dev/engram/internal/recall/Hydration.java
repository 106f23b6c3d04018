package dev.engram.internal.recall;

import dev.engram.config.EngramOptions;
import dev.engram.config.TrustOptions;
import dev.engram.fault.VaultException;
import dev.engram.internal.capture.affect.AffectContext;
import dev.engram.internal.capture.affect.AffectScorer;
import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.projection.EdgeProjection;
import dev.engram.internal.projection.Links;
import dev.engram.internal.projection.OriginProjection;
import dev.engram.internal.recall.dedup.OnePlace;
import dev.engram.internal.recall.quality.Experience;
import dev.engram.internal.recall.quality.Question;
import dev.engram.internal.recall.rank.Candidate;
import dev.engram.internal.recall.rank.Hydrated;
import dev.engram.internal.recall.rank.Priors;
import dev.engram.internal.recall.rank.TrustGauge;
import dev.engram.internal.remember.AnnotationRows;
import dev.engram.internal.seal.Sealing;
import dev.engram.internal.seal.Sealing.Opened;
import dev.engram.internal.vault.AnnotationTable;
import dev.engram.internal.vault.MemoryReads;
import dev.engram.internal.vault.MemoryRow;
import dev.engram.internal.vault.ReaderPool.Statements;
import dev.engram.internal.vault.UsageTable;
import dev.engram.internal.vault.UsageTable.Usage;
import dev.engram.memory.EdgeType;
import dev.engram.memory.Memory;
import dev.engram.memory.TieredContent;
import dev.engram.query.Dropped;
import dev.engram.query.Query;
import dev.engram.query.Trust;
import dev.engram.scope.Principal;
import dev.engram.scope.Scope;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From candidates to memories: rows are read and checked once more, what was judged wrong for such
 * a question is held back, each memory is given its trust, and what is known of it apart from the
 * question may rank. Immutable; runs on a reader thread, some point reads a memory.
 */
final class Hydration {
  private static final Logger LOG = LoggerFactory.getLogger(Hydration.class);

  private final Sealing sealing;
  private final EdgeProjection edges;
  private final TrustOptions options;
  private final TrustGauge gauge;
  private final Experience experience;
  private final Optional<AffectScorer> feelings;

  Hydration(Sealing sealing, EdgeProjection edges, EngramOptions options, Experience experience) {
    this.sealing = sealing;
    this.edges = edges;
    this.options = options.trust();
    this.gauge = new TrustGauge(options.recall());
    this.experience = experience;
    this.feelings =
        options.trust().affect() > 0 ? Optional.of(new AffectScorer()) : Optional.empty();
  }

  /**
   * Who asks for what.
   *
   * @param query the query
   * @param question what is remembered of it
   * @param principal who asks
   * @param visible the memories it sees
   * @param scopes what it sees
   * @param now when
   */
  record Asking(
      Query query,
      Question question,
      Principal principal,
      OrdinalFilter visible,
      Set<Scope> scopes,
      Instant now) {}

  /**
   * What was found.
   *
   * @param memories best first
   * @param dropped what is not among them, and why
   */
  record Found(List<Hydrated> memories, List<Dropped> dropped) {
    /** Whether a sealed memory had to be left out because it does not open. */
    boolean unreadable() {
      return dropped.stream().anyMatch(one -> one.reason() == Dropped.Reason.UNREADABLE);
    }
  }

  /**
   * Rows are read a moment after the indexes were; what changed meanwhile is left out.
   *
   * @param wanted how many memories at most
   */
  Found hydrate(Statements reads, List<Candidate> candidates, int wanted, Asking asking)
      throws SQLException {
    boolean priors = Priors.counts(options);
    int pool = wanted + (priors ? Priors.POOL : 0);
    var places = new OnePlace();
    var pooled = new ArrayList<Hydrated>();
    var dropped = new ArrayList<Dropped>();
    for (Candidate candidate : candidates) {
      if (places.size() == wanted || pooled.size() == pool) {
        break;
      }
      Optional<MemoryRow> row =
          MemoryReads.byOrdinal(reads, candidate.ordinal())
              .filter(one -> answers(one.memory(), asking));
      if (row.isPresent()) {
        if (!asking.query.suppressed() && heldBack(row.get(), asking)) {
          dropped.add(
              new Dropped(row.get().memory().id(), Dropped.Reason.SUPPRESSED, Optional.empty()));
        } else {
          Optional<Hydrated> one = hydrated(reads, row.get(), candidate, asking);
          if (one.isEmpty()) {
            dropped.add(
                new Dropped(row.get().memory().id(), Dropped.Reason.UNREADABLE, Optional.empty()));
          } else if (priors) {
            pooled.add(one.get());
          } else {
            places.add(one.get());
          }
        }
      }
    }
    for (Hydrated one : ranked(reads, pooled, asking)) {
      if (places.size() < wanted) {
        places.add(one);
      }
    }
    dropped.addAll(places.dropped());
    return new Found(places.kept(), dropped);
  }

  private static boolean answers(Memory memory, Asking asking) {
    return asking.query.vantage().admits(memory)
        && (asking.query.flagged() || !memory.traits().flagged())
        && (asking.principal.seesEverything() || asking.scopes.contains(memory.scope()));
  }

  private boolean heldBack(MemoryRow row, Asking asking) {
    Instant since = row.memory().traits().learned();
    return experience.suppression().holdsBack(row.root(), since, asking.question, asking.now);
  }

  /** Opened, if it is sealed; nothing if it does not open. */
  private Optional<Hydrated> hydrated(
      Statements reads, MemoryRow row, Candidate candidate, Asking asking) throws SQLException {
    try {
      return Optional.of(hydrated(reads, sealing.openWhole(reads, row), candidate, asking));
    } catch (VaultException broken) {
      Sealing.requireBroken(broken);
      LOG.warn("a sealed memory was left out: {}", broken.code().label());
      return Optional.empty();
    }
  }

  private Hydrated hydrated(Statements reads, Opened opened, Candidate candidate, Asking asking)
      throws SQLException {
    MemoryRow row = opened.row();
    Usage usage = experience.usage(row.root(), UsageTable.get(reads, row.root()));
    boolean contradicted = contradicted(row.ordinal(), asking);
    Trust trust = gauge.of(candidate, row.memory(), usage, contradicted, asking.now);
    return new Hydrated(row, origins(row), sizes(reads, opened, asking.query), candidate, trust);
  }

  /** A memory that the asker does not see says nothing, not even that it contradicts. */
  private boolean contradicted(int ordinal, Asking asking) {
    EdgeProjection.View view = edges.view();
    Links links = view.of(ordinal);
    for (int i = 0; i < links.size(); i++) {
      if (links.type(i) == EdgeType.CONTRADICTS
          && !links.outgoing(i)
          && asking.visible.allows(view.present(links.root(i)))) {
        return true;
      }
    }
    return false;
  }

  /** What a fact or a procedure was distilled from, by roots. */
  private Set<Integer> origins(MemoryRow row) {
    if (row.memory() instanceof Memory.Episode) {
      return Set.of();
    }
    var origins = new HashSet<Integer>();
    if (row.origin() != OriginProjection.NONE) {
      origins.add(row.origin());
    }
    Links links = edges.view().of(row.ordinal());
    for (int i = 0; i < links.size(); i++) {
      if (links.type(i) == EdgeType.DERIVED_FROM && links.outgoing(i)) {
        origins.add(links.root(i));
      }
    }
    return origins;
  }

  private static Optional<TieredContent> sizes(Statements reads, Opened opened, Query query)
      throws SQLException {
    return query.budget().isEmpty()
        ? Optional.empty()
        : opened
            .annotations(reads)
            .map(kept -> AnnotationRows.read(kept, opened.row().memory().text()).sizes());
  }

  private List<Hydrated> ranked(Statements reads, List<Hydrated> found, Asking asking)
      throws SQLException {
    if (found.isEmpty()) {
      return found;
    }
    double valence =
        feelings
            .map(scorer -> scorer.of(asking.query.text(), AffectContext.NONE).valence())
            .orElse(0.0);
    var priors = new Priors(options, valence);
    var adjusted = new ArrayList<Hydrated>(found.size());
    for (Hydrated one : found) {
      Candidate candidate = one.candidate();
      double felt = priors.feels() ? valence(reads, candidate.ordinal()) : 0;
      double score = priors.adjusted(candidate.score(), one.trust(), felt);
      adjusted.add(one.as(new Candidate(candidate.ordinal(), score, candidate.reasons())));
    }
    adjusted.sort(Comparator.comparingDouble((Hydrated one) -> one.candidate().score()).reversed());
    return adjusted;
  }

  private static double valence(Statements reads, int ordinal) throws SQLException {
    return AnnotationTable.get(reads, ordinal).map(AnnotationTable.Row::valence).orElse(0.0);
  }
}
