package dev.engram.config;

import dev.engram.fault.InvalidInputException;
import java.time.Duration;

/**
 * How vectors are indexed.
 *
 * @param form which index is used
 * @param memoryBudget bytes that all indexes together should stay below, 1 MiB or more; as they
 *     near it, first what is only fast is given up, then everything that can be read from the vault
 *     instead (spec §21)
 * @param searchTime how long the search by meaning in one recall may take, more than zero, at most
 *     10 min; when it is over, the best found so far answer, and the recall says so
 * @param cooling when memories that were of no use lately are kept more coarsely in memory
 */
public record VectorOptions(Form form, long memoryBudget, Duration searchTime, Cooling cooling) {
  private static final long LEAST_BUDGET = 1L << 20;
  private static final long USUAL_BUDGET = 512L << 20;
  private static final Duration LONGEST_SEARCH = Duration.ofMinutes(10);

  /** The indexes there are. */
  public enum Form {
    /** What is fastest by measure, for each query, within the budget. */
    ADAPTIVE,
    /** Every allowed vector is compared. */
    FLAT,
    /** 1-bit codes in memory; the best are compared with vectors from the vault. */
    LEAN,
    /** A graph over 8-bit codes. */
    HNSW,
    /** A graph by hnswlib-core, the second choice. */
    HNSWLIB
  }

  /**
   * When vectors of cold memories, not written or recalled for a month, lose their 8-bit copies.
   */
  public enum Cooling {
    /** When memory is short. */
    UNDER_PRESSURE,
    /**
     * Always: the index takes a third of the memory, and a search that meets cold memories reads
     * some from the vault.
     */
    ALWAYS
  }

  public VectorOptions {
    if (memoryBudget < LEAST_BUDGET) {
      throw InvalidInputException.option(
          "vectors.memoryBudget", "must be at least " + LEAST_BUDGET + ", got " + memoryBudget);
    }
    if (!searchTime.isPositive() || searchTime.compareTo(LONGEST_SEARCH) > 0) {
      throw InvalidInputException.option(
          "vectors.searchTime", "must be more than zero to 10 min, got " + searchTime);
    }
  }

  /** Adaptive, within a quarter of the heap or 512 MiB, whichever is less; half a second. */
  public static VectorOptions defaults() {
    long quarter = Math.max(LEAST_BUDGET, Runtime.getRuntime().maxMemory() / 4);
    return new VectorOptions(
        Form.ADAPTIVE,
        Math.min(USUAL_BUDGET, quarter),
        Duration.ofMillis(500),
        Cooling.UNDER_PRESSURE);
  }

  /** Uses this index. */
  public VectorOptions withForm(Form chosen) {
    return new VectorOptions(chosen, memoryBudget, searchTime, cooling);
  }

  /** Stays within so many bytes. */
  public VectorOptions withMemoryBudget(long bytes) {
    return new VectorOptions(form, bytes, searchTime, cooling);
  }

  /** Lets a search take so long. */
  public VectorOptions withSearchTime(Duration time) {
    return new VectorOptions(form, memoryBudget, time, cooling);
  }

  /** Lets vectors cool then. */
  public VectorOptions withCooling(Cooling when) {
    return new VectorOptions(form, memoryBudget, searchTime, when);
  }
}
