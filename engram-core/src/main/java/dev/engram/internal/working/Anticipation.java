package dev.engram.internal.working;

import dev.engram.fault.EngramException;
import dev.engram.internal.recall.Foreseeing;
import dev.engram.internal.recall.Foresight;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * Looks for candidates of the next question while nobody waits (spec §8.9). A task on the executor,
 * a virtual thread, only waits for a reader; a question, a new turn and the end of the conversation
 * cancel it, and it does not begin while readers are busy.
 *
 * <p>Thread-safe. Keeps the two newest: a turn of the user is often heard just before it is asked,
 * and the one that fits was prepared before it. A prediction that is not kept any longer is
 * overwritten with zeros (§10.7.3).
 */
final class Anticipation {
  private static final Duration FRESH = Duration.ofSeconds(60);
  private static final int KEPT = 2;

  private final Executor executor;
  private final Supplier<Boolean> idle;
  private final InstantSource clock;
  private final Deque<Ready> ready = new ArrayDeque<>();
  private long generation;
  private Optional<Future<Foresight>> running = Optional.empty();
  private CompletableFuture<Boolean> last = CompletableFuture.completedFuture(false);

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Ready(float[] predicted, Foresight foresight, Instant made) {
    boolean fresh(Instant now) {
      Duration age = Duration.between(made, now);
      return !age.isNegative() && age.compareTo(FRESH) <= 0;
    }

    void wipe() {
      Arrays.fill(predicted, 0);
    }
  }

  /** Judges how near a prediction was. */
  @FunctionalInterface
  interface Nearness {
    /** -1 to 1. */
    double of(float[] predicted);
  }

  /**
   * What was found ahead for a question.
   *
   * @param foresight if something was
   * @param miss why not: one word
   */
  record Found(Optional<Foresight> foresight, String miss) {}

  Anticipation(Executor executor, Supplier<Boolean> idle, InstantSource clock) {
    this.executor = executor;
    this.idle = idle;
    this.clock = clock;
  }

  /**
   * Begins to look near a predicted question, in place of what was being looked for.
   *
   * @param predicted taken over
   */
  void prepare(float[] predicted, Supplier<Future<Foresight>> search) {
    long mine;
    var done = new CompletableFuture<Boolean>();
    synchronized (this) {
      cancel();
      mine = generation;
      last = done;
    }
    try {
      executor.execute(() -> {
        try {
          done.complete(look(mine, predicted, search));
        } finally {
          if (done.complete(false) || !done.join()) {
            Arrays.fill(predicted, 0);
          }
        }
      });
    } catch (RejectedExecutionException closed) {
      Arrays.fill(predicted, 0);
      done.complete(false);
    }
  }

  private boolean look(long mine, float[] predicted, Supplier<Future<Foresight>> search) {
    Foresight found;
    try {
      Optional<Future<Foresight>> started = begin(mine, search);
      if (started.isEmpty()) {
        return false;
      }
      found = Foreseeing.await(started.get());
    } catch (EngramException | CancellationException closed) {
      return false;
    }
    synchronized (this) {
      if (mine != generation) {
        return false;
      }
      running = Optional.empty();
      ready.addFirst(new Ready(predicted, found, clock.instant()));
      while (ready.size() > KEPT) {
        ready.removeLast().wipe();
      }
      return true;
    }
  }

  private synchronized Optional<Future<Foresight>> begin(
      long mine, Supplier<Future<Foresight>> search) {
    if (mine == generation && idle.get()) {
      running = Optional.of(search.get());
      return running;
    }
    return Optional.empty();
  }

  /** Stops what is under way; what is ready stays. */
  synchronized void cancel() {
    generation++;
    running.ifPresent(started -> started.cancel(false));
    running = Optional.empty();
  }

  /** Stops and forgets. */
  synchronized void close() {
    cancel();
    ready.forEach(Ready::wipe);
    ready.clear();
  }

  /** Waits until what was begun last is ready or given up; answers whether it is ready. */
  boolean settled() {
    CompletableFuture<Boolean> latest;
    synchronized (this) {
      latest = last;
    }
    return latest.join();
  }

  /** The fresh one that lies nearest to the question, if near enough. */
  synchronized Found fitting(Nearness nearness, double least) {
    if (ready.isEmpty()) {
      return new Found(Optional.empty(), "none");
    }
    Instant now = clock.instant();
    ready.stream().filter(one -> !one.fresh(now)).forEach(Ready::wipe);
    ready.removeIf(one -> !one.fresh(now));
    Optional<Foresight> best = Optional.empty();
    double nearest = least;
    for (Ready one : ready) {
      double near = nearness.of(one.predicted);
      if (near >= nearest) {
        nearest = near;
        best = Optional.of(one.foresight);
      }
    }
    return new Found(best, ready.isEmpty() ? "stale" : "elsewhere");
  }
}
