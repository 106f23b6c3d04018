package dev.engram.internal.backend;

import dev.engram.config.BackendOptions;
import dev.engram.fault.ErrorCode;
import dev.engram.fault.InvalidInputException;
import dev.engram.fault.VaultException;
import dev.engram.health.BackendHealth;
import dev.engram.health.BackendHealth.Phase;
import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.vector.VectorIndex;
import dev.engram.internal.index.vector.VectorQuery;
import dev.engram.internal.index.vector.VectorSource;
import dev.engram.internal.index.vector.VectorSpace;
import dev.engram.spi.BackendAudit;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;

/**
 * The outside stores of one vector space, and which of them is asked (spec §36.1).
 *
 * <p>A switch fills the new store in the background while searches go on with the old one, or with
 * the built-in index; when nothing is left to send, one volatile store makes it the one that is
 * asked, and the old one is left as it is. A store that cannot be filled is tried again, at longer
 * and longer intervals, and the old one stays.
 *
 * <p>Thread-safe; no method waits for a store but {@link #close}, two seconds a store at most.
 */
public final class BackendRegistry implements AutoCloseable {
  private volatile VectorSpace space;
  private volatile Vectors vault;
  private final InstantSource clock;
  private final Later later;
  private final UnaryOperator<float[]> turn;
  private final BackendAudit witness;
  private final Map<String, AttachedBackend> registered = new LinkedHashMap<>();
  private boolean closed;
  private volatile Roles roles = new Roles(Optional.empty(), Optional.empty());
  private volatile Optional<VectorIndex> shadowed = Optional.empty();

  /** Which store is asked and which is being filled. */
  private record Roles(Optional<AttachedBackend> asked, Optional<AttachedBackend> filling) {}

  /**
   * Where full vectors are kept.
   *
   * @param source reads them, from any thread
   * @param last the largest ordinal that may have any
   */
  public record Vectors(VectorSource source, IntSupplier last) {}

  /**
   * No stores yet.
   *
   * @param turn applied to every vector before it leaves; keeps dimension, lengths and inner
   *     products
   * @param witness hears of every call to any store; throws nothing
   */
  public BackendRegistry(
      VectorSpace space,
      Vectors vault,
      InstantSource clock,
      Later later,
      UnaryOperator<float[]> turn,
      BackendAudit witness) {
    this.space = space;
    this.vault = vault;
    this.clock = clock;
    this.later = later;
    this.turn = turn;
    this.witness = witness;
  }

  /**
   * The same index, whose searches ask the active store first. From now on it is what stores are
   * filled with, in place of any index that was given before. Called by the writer.
   */
  public VectorIndex over(VectorIndex builtIn) {
    shadowed = Optional.of(builtIn);
    startOver();
    return new OutsideVectorIndex(builtIn, this);
  }

  /** Lets stores be filled from nothing. */
  void startOver() {
    Roles now = roles;
    now.asked().ifPresent(store -> store.feeder().startOver());
    now.filling().ifPresent(store -> store.feeder().startOver());
  }

  /**
   * Another space is the one in use from now on; {@link #over} is told of its index next. The store
   * that was asked, or was to be, is filled with the new vectors and asked again when it is full;
   * until then the built-in index answers. Called by the writer.
   *
   * @param vectors where the vectors of that space are kept
   */
  public synchronized void moveTo(VectorSpace next, Vectors vectors) {
    if (closed) {
      return;
    }
    Roles before = roles;
    Optional<AttachedBackend> kept = before.filling().or(before::asked);
    before.asked().ifPresent(store -> store.feeder().stop());
    roles = new Roles(Optional.empty(), kept);
    shadowed = Optional.empty();
    space = next;
    vault = vectors;
    registered.values().forEach(store -> store.moveTo(next));
    kept.ifPresent(AttachedBackend::start);
  }

  /** Whether stores hold vectors of that space. */
  boolean holds(VectorSpace asked) {
    return space.equals(asked);
  }

  /**
   * Makes a store known; it is not used until {@link #switchTo}.
   *
   * @throws InvalidInputException {@code } if there is one of that name
   */
  public synchronized void register(BackendOptions options) {
    requireOpen();
    String name = options.backend().name();
    if (registered.containsKey(name)) {
      throw InvalidInputException.option("backend", "is registered already: " + name);
    }
    var sandbox = new Sandbox(options, space, turn, witness);
    var feeder = new Feeder(sandbox, new Shadow(), later, () -> caughtUp(name));
    registered.put(name, new AttachedBackend(options, sandbox, feeder, clock));
  }

