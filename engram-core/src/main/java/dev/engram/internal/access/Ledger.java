package dev.engram.internal.access;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What was counted of each of many, of bounded size. Not thread-safe.
 *
 * <p>Whoever was idle for so long that nothing counts any more is forgotten when room is needed.
 * When all room is taken by others, those who come new are counted together, as one: so no crowd of
 * names makes the engine forget what one of them did, or grow.
 *
 * @param <K> who
 * @param <V> what was counted
 */
final class Ledger<K, V> {
  private final int most;
  private final long idle;
  private final Supplier<V> fresh;
  private final V crowd;
  private final Map<K, Entry<V>> entries = new LinkedHashMap<>(16, 0.75f, true);

  private static final class Entry<V> {
    private final V value;
    private long last;

    Entry(V value) {
      this.value = value;
    }
  }

  /**
   * Nothing counted.
   *
   * @param most how many are counted apart
   * @param idle after how many milliseconds without a look nothing counts any more
   */
  Ledger(int most, long idle, Supplier<V> fresh) {
    this.most = most;
    this.idle = idle;
    this.fresh = fresh;
    this.crowd = fresh.get();
  }

  /** What was counted of one. */
  V of(K who, long now) {
    Entry<V> entry = entries.get(who);
    if (entry == null) {
      if (entries.size() >= most && !forgetOne(now)) {
        return crowd;
      }
      entry = new Entry<>(fresh.get());
      entries.put(who, entry);
    }
    entry.last = now;
    return entry.value;
  }

  private boolean forgetOne(long now) {
    Iterator<Entry<V>> oldest = entries.values().iterator();
    boolean gone = now - oldest.next().last >= idle;
    if (gone) {
      oldest.remove();
    }
    return gone;
  }

  /** How many are counted apart. */
  int size() {
    return entries.size();
  }
}
