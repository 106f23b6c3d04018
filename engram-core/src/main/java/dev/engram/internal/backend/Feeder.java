package dev.engram.internal.backend;

import dev.engram.spi.BackendAudit;
import dev.engram.spi.BackendEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one store in step with the built-in index, step by step on a thread of {@link Later}.
 *
 * <p>A step makes the store ready, or sends one batch of what is {@link Pending}, or, when nothing
 * is left, counts once whether all of it is there. After a failure it goes on later: after a
 * second, then two, then four, up to five minutes. A store that answered and did not do it is begun
 * anew.
 *
 * <p>Thread-safe: at most one step runs or waits, which {@code busy} sees to.
 */
final class Feeder {
  private static final Logger LOG = LoggerFactory.getLogger(Feeder.class);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  private final Sandbox sandbox;
  private final BackendFeed feed;
  private final Later later;
  private final Runnable caughtUp;
  private final Pending pending = new Pending();
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile boolean startOver = true;
  private volatile boolean ready;
  private final AtomicInteger beginnings = new AtomicInteger();
  private volatile boolean stopped = true;

  // of the step alone
  private boolean toCount;
  private boolean missed;
  private BitSet sent = new BitSet();
  private Duration wait = FIRST_WAIT;

  /**
   * A feeder that stands still until {@link #start}.
   *
   * @param caughtUp runs whenever nothing is left to send; quick
   */
  Feeder(Sandbox sandbox, BackendFeed feed, Later later, Runnable caughtUp) {
    this.sandbox = sandbox;
    this.feed = feed;
    this.later = later;
    this.caughtUp = caughtUp;
  }

  /** What the store has not heard of yet. */
  Pending pending() {
    return pending;
  }

  /** Fills the store from nothing and then keeps it in step. */
  void start() {
    startOver = true;
    stopped = false;
    wake();
  }

  /** Leaves the store as it is. */
  void stop() {
    stopped = true;
  }

  /** Fills the store from nothing, because it, or the built-in index, is not what it was. */
  void startOver() {
    startOver = true;
    wake();
  }

  /** Whether the store is still to be made ready, so that nothing it says is worth hearing. */
  boolean behind() {
    return startOver || !ready;
  }

  /**
   * How often the store was begun: an answer from before the last time may be from an empty one.
   */
  int beginnings() {
    return beginnings.get();
  }

  /** An ordinal was put or removed; never waits. */
  void changed(int ordinal) {
    pending.mark(ordinal);
    wake();
  }

  private void wake() {
    if (!stopped && busy.compareAndSet(false, true)) {
      later.run(Duration.ZERO, this::step);
    }
  }

  private void step() {
    Optional<Duration> next;
    try {
      next = stopped ? Optional.empty() : advance();
    } catch (RuntimeException | Error unread) {
      // the vault cannot be read now, or there is no memory for it; the store waits
      LOG.debug("{} is not fed ({})", sandbox.name(), unread.getClass().getSimpleName());
      pending.giveBack();
      next = Optional.of(afterFailure());
    }
    if (next.isPresent()) {
      later.run(next.get(), this::step);
      return;
    }
    busy.set(false);
    if (startOver || pending.size() > 0) {
      wake(); // for what came between the last look and now
    }
  }

  /** Does one step; says after which time to go on, unless nothing is left. */
  private Optional<Duration> advance() {
    if (startOver) {
      return Optional.of(begin() ? Duration.ZERO : afterFailure());
    }
    int[] ordinals = pending.take(sandbox.batch());
    if (ordinals.length > 0) {
      return Optional.of(send(ordinals) ? Duration.ZERO : afterFailure());
    }
    if (toCount && !holdsAll()) {
      return Optional.of(afterFailure());
    }
    toCount = false;
    caughtUp.run();
    return Optional.empty();
  }

  private Duration afterFailure() {
    Duration now = wait;
    wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
    return now;
  }

  private boolean begin() {
    int last = feed.last(); // what comes after it is told by itself
    ready = false;
    beginnings.incrementAndGet();
    startOver = false; // before the work: whoever asks for another start meanwhile gets one
    if (!sandbox.begin()) {
      startOver = true;
      return false;
    }
    sent = new BitSet();
    toCount = true;
    pending.markUpTo(last);
    ready = true;
    return true;
  }

  private boolean send(int[] ordinals) {
    List<Optional<float[][]>> vectors = feed.read(ordinals);
    var entries = new ArrayList<BackendEntry>();
    var gone = new BitSet();
    for (int i = 0; i < ordinals.length; i++) {
      if (vectors.get(i).isPresent()) {
        entries.add(new BackendEntry(ordinals[i], vectors.get(i).get()));
      } else if (sent.get(ordinals[i])) {
        gone.set(ordinals[i]);
      }
    }
    boolean done =
        (gone.isEmpty() || did(sandbox.remove(gone.stream().toArray())))
            && (entries.isEmpty() || did(sandbox.put(entries)));
    if (done) {
      sent.andNot(gone);
      entries.forEach(entry -> sent.set(entry.id()));
      pending.sent();
      wait = FIRST_WAIT;
    } else {
      entries.forEach(entry -> sent.set(entry.id())); // perhaps
      pending.giveBack();
    }
    return done;
  }

  private boolean did(Outcome<?> outcome) {
    if (outcome.told() == BackendAudit.Outcome.FAILED) {
      startOver = true;
    }
    return outcome.answered();
  }

  /**
   * Counts after filling. A store that holds another number is filled once more; if the number is
   * wrong again, its way of counting is not ours, and what its searches leave out will tell.
   */
  private boolean holdsAll() {
    int expected = feed.vectorCount();
    Outcome<Long> counted = sandbox.count();
    if (!(counted instanceof Outcome.Answered<Long>(Long held))) {
      return did(counted);
    }
    boolean stirred = pending.size() > 0 || startOver || feed.vectorCount() != expected;
    boolean right = stirred || held == expected;
    if (!right) {
      LOG.warn("{} does not hold as many vectors as it was given", sandbox.name());
      startOver = !missed;
    }
    boolean goesOn = right || missed;
    missed = !right && !missed;
    return goesOn;
  }
}
