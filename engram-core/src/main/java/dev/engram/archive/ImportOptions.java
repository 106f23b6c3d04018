package dev.engram.archive;

import dev.engram.fault.InvalidInputException;
import dev.engram.scope.Scope;
import java.time.Duration;
import java.util.Optional;

/**
 * How an archive is let in. The defaults distrust it. Immutable: each method returns new options.
 *
 * @param foreign what becomes of a memory whose scope the principal may not write
 * @param into the one scope that everything goes into, if one is named
 * @param flagged whether what looks somewhat like instructions to a model is let in; what surely is
 *     an attack never is
 * @param oldest how long ago something may have happened; earlier times are moved there. Empty, the
 *     default: as told. What an imported memory is <em>trusted</em> for never comes of its own
 *     times: it was learned when it was imported
 * @param maxRecords the most memories, 1 to 10,000,000
 * @param maxBytes the most bytes of the file, and of what is in it
 */
public record ImportOptions(
    Foreign foreign,
    Optional<Scope> into,
    boolean flagged,
    Optional<Duration> oldest,
    int maxRecords,
    long maxBytes) {
  private static final int MOST_RECORDS = 10_000_000;

  /** What becomes of a memory of a scope that the principal may not write. */
  public enum Foreign {
    /** It stays out. */
    REFUSED,
    /** It goes to the principal's home scope. */
    TO_HOME
  }

  public ImportOptions {
    if (maxRecords < 1 || maxRecords > MOST_RECORDS) {
      throw InvalidInputException.option(
          "import.maxRecords", "must be 1 to " + MOST_RECORDS + ", got " + maxRecords);
    }
    if (maxBytes < 1) {
      throw InvalidInputException.option("import.maxBytes", "must be at least 1, got " + maxBytes);
    }
    oldest.ifPresent(age -> {
      if (age.isNegative()) {
        throw InvalidInputException.option("import.oldest", "must not be negative");
      }
    });
  }

  /** Foreign scopes and flagged texts stay out; 100,000 memories, 1 GiB. */
  public static ImportOptions defaults() {
    return new ImportOptions(
        Foreign.REFUSED, Optional.empty(), false, Optional.empty(), 100_000, 1L << 30);
  }

  /** Lets memories of foreign scopes go to the principal's home scope. */
  public ImportOptions foreignToHome() {
    return new ImportOptions(Foreign.TO_HOME, into, flagged, oldest, maxRecords, maxBytes);
  }

  /** Lets everything go into one scope. */
  public ImportOptions into(Scope scope) {
    return new ImportOptions(foreign, Optional.of(scope), flagged, oldest, maxRecords, maxBytes);
  }

  /** Lets in what was flagged, for a host that has looked at it. */
  public ImportOptions withFlagged() {
    return new ImportOptions(foreign, into, true, oldest, maxRecords, maxBytes);
  }

  /** Moves what happened longer ago to so long ago; a year is what the strictest reading asks. */
  public ImportOptions withOldest(Duration age) {
    return new ImportOptions(foreign, into, flagged, Optional.of(age), maxRecords, maxBytes);
  }

  /** Refuses archives of more. */
  public ImportOptions withMost(int records, long bytes) {
    return new ImportOptions(foreign, into, flagged, oldest, records, bytes);
  }
}
