package dev.engram.internal.projection;

import dev.engram.config.VectorOptions;
import dev.engram.internal.index.select.Pressure;
import dev.engram.internal.index.select.Temperatures;
import dev.engram.internal.index.vector.VectorSource;
import dev.engram.internal.index.vector.VectorSpace;
import dev.engram.internal.seal.VectorGuard;
import dev.engram.internal.vault.EmbeddingTable;
import dev.engram.internal.vault.MemoryRow;
import dev.engram.internal.vault.ReaderPool.Statements;
import dev.engram.internal.vault.Transaction;
import dev.engram.internal.vault.VaultVectors;
import dev.engram.memory.SecurityTier;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The vector space in use and, while memories are moved to another model, the one that comes in its
 * place. Thread-safe: read by anyone at any time, changed on the writer's thread, with one volatile
 * store.
 */
public final class Spaces {
  /**
   * A space that is searched.
   *
   * @param row its row in the vault
   * @param vectors its index
   */
  public record Space(long row, SemanticProjection vectors) {
    /** What its vectors are. */
    public VectorSpace vectorSpace() {
      return vectors.space();
    }

    /** The embedding model that makes its vectors. */
    public String model() {
      return vectors.space().id();
    }

    /** The length of its vectors. */
    public int dimension() {
      return vectors.space().dimension();
    }

    /** Its full vectors, for the thread of these statements. */
    public VectorSource source(Statements reads) {
      return VaultVectors.of(reads, row, dimension());
    }
  }

  /**
   * The spaces of one moment.
   *
   * @param now the one in use: it holds every memory that has vectors, if it is the only one or the
   *     former model answers
   * @param next the one that comes
   * @param calibration brings scores of the one in use to the scale of the next; without it the
   *     next one is not searched yet
   */
  public record State(
      Optional<Space> now, Optional<Space> next, Optional<Calibration> calibration) {
    static final State NONE = new State(Optional.empty(), Optional.empty(), Optional.empty());
  }

  private final VectorOptions options;
  private final VectorGuard guard;
  private volatile State state = State.NONE;
  private volatile Optional<SpaceUse> use = Optional.empty();
  private volatile Runnable wake = Spaces::nothing;
  private volatile Consumer<Space> taken = space -> {};

  /** Indexes that nobody may start to search any more; some search may still be under way. */
  private final List<SemanticProjection> leaving = new ArrayList<>();

  Spaces(Optional<Space> now, Optional<Space> next, VectorOptions options, VectorGuard guard) {
    this.state = new State(now, next, Optional.empty());
    this.options = options;
    this.guard = guard;
  }

  /** What becomes of vectors by tiers. */
  public VectorGuard guard() {
    return guard;
  }

  /** Stores the vectors of a row in the space in use, as its tier asks for. */
  public void keep(Transaction tx, MemoryRow row, float[][] vectors) throws SQLException {
    keep(tx, row.ordinal(), row.memory().traits().tier(), state.now.orElseThrow().row, vectors);
  }

  /** Stores vectors of a memory, as its tier asks for. */
  public void keep(Transaction tx, int ordinal, SecurityTier tier, long space, float[][] vectors)
      throws SQLException {
    EmbeddingTable.put(tx, ordinal, space, guard.kept(tier, vectors));
  }

  /** Is told of a space that has taken the place of another; on the writer's thread. */
  void followedBy(Consumer<Space> whoever) {
    taken = whoever;
  }

  /** Searches are counted from now on. */
  void used(SpaceUse counted, Runnable waking) {
    use = Optional.of(counted);
    wake = waking;
  }

  /**
   * Somebody is about to search. An index that rested, since nobody had asked for a week, begins to
   * be loaded; the caller waits a moment, in which a small one is there, and no longer.
   */
  public void asked() {
    use.ifPresent(counted -> counted.asked(wake));
  }

  /** The same for whoever needs the index: waits until it is loaded. */
  void needed() {
    use.ifPresent(counted -> counted.needed(wake));
  }

