package dev.engram.internal.audit;

import dev.engram.audit.AuditEntry;
import dev.engram.audit.AuditReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The newest entries of this session. Thread-safe; constant time to add. */
final class Ring {
  private final Held[] held;
  private int next;
  private int size;

  Ring(int capacity) {
    this.held = new Held[capacity];
  }

  /** An entry that is given its number later. */
  static final class Held {
    private volatile AuditEntry entry;
    private boolean chaining; // the writer's thread only

    Held(AuditEntry entry) {
      this.entry = entry;
    }

    AuditEntry entry() {
      return entry;
    }

    void number(long seq) {
      entry = entry.numbered(seq);
    }

    boolean chaining() {
      return chaining;
    }

    void chaining(boolean now) {
      chaining = now;
    }
  }

  synchronized void add(Held entry) {
    held[next] = entry;
    next = (next + 1) % held.length;
    size = Math.min(size + 1, held.length);
  }

  /** Newest first. */
  synchronized List<AuditEntry> newest(int most) {
    var found = new ArrayList<AuditEntry>(Math.min(most, size));
    for (int i = 1; i <= Math.min(most, size); i++) {
      found.add(held[Math.floorMod(next - i, held.length)].entry());
    }
    return found;
  }

  /** Takes references out of what it holds. */
  synchronized void forget(Predicate<AuditEntry> about, Predicate<AuditReference> which) {
    for (int i = 0; i < size; i++) {
      Held one = held[Math.floorMod(next - 1 - i, held.length)];
      AuditEntry entry = one.entry();
      if (about.test(entry)) {
        one.entry =
            new AuditEntry(
                entry.seq(),
                entry.moment(),
                entry.event(),
                entry.during(),
                entry.code(),
                entry.counts(),
                entry.references().stream().filter(which.negate()).toList());
      }
    }
  }
}
