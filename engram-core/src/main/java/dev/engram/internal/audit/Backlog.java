package dev.engram.internal.audit;

import dev.engram.internal.audit.Ring.Held;
import dev.engram.internal.vault.Aftermath;
import dev.engram.internal.vault.Transaction;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Entries that wait to be chained, oldest first. They leave when the transaction that chains them
 * is durable; one that is undone leaves them where they are. Thread-safe; {@link #write} is for the
 * writer's thread.
 */
final class Backlog {
  private static final int AT_ONCE = 256;

  private final ConcurrentLinkedQueue<Held> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final int most;

  Backlog(int most) {
    this.most = most;
  }

  /** Whether there was room for it. */
  boolean offer(Held entry) {
    if (size.incrementAndGet() > most) {
      size.decrementAndGet();
      return false;
    }
    waiting.add(entry);
    return true;
  }

  int size() {
    return size.get();
  }

  /** Chains some of those that no transaction of this group has chained yet. Answers how many. */
  int write(Transaction tx, Book book) throws SQLException {
    List<Held> batch = batch();
    if (batch.isEmpty()) {
      return 0;
    }
    List<Long> numbers = book.add(tx, batch.stream().map(Held::entry).toList());
    batch.forEach(one -> one.chaining(true));
    tx.then(
        new Aftermath() {
          @Override
          public void committed() {
            for (int i = 0; i < batch.size(); i++) {
              batch.get(i).number(numbers.get(i));
              waiting.remove(batch.get(i)); // the first of the queue
              size.decrementAndGet();
            }
          }

          @Override
          public void undone() {
            batch.forEach(one -> one.chaining(false));
          }
        });
    return batch.size();
  }

  private List<Held> batch() {
    var batch = new ArrayList<Held>();
    for (Held one : waiting) {
      if (!one.chaining()) {
        batch.add(one);
      }
      if (batch.size() == AT_ONCE) {
        break;
      }
    }
    return batch;
  }
}
