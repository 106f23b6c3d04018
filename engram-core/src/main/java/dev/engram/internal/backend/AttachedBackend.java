package dev.engram.internal.backend;

import dev.engram.config.BackendOptions;
import dev.engram.health.BackendHealth;
import dev.engram.internal.index.vector.VectorHits;
import dev.engram.internal.index.vector.VectorIndex;
import dev.engram.internal.index.vector.VectorIndexException;
import dev.engram.internal.index.vector.VectorQuery;
import dev.engram.internal.index.vector.VectorSpace;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One store: fed, asked, and judged by its answers.
 *
 * <p>A search asks the store for candidates, adds what the store has not heard of yet, and lets the
 * built-in index score them all. So whatever the store says, no ordinal is answered that the filter
 * refuses or that is not held, order and scores are our own, and what was put before the search is
 * found. What a store can do is to leave something out: when it answers with fewer than it was
 * asked for, or is caught at a lie, the built-in index searches too, and its answer counts.
 * Thread-safe.
 */
final class AttachedBackend implements AutoCloseable {
  /** More than this unheard of are not worth scoring one by one: the built-in index answers. */
  static final int UNHEARD = 4_096;

  /** How many more than wanted are asked for, since what the store has of them may be stale. */
  private static final int STALE = 256;

  private static final Duration LEAST_TIME = Duration.ofMillis(1);

  private final BackendOptions options;
  private final Sandbox sandbox;
  private final Feeder feeder;
  private final Breaker breaker;
  private final SearchRate rate;
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong faults = new AtomicLong();
  private final AtomicLong lies = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();

  AttachedBackend(BackendOptions options, Sandbox sandbox, Feeder feeder, InstantSource clock) {
    this.options = options;
    this.sandbox = sandbox;
    this.feeder = feeder;
    this.breaker = new Breaker(clock);
    this.rate = new SearchRate(clock, options.searchesPerMinute());
  }

  String name() {
    return sandbox.name();
  }

  Feeder feeder() {
    return feeder;
  }

  /** From now on the store gets vectors of another space. */
  void moveTo(VectorSpace next) {
    sandbox.moveTo(next);
  }

  /** Begins to fill the store; what is known against it is forgotten. */
  void start() {
    breaker.reset();
    feeder.start();
  }

  /** Searches by the store, or by {@code builtIn} where the store is not to be asked or fails. */
  VectorHits search(VectorQuery query, VectorIndex builtIn) {
    builtIn.space().admit(query.vector()); // nothing leaves that is not a vector of this space
    return ask(query, builtIn).orElseGet(() -> instead(builtIn.search(query)));
  }

  private VectorHits instead(VectorHits own) {
    return own.by(name() + ">" + own.path());
  }

  private Optional<VectorHits> ask(VectorQuery query, VectorIndex builtIn) {
    boolean nothing = query.filter().cardinality() == 0 || builtIn.count() == 0;
    Optional<Duration> time = time(query);
    Optional<int[]> unheard =
        feeder.behind() ? Optional.empty() : feeder.pending().allowed(query.filter(), UNHEARD);
    if (nothing || time.isEmpty() || unheard.isEmpty() || !admitted()) {
      refused.incrementAndGet();
      return Optional.empty();
    }
    try {
      return askNow(query, builtIn, unheard.get(), time.get());
    } catch (VectorIndexException moved) {
      breaker.unused(); // the stores have moved to another space since the question was admitted
      return Optional.empty();
    } catch (RuntimeException ours) {
      breaker.unused(); // or a trial would never end
      throw ours;
    }
  }

  private Optional<VectorHits> askNow(
      VectorQuery query, VectorIndex builtIn, int[] unheard, Duration time) {
    int beginnings = feeder.beginnings();
    int asked = query.k() + Math.min(unheard.length, STALE);
    Outcome<Found> outcome = sandbox.search(query.vector(), asked, query.filter(), time);
    if (!(outcome instanceof Outcome.Answered<Found>(Found found))) {
      fault(false);
      return Optional.empty();
    }
    if (feeder.behind() || feeder.beginnings() != beginnings) {
      breaker.unused();
      return Optional.empty();
    }
    boolean whole = found.ids().length == asked;
    return Optional.of(judged(query, builtIn, found, unheard, whole));
  }

