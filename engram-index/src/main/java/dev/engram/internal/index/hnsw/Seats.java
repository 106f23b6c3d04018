package dev.engram.internal.index.hnsw;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * Who is searching, and since when: how the writer knows that no search can still see a node that
 * it unlinked (the idea of epoch-based reclamation, Fraser, <i>Practical lock-freedom</i>, 2004).
 *
 * <p>A search takes the first free seat and writes the epoch of its start there; the seat lends it
 * a {@link Scratch}. The writer unlinks nodes, then raises the epoch, and may reuse the nodes when
 * every taken seat shows that epoch or a later one. Why that suffices: a search whose seat was not
 * yet taken when the writer looked took it later, by a compare-and-set, so what it reads is what
 * the writer had left by then; an epoch that was read too early only makes the writer wait longer.
 *
 * <p>When all seats are taken a search stands: it is counted, and while anybody stands nothing is
 * reused. Nobody ever waits.
 */
final class Seats {
  private static final int SEATS = 64;

  /** A seat has a cache line of its own. */
  private static final int STRIDE = 8;

  private static final long FREE = 0;

  private final AtomicLongArray seats = new AtomicLongArray(SEATS * STRIDE);
  private final AtomicInteger standing = new AtomicInteger();
  private final @Nullable Scratch[] scratches = new @Nullable Scratch[SEATS];
  private volatile long epoch = 1;

  /** Begins a search; {@link #leave} must follow. */
  Scratch enter() {
    for (int seat = 0; seat < SEATS; seat++) {
      if (seats.get(seat * STRIDE) == FREE && seats.compareAndSet(seat * STRIDE, FREE, epoch)) {
        Scratch scratch = scratches[seat];
        if (scratch == null) {
          scratch = new Scratch(seat);
          scratches[seat] = scratch;
        }
        return scratch;
      }
    }
    standing.incrementAndGet();
    return new Scratch(SEATS);
  }

  /** Ends a search. */
  void leave(Scratch scratch) {
    if (scratch.seat() == SEATS) {
      standing.decrementAndGet();
    } else {
      seats.set(scratch.seat() * STRIDE, FREE);
    }
  }

  /** Called by the writer after it unlinked nodes: the moment to ask {@link #quietSince} about. */
  long raise() {
    long next = epoch + 1;
    epoch = next;
    return next;
  }

  /** Whether every search under way began at {@code moment} or later. */
  boolean quietSince(long moment) {
    if (standing.get() != 0) {
      return false;
    }
    for (int seat = 0; seat < SEATS; seat++) {
      long since = seats.get(seat * STRIDE);
      if (since != FREE && since < moment) {
        return false;
      }
    }
    return true;
  }

  /** Bytes of the scratch space, as far as it can be seen without waiting. */
  long ramBytes() {
    long bytes = 8L * SEATS * STRIDE;
    for (Scratch scratch : scratches) {
      bytes += scratch == null ? 0 : scratch.ramBytes();
    }
    return bytes;
  }
}
