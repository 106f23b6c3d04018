package dev.engram.bench.load;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * What is measured, on how much.
 *
 * @param parts which measurements
 * @param memories how many memories the vault holds, 1,000 or more
 * @param seed of memories and questions
 * @param seconds how long {@link Part#MIXED} runs with the writer, and again without
 * @param peers whether peers run as well
 * @param stockDriver the stock SQLite driver's jar, if there is one
 */
public record BenchSetup(
    Set<Part> parts,
    int memories,
    long seed,
    int seconds,
    boolean peers,
    Optional<Path> stockDriver) {
  /** Measurements. */
  public enum Part {
    /** Durable writes. */
    STORE,
    /** Recall, one caller. */
    RECALL,
    /** From a closed vault to the first answer. */
    OPEN,
    /** Memory and disk. */
    FOOTPRINT,
    /** Eight readers and a writer. */
    MIXED,
    /** What sealing costs: a vault with 30 % sealed beside one with none. */
    SEAL,
    /** Memories erased for good; last, since they are gone then. */
    ERASE
  }

  public BenchSetup {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("name at least one part");
    }
    if (memories < 1_000) {
      throw new IllegalArgumentException("memories must be at least 1000, got " + memories);
    }
    if (seconds < 1) {
      throw new IllegalArgumentException("seconds must be positive, got " + seconds);
    }
    parts = Set.copyOf(parts);
  }
}