  /** Half of what is left, so that the built-in index has the other half. */
  private Optional<Duration> time(VectorQuery query) {
    long deadline = query.budget().deadline();
    if (deadline == Long.MAX_VALUE) {
      return Optional.of(options.searchTime());
    }
    Duration half = Duration.ofNanos((deadline - System.nanoTime()) / 2);
    Duration time = half.compareTo(options.searchTime()) < 0 ? half : options.searchTime();
    return time.compareTo(LEAST_TIME) < 0 ? Optional.empty() : Optional.of(time);
  }

  private boolean admitted() {
    if (!breaker.admits()) {
      return false;
    }
    boolean admitted = rate.admits();
    if (!admitted) {
      breaker.unused();
    }
    return admitted;
  }

  /**
   * Makes an answer of what was found. Ids that the store has not heard the last of do not count as
   * its answers: it may hold them with vectors of the past, in the place of others.
   *
   * @param whole the store answered with as many as it was asked for
   */
  private VectorHits judged(
      VectorQuery query, VectorIndex builtIn, Found found, int[] unheard, boolean whole) {
    int[] candidates = found.with(unheard);
    VectorHits mine =
        candidates.length == 0
            ? VectorHits.none(builtIn.kind())
            : builtIn.searchAmong(query.wanting(candidates.length), candidates);
    int lied = found.lies() + (mine.complete() ? strangers(found.ids(), mine) : 0);
    lies.addAndGet(lied);
    int own = candidates.length - unheard.length; // of the store's, those that are not unheard of
    if (lied == 0 && own >= query.k() && mine.size() >= query.k()) {
      sound();
      return first(mine, query.k()).by(name());
    }
    VectorHits exact = builtIn.search(query);
    boolean covered = covers(candidates, exact);
    if (lied > 0 || (!whole && !covered)) {
      fault(true);
    } else {
      sound();
    }
    return lied == 0 && covered ? exact.by(name()) : instead(exact);
  }

  private static boolean covers(int[] candidates, VectorHits own) {
    int[] sorted = candidates.clone();
    Arrays.sort(sorted);
    return Arrays.stream(own.ordinals()).allMatch(id -> Arrays.binarySearch(sorted, id) >= 0);
  }

  private void sound() {
    breaker.sound();
    answered.incrementAndGet();
  }

  /** How many ids are not held, other than those that are being removed just now. */
  private int strangers(int[] ids, VectorHits held) {
    int[] known = held.ordinals().clone();
    Arrays.sort(known);
    return (int)
        Arrays.stream(ids)
            .filter(id -> Arrays.binarySearch(known, id) < 0 && !feeder.pending().contains(id))
            .count();
  }

  private static VectorHits first(VectorHits hits, int k) {
    return hits.size() <= k
        ? hits
        : new VectorHits(
            Arrays.copyOf(hits.ordinals(), k),
            Arrays.copyOf(hits.scores(), k),
            hits.path(),
            hits.complete());
  }

  /** A store that has to rest because it was wrong is filled anew: it may have lost much. */
  private void fault(boolean wrong) {
    faults.incrementAndGet();
    breaker.fault();
    if (wrong && breaker.state() == Breaker.State.OPEN) {
      feeder.startOver();
    }
  }

  BackendHealth health(BackendHealth.Phase phase) {
    boolean resting = phase == BackendHealth.Phase.ACTIVE && breaker.state() == Breaker.State.OPEN;
    return new BackendHealth(
        name(),
        sandbox.trust(),
        resting ? BackendHealth.Phase.RESTING : phase,
        feeder.pending().size(),
        answered.get(),
        faults.get(),
        lies.get(),
        refused.get());
  }

  @Override
  public void close() {
    feeder.stop();
    sandbox.close();
  }
}
