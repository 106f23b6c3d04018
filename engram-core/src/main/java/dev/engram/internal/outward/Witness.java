package dev.engram.internal.outward;

/** Hears of every call that is about to leave the process, before it does. Thread-safe. */
@FunctionalInterface
public interface Witness {
  /**
   * Takes note; what it throws keeps the call here.
   *
   * @param service what is called
   * @param texts how many texts go
   * @param passing what was changed and kept
   */
  void leaving(String service, int texts, Passing passing);
}
