package dev.engram.internal.recall;

import dev.engram.config.RecallOptions;
import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.vector.SearchBudget;
import dev.engram.internal.index.vector.VectorHits;
import dev.engram.internal.projection.ProjectionSet;
import dev.engram.internal.projection.SemanticProjection;
import dev.engram.internal.projection.Spaces;
import dev.engram.internal.projection.VisibilityProjection.Visible;
import dev.engram.internal.vault.EmbeddingTable;
import dev.engram.internal.vault.ReaderPool;
import dev.engram.internal.vault.ReaderPool.Statements;
import dev.engram.internal.vault.SealedTable;
import dev.engram.internal.vault.Vault;
import dev.engram.memory.MemoryKind;
import dev.engram.query.Query;
import dev.engram.scope.Principal;
import dev.engram.spi.Directions;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Future;

/**
 * Work for a conversation that need not wait for a question: candidates near where the talk is
 * heading, and the centre of what a principal sees. Thread-safe; runs on reader threads.
 */
public final class Foreseeing {
  /** Candidates kept for each that a question may use; see "Working context" in the benchmarks. */
  private static final int POOL = 4;

  /** Memories from which the centre is estimated: its error is then below 1/16 of their spread. */
  private static final int SAMPLE = 256;

  private final Vault vault;
  private final ProjectionSet projections;
  private final RecallOptions options;

  public Foreseeing(Vault vault, ProjectionSet projections, RecallOptions options) {
    this.vault = vault;
    this.projections = projections;
    this.options = options;
  }

  /** Whether readers have time for work that may be left out. */
  public boolean idle() {
    return vault.readers().idle();
  }

  /** The length of vectors; nothing if there is no embedder. */
  public OptionalInt dimension() {
    return projections
        .semantic()
        .map(semantic -> OptionalInt.of(semantic.index().space().dimension()))
        .orElse(OptionalInt.empty());
  }

  /**
   * Starts to look for candidates of questions like {@code shape} near {@code vector}. Cost: one
   * search of the vector index.
   *
   * @throws IllegalStateException if there is no embedder
   */
  public Future<Foresight> foresee(Query shape, Principal principal, float[] vector) {
    projections.spaces().asked();
    Spaces.State spaces = projections.spaces().state();
    SemanticProjection semantic = spaces.now().orElseThrow().vectors();
    boolean one = spaces.next().isEmpty() && semantic.space().dimension() == vector.length;
    return vault
        .readers()
        .startReading(reads -> {
          long watermark = projections.follower().watermark();
          Visible visible = visible(shape.kinds(), shape.overseen(), principal);
          boolean families =
              shape.kinds().contains(MemoryKind.EPISODE) && visible.derived().cardinality() > 0;
          OrdinalFilter searched = families && !options.facts() ? visible.own() : visible.filter();
          boolean whole =
              one
                  && visible.pending() == 0
                  && !projections.spaces().waking()
                  && projections.follower().rebuilding().isEmpty();
          int most = Math.max(options.candidates(), shape.limit());
          VectorHits near =
              whole
                  ? Meaning.Look.at(spaces, projections.spaces().guard(), vector)
                      .search(
                          POOL * (families ? 2 * most : most),
                          searched,
                          Means.of(reads, SearchBudget.NONE))
                  : VectorHits.none("none");
          int newest = visible.filter().previous(Integer.MAX_VALUE);
          return new Foresight(
              shape.kinds(),
              shape.overseen(),
              whole ? most : 0,
              newest,
              watermark,
              near.ordinals());
        });
  }

  /**
   * What all that a principal sees has in common.
   *
   * @param mean of vectors of unit length, shape {@code [dimension]}; zeros when nothing is known
   * @param samples how many vectors it was taken from
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  public record Centre(float[] mean, int samples) {}

  /**
   * The centre of what a principal sees, from a sample spread evenly over time. Cost: reads up to
   * 256 vectors.
   */
  public Centre centre(Principal principal) {
    Optional<Spaces.Space> space = projections.spaces().state().now();
    int dimension = space.map(Spaces.Space::dimension).orElse(0);
    OrdinalFilter filter = visible(EnumSet.allOf(MemoryKind.class), false, principal).own();
    if (space.isEmpty() || filter.cardinality() == 0) {
      return new Centre(new float[dimension], 0);
    }
    return vault.readers().read(reads -> centre(reads, filter, space.get().row(), dimension));
  }

  private static Centre centre(Statements reads, OrdinalFilter filter, long space, int dimension)
      throws SQLException {
    int first = filter.next(0);
    int step = Math.max(1, (filter.previous(Integer.MAX_VALUE) - first) / SAMPLE);
    double[] sum = new double[dimension];
    int count = 0;
    for (int at = first; at >= 0; at = filter.next(at + step)) {
      float[][] parts =
          SealedTable.confidentialAmong(reads, new int[] {at}).isEmpty()
              ? EmbeddingTable.get(reads, at, space, dimension).orElse(new float[0][])
              : new float[0][];
      if (parts.length > 0 && Directions.normalise(parts[0])) {
        count++;
        for (int i = 0; i < dimension; i++) {
          sum[i] += parts[0][i];
        }
      }
    }
    float[] mean = new float[dimension];
    for (int i = 0; i < dimension && count > 0; i++) {
      mean[i] = (float) (sum[i] / count);
    }
    return new Centre(mean, count);
  }

  private Visible visible(Set<MemoryKind> kinds, boolean overseen, Principal principal) {
    return projections
        .visibility()
        .visible(Recalling.scopes(principal, overseen), principal.seesEverything(), kinds);
  }

  /** Waits for what was started. */
  public static Foresight await(Future<Foresight> started) {
    return ReaderPool.await(started);
  }
}