  /** Notes searches in the vault, once a day. */
  public void noteUse() {
    use.ifPresent(SpaceUse::noteIfDue);
  }

  /** Whether the index of the space in use is left in the vault until somebody asks. */
  public boolean resting() {
    return use.map(SpaceUse::resting).orElse(false);
  }

  /** Whether somebody asked and that index is still on its way: words answer meanwhile. */
  public boolean waking() {
    return use.map(SpaceUse::waking).orElse(false);
  }

  /** How vectors are indexed. */
  public VectorOptions options() {
    return options;
  }

  private static void nothing() {
    // nothing rests
  }

  /** What is searched at this moment. */
  public State state() {
    return state;
  }

  /** The row of the space in use, if there is an embedder. */
  public OptionalLong row() {
    return state.now.map(space -> OptionalLong.of(space.row)).orElse(OptionalLong.empty());
  }

  /** The length of vectors in use; zero if there is no embedder. */
  public int dimension() {
    return state.now.map(Space::dimension).orElse(0);
  }

  /** The model in use, or {@code (none)}. */
  String model() {
    return state.now.map(Space::model).orElse("(none)");
  }

  /** Scores of the space in use are brought to the other's scale so, from now on. */
  public void calibrate(Calibration calibration) {
    State was = state;
    state = new State(was.now, was.next, was.next.map(space -> calibration));
  }

  /** Another space begins to come; on the writer's thread. */
  void begin(Space next) {
    state = new State(state.now, Optional.of(next), Optional.empty());
  }

  /** The one that came takes its place; on the writer's thread. Answers the former one. */
  Optional<Space> complete() {
    State was = state;
    state = new State(was.next, Optional.empty(), Optional.empty());
    was.now.ifPresent(former -> leave(former.vectors));
    state.now.ifPresent(taken);
    return was.now;
  }

  /** The one that was coming comes no more; on the writer's thread. */
  Optional<Space> abandon() {
    State was = state;
    state = new State(was.now, Optional.empty(), Optional.empty());
    was.next.ifPresent(given -> leave(given.vectors));
    return was.next;
  }

  private synchronized void leave(SemanticProjection vectors) {
    leaving.add(vectors);
  }

  /** Whether {@link #upkeep} would find anything to do; cheap. */
  public boolean upkeepDue() {
    State now = state;
    return Stream.of(now.now, now.next)
        .flatMap(Optional::stream)
        .anyMatch(space -> space.vectors.upkeepDue());
  }

  /**
   * Does what the vector indexes want done while nobody waits; on the writer's thread.
   *
   * @param pressure how much memory there is
   * @param told how lately memories were of use, when that was looked up
   */
  public void upkeep(Transaction tx, Pressure pressure, Optional<Temperatures> told) {
    State now = state;
    Stream.of(now.now, now.next)
        .flatMap(Optional::stream)
        .forEach(space -> {
          space.vectors.pressure(pressure);
          told.ifPresent(space.vectors::temperatures);
          space.vectors.upkeep(VaultVectors.of(tx, space.row, space.dimension()));
        });
  }

  /** Whether it matters to the index in use how lately memories were of use. */
  public boolean wantsTemperatures() {
    return state.now.map(space -> space.vectors.wantsTemperatures()).orElse(false);
  }

  /** How many memories may be told to be hot. */
  public int hotRoom() {
    return state.now.map(space -> space.vectors.hotRoom()).orElse(0);
  }

  /** Frees indexes that were left some time ago, when searches of that time have ended. */
  public synchronized void free() {
    leaving.forEach(SemanticProjection::close);
    leaving.clear();
  }

  /** The same spaces with empty indexes. */
  Spaces fresh() {
    return new Spaces(state.now.map(Spaces::fresh), state.next.map(Spaces::fresh), options, guard);
  }

  private static Space fresh(Space space) {
    return new Space(space.row, space.vectors.fresh());
  }
}
