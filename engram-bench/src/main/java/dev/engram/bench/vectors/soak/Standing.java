package dev.engram.bench.vectors.soak;

import dev.engram.bench.vectors.contender.Waiting;
import dev.engram.internal.index.vector.VectorIndex;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The index that is searched now, and those that gave way but may still be searched. One that gave
 * way is closed when every reader has begun a search since.
 *
 * <p>Thread-safety: {@link #replace} and {@link #close} by the writer, the rest by anyone; no
 * search waits.
 */
final class Standing implements AutoCloseable {
  private final AtomicLongArray begun;
  private final Deque<Retired> retired = new ArrayDeque<>();
  private volatile Held now;

  /** An index and where it builds. */
  record Held(VectorIndex index, Waiting background) {
    void close() {
      index.close();
      background.close();
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Retired(Held held, long[] begun) {}

  Standing(Held first, int readers) {
    this.now = first;
    this.begun = new AtomicLongArray(readers);
  }

  /** For the writer. */
  Held held() {
    return now;
  }

  /** For a reader, as a search begins. */
  VectorIndex begin(int reader) {
    begun.incrementAndGet(reader);
    return now.index();
  }

  void replace(Held next) {
    Held old = now;
    now = next;
    long[] then = new long[begun.length()];
    for (int i = 0; i < then.length; i++) {
      then[i] = begun.get(i);
    }
    retired.add(new Retired(old, then));
  }

  /** Closes what nobody searches any more. */
  void sweep() {
    for (Retired one = retired.peek(); one != null && left(one); one = retired.peek()) {
      retired.remove().held().close();
    }
  }

  private boolean left(Retired one) {
    for (int i = 0; i < begun.length(); i++) {
      if (begun.get(i) == one.begun()[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    retired.forEach(one -> one.held().close());
    now.close();
  }
}
