package dev.engram.internal.index.lexical;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.AlreadyClosedException;

/**
 * The newest snapshot, made newer only when a search asks and something has changed since. Searches
 * that ask at once share one refresh. Thread-safe.
 *
 * <p>A refresh flushes what the writer has buffered, on the thread of the search; it waits for the
 * one document that the writer may be adding at that moment, and the writer for nothing.
 */
final class Snapshots implements AutoCloseable {
  private final IndexWriter writer;
  private final SegmentOrdinals ordinals;
  private final AtomicLong changes = new AtomicLong();
  private final ReentrantLock refreshing = new ReentrantLock();
  private volatile Seen seen;

  /** A snapshot and how many changes it is sure to hold. */
  private record Seen(Snapshot snapshot, long changes) {}

  Snapshots(IndexWriter writer, SegmentOrdinals ordinals) throws IOException {
    this.writer = writer;
    this.ordinals = ordinals;
    seen = new Seen(snapshot(DirectoryReader.open(writer)), 0);
  }

  /** Says that the writer has finished a change. */
  void changed() {
    changes.incrementAndGet();
  }

  /** A snapshot that holds every change finished before this call; to be given back. */
  Snapshot acquire() throws IOException {
    long wanted = changes.get();
    while (true) {
      var now = seen;
      if (now.changes < wanted) {
        refresh(wanted);
      } else if (now.snapshot.reader().tryIncRef()) {
        return now.snapshot;
      } else if (now.equals(seen)) {
        throw new AlreadyClosedException("the lexical index is closed");
      }
    }
  }

  void release(Snapshot snapshot) throws IOException {
    snapshot.reader().decRef();
  }

  private void refresh(long wanted) throws IOException {
    refreshing.lock();
    try {
      var old = seen;
      if (old.changes >= wanted) {
        return;
      }
      long sure = changes.get();
      var newer = DirectoryReader.openIfChanged(old.snapshot.reader(), writer);
      if (newer == null) {
        seen = new Seen(old.snapshot, sure);
        return;
      }
      seen = new Seen(snapshot(newer), sure);
      old.snapshot.reader().decRef();
    } finally {
      refreshing.unlock();
    }
  }

  private Snapshot snapshot(DirectoryReader reader) throws IOException {
    try {
      return Snapshot.of(reader, ordinals);
    } catch (IOException | RuntimeException e) {
      reader.decRef();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    refreshing.lock();
    try {
      seen.snapshot.reader().decRef();
    } finally {
      refreshing.unlock();
    }
  }
}
