package dev.engram.spi;

/** The ids that may answer one search: a view to read. Immutable and thread-safe. */
public interface AllowedIds {
  /** How many there are. */
  int count();

  /** Whether this id may answer; constant time. */
  boolean contains(int id);

  /**
   * The smallest allowed id at or after {@code from}, or -1 when there is none; all of them in
   * order by {@code for (int id = ids.next(0); id >= 0; id = ids.next(id + 1))}.
   */
  int next(int from);
}
