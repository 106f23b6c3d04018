package dev.engram.internal.recall;

import dev.engram.config.EngramOptions;
import dev.engram.config.TrustOptions;
import dev.engram.internal.capture.affect.AffectContext;
import dev.engram.internal.capture.affect.AffectScorer;
import dev.engram.internal.recall.quality.Experience;
import dev.engram.internal.recall.quality.Question;
import dev.engram.internal.recall.rank.Candidate;
import dev.engram.internal.recall.rank.Priors;
import dev.engram.internal.recall.rank.TrustGauge;
import dev.engram.internal.remember.Access;
import dev.engram.internal.vault.AnnotationTable;
import dev.engram.internal.vault.EdgeTable;
import dev.engram.internal.vault.EdgeTable.EdgeRow;
import dev.engram.internal.vault.MemoryReads;
import dev.engram.internal.vault.MemoryRow;
import dev.engram.internal.vault.ReaderPool.Statements;
import dev.engram.internal.vault.UsageTable;
import dev.engram.internal.vault.UsageTable.Usage;
import dev.engram.memory.EdgeType;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryState;
import dev.engram.query.Query;
import dev.engram.query.Trust;
import dev.engram.scope.Principal;
import dev.engram.scope.Scope;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * From candidates to memories: rows are read and checked once more, what was judged wrong for such
 * a question is held back, each memory is given its trust, and what is known of it apart from the
 * question may rank. Immutable; runs on a reader thread, some point reads a memory.
 */
final class Hydration {
  private final TrustOptions options;
  private final TrustGauge gauge;
  private final Experience experience;
  private final Optional<AffectScorer> feelings;

  Hydration(EngramOptions options, Experience experience) {
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
   * @param scopes what it sees
   * @param now when
   */
  record Asking(
      Query query, Question question, Principal principal, Set<Scope> scopes, Instant now) {}

  /**
   * What was found.
   *
   * @param memories best first, at most as many as were asked for
   * @param suppressed how many were held back
   */
  record Found(List<Hydrated> memories, int suppressed) {}

  /** Rows are read a moment after the indexes were; what changed meanwhile is left out. */
  Found hydrate(Statements reads, List<Candidate> candidates, Asking asking) throws SQLException {
    boolean priors = Priors.counts(options);
    int wanted = asking.query.limit() + (priors ? Priors.POOL : 0);
    var found = new ArrayList<Hydrated>();
    int suppressed = 0;
    for (Candidate candidate : candidates) {
      if (found.size() == wanted) {
        break;
      }
      Optional<MemoryRow> row =
          MemoryReads.byOrdinal(reads, candidate.ordinal())
              .filter(one -> answers(one.memory(), asking));
      if (row.isPresent()) {
        if (!asking.query.suppressed() && heldBack(row.get(), asking)) {
          suppressed++;
        } else {
          found.add(hydrated(reads, row.get(), candidate, asking));
        }
      }
    }
    return new Found(priors ? ranked(reads, found, asking) : found, suppressed);
  }

  private static boolean answers(Memory memory, Asking asking) {
    return memory.traits().state() == MemoryState.ACTIVE
        && (asking.principal.seesEverything() || asking.scopes.contains(memory.scope()));
  }

  private boolean heldBack(MemoryRow row, Asking asking) {
    Instant since = row.memory().traits().learned();
    return experience.suppression().holdsBack(row.root(), since, asking.question, asking.now);
  }

  private Hydrated hydrated(Statements reads, MemoryRow row, Candidate candidate, Asking asking)
      throws SQLException {
    Usage usage = experience.usage(row.root(), UsageTable.get(reads, row.root()));
    boolean contradicted = contradicted(reads, row.root(), asking);
    Trust trust = gauge.of(candidate, row.memory(), usage, contradicted, asking.now);
    return new Hydrated(row.memory(), row.root(), candidate, trust);
  }

  /** A memory that the asker does not see says nothing, not even that it contradicts. */
  private static boolean contradicted(Statements reads, int root, Asking asking)
      throws SQLException {
    for (EdgeRow edge : EdgeTable.into(reads, root, EdgeType.CONTRADICTS)) {
      boolean seen =
          MemoryReads.byOrdinal(reads, edge.source())
              .map(MemoryRow::memory)
              .filter(memory ->
                  asking.scopes.contains(memory.scope())
                      || Access.sees(asking.principal, memory.scope()))
              .isPresent();
      if (seen) {
        return true;
      }
    }
    return false;
  }

  private List<Hydrated> ranked(Statements reads, List<Hydrated> found, Asking asking)
      throws SQLException {
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
      adjusted.add(
          new Hydrated(
              one.memory(),
              one.root(),
              new Candidate(candidate.ordinal(), score, candidate.evidence()),
              one.trust()));
    }
    adjusted.sort(Comparator.comparingDouble((Hydrated one) -> one.candidate().score()).reversed());
    int most = Math.min(asking.query.limit(), adjusted.size());
    return List.copyOf(adjusted.subList(0, most));
  }

  private static double valence(Statements reads, int ordinal) throws SQLException {
    return AnnotationTable.get(reads, ordinal).map(AnnotationTable.Row::valence).orElse(0.0);
  }
}