  private void requireOpen() {
    if (closed) {
      throw new VaultException(ErrorCode.CLOSED, "the engine is closed");
    }
  }

  /** Makes a store known and switches to it. */
  public void use(BackendOptions options) {
    register(options);
    switchTo(options.backend().name());
  }

  /** Names of the stores that are known, in the order of their registration. */
  public synchronized List<String> names() {
    return List.copyOf(registered.keySet());
  }

  /** The store that searches ask; none while the built-in index answers alone. */
  public Optional<String> active() {
    return roles.asked().map(AttachedBackend::name);
  }

  Optional<AttachedBackend> asked() {
    return roles.asked();
  }

  /**
   * Begins to fill a store, and lets searches ask it as soon as it is full. One that is being
   * filled already, or is active, goes on; another one that is being filled is given up.
   *
   * @throws InvalidInputException {@code } if no store has that name
   */
  public synchronized void switchTo(String name) {
    requireOpen();
    AttachedBackend chosen = registered.get(name);
    if (chosen == null) {
      throw InvalidInputException.option("backend", "is not registered");
    }
    Optional<AttachedBackend> now = roles.asked();
    boolean asked = now.filter(store -> store == chosen).isPresent();
    if (!asked && roles.filling().filter(store -> store == chosen).isPresent()) {
      return;
    }
    roles.filling().ifPresent(store -> store.feeder().stop());
    roles = new Roles(now, asked ? Optional.empty() : Optional.of(chosen));
    if (!asked) {
      chosen.start();
    }
  }

  /** Lets the built-in index answer alone, at once; stores stay registered. */
  public synchronized void useBuiltIn() {
    Roles before = roles;
    roles = new Roles(Optional.empty(), Optional.empty());
    before.asked().ifPresent(store -> store.feeder().stop());
    before.filling().ifPresent(store -> store.feeder().stop());
  }

  private synchronized void caughtUp(String name) {
    Optional<AttachedBackend> filled = roles.filling().filter(store -> store.name().equals(name));
    if (filled.isPresent()) {
      Optional<AttachedBackend> old = roles.asked();
      roles = new Roles(filled, Optional.empty());
      old.ifPresent(store -> store.feeder().stop());
    }
  }

  /** An ordinal of the index was put or removed. */
  void changed(int ordinal) {
    Roles now = roles;
    now.asked().ifPresent(store -> store.feeder().changed(ordinal));
    now.filling().ifPresent(store -> store.feeder().changed(ordinal));
  }

  /** How each store is, in the order of their registration. */
  public synchronized List<BackendHealth> health() {
    return registered.values().stream().map(store -> store.health(phase(store))).toList();
  }

  private Phase phase(AttachedBackend store) {
    if (roles.asked().filter(asked -> asked == store).isPresent()) {
      return Phase.ACTIVE;
    }
    return roles.filling().filter(filling -> filling == store).isPresent()
        ? Phase.FILLING
        : Phase.IDLE;
  }

  /** Stops feeding and closes every store. */
  @Override
  public synchronized void close() {
    closed = true;
    roles = new Roles(Optional.empty(), Optional.empty());
    later.close();
    registered.values().forEach(AttachedBackend::close);
    registered.clear();
  }

  /** The built-in index as stores see it: what it holds, with vectors from the vault. */
  private final class Shadow implements BackendFeed {
    @Override
    public int last() {
      return vault.last().getAsInt();
    }

    @Override
    public int vectorCount() {
      return shadowed.map(VectorIndex::vectorCount).orElse(0);
    }

    @Override
    public List<Optional<float[][]>> read(int[] ordinals) {
      int[] held = held(ordinals);
      List<Optional<float[][]>> vectors = held.length == 0 ? List.of() : vault.source().read(held);
      return Arrays.stream(ordinals)
          .mapToObj(ordinal -> {
            int at = Arrays.binarySearch(held, ordinal);
            return at < 0 ? Optional.<float[][]>empty() : vectors.get(at);
          })
          .toList();
    }

    /** Which of them the index holds: those that it gives a score for any question at all. */
    private int[] held(int[] ordinals) {
      if (shadowed.isEmpty()) {
        return new int[0];
      }
      float[] any = new float[space.dimension()];
      any[0] = 1;
      var query = VectorQuery.of(any, ordinals.length, OrdinalFilter.of());
      int[] held = shadowed.get().searchAmong(query, ordinals).ordinals();
      Arrays.sort(held);
      return held;
    }
  }
}
