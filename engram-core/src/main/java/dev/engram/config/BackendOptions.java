package dev.engram.config;

import dev.engram.fault.InvalidInputException;
import dev.engram.spi.BackendAudit;
import dev.engram.spi.BackendTrust;
import dev.engram.spi.VectorBackend;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An outside vector store and how it is used. Immutable.
 *
 * @param backend the store. Taken over: closed with the engine
 * @param trust whether it may have vectors at full precision
 * @param searchTime how long a search may wait for it, 1 ms to 10 s; the time of a recall's own if
 *     that is shorter
 * @param writeTime how long it may take to store a batch, 1 ms to 10 min
 * @param searchesPerMinute the most searches in any minute, 1 to 100,000; all of them may come at
 *     once. More are answered by the built-in index. Empty for no limit
 * @param audit is told of every call; without one, counts are logged at debug level
 */
public record BackendOptions(
    VectorBackend backend,
    BackendTrust trust,
    Duration searchTime,
    Duration writeTime,
    OptionalInt searchesPerMinute,
    Optional<BackendAudit> audit) {
  private static final int UNTRUSTED_SEARCHES = 100;

  public BackendOptions {
    if (!backend.name().matches("[a-z0-9-]{1,32}")) {
      throw InvalidInputException.option(
          "backend", "must have a name of 1 to 32 lower-case letters, digits and hyphens");
    }
    require("searchTime", searchTime, Duration.ofSeconds(10));
    require("writeTime", writeTime, Duration.ofMinutes(10));
    int most = searchesPerMinute.orElse(1);
    if (most < 1 || most > 100_000) {
      throw InvalidInputException.option("searchesPerMinute", "must be 1 to 100000, got " + most);
    }
  }

  /**
   * 200 ms for a search, 30 s for a batch; 100 searches a minute if untrusted, else without limit.
   */
  public static BackendOptions of(VectorBackend backend, BackendTrust trust) {
    return new BackendOptions(
        backend,
        trust,
        Duration.ofMillis(200),
        Duration.ofSeconds(30),
        trust == BackendTrust.UNTRUSTED ? OptionalInt.of(UNTRUSTED_SEARCHES) : OptionalInt.empty(),
        Optional.empty());
  }

  /** Waits this long for a search. */
  public BackendOptions withSearchTime(Duration longest) {
    return new BackendOptions(backend, trust, longest, writeTime, searchesPerMinute, audit);
  }

  /** Waits this long for a batch to be stored. */
  public BackendOptions withWriteTime(Duration longest) {
    return new BackendOptions(backend, trust, searchTime, longest, searchesPerMinute, audit);
  }

  /** Asks at most so often in any minute. */
  public BackendOptions withSearchesPerMinute(int most) {
    return new BackendOptions(backend, trust, searchTime, writeTime, OptionalInt.of(most), audit);
  }

  /** Tells this of every call. */
  public BackendOptions withAudit(BackendAudit log) {
    return new BackendOptions(
        backend, trust, searchTime, writeTime, searchesPerMinute, Optional.of(log));
  }

  private static void require(String field, Duration value, Duration most) {
    if (value.compareTo(Duration.ofMillis(1)) < 0 || value.compareTo(most) > 0) {
      throw InvalidInputException.option(field, "must be 1 ms to " + most + ", got " + value);
    }
  }
}
