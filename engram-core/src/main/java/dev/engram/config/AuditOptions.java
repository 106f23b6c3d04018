package dev.engram.config;

import dev.engram.audit.AuditClass;
import dev.engram.fault.InvalidInputException;
import dev.engram.spi.AuditSink;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What the audit keeps. Immutable.
 *
 * @param kept which classes the vault's chain keeps; the others are only told to sinks and shown
 *     for the session
 * @param strict whether reads, too, are durable in the chain before they are answered: one fsync a
 *     read
 * @param opsRows how many entries of {@link AuditClass#OPS} the vault keeps, 1,000 to 100,000,000;
 *     the oldest are dropped
 * @param outlets where entries go besides
 */
public record AuditOptions(
    Set<AuditClass> kept, boolean strict, int opsRows, List<Outlet> outlets) {
  private static final int FEWEST_ROWS = 1_000;
  private static final int MOST_ROWS = 100_000_000;

  public AuditOptions {
    kept = Set.copyOf(kept);
    outlets = List.copyOf(outlets);
    if (opsRows < FEWEST_ROWS || opsRows > MOST_ROWS) {
      throw InvalidInputException.option(
          "audit.opsRows", "must be " + FEWEST_ROWS + " to " + MOST_ROWS + ", got " + opsRows);
    }
  }

  /**
   * A sink and how much it matters.
   *
   * @param sink taken over: closed with the engine
   * @param required whether an operation that it could not be told of fails
   */
  public record Outlet(AuditSink sink, boolean required) {}

  /** Both classes, reads in batches, 100,000 entries of {@link AuditClass#OPS}, no sinks. */
  public static AuditOptions defaults() {
    return new AuditOptions(EnumSet.allOf(AuditClass.class), false, 100_000, List.of());
  }

  /** Nothing in the vault; what happens is still shown for the session. */
  public static AuditOptions unkept() {
    return defaults().keeping(Set.of());
  }

  /** Keeps these classes in the vault. */
  public AuditOptions keeping(Set<AuditClass> classes) {
    return new AuditOptions(classes, strict, opsRows, outlets);
  }

  /** Answers no read before it is durable in the chain. */
  public AuditOptions strictly() {
    return new AuditOptions(kept, true, opsRows, outlets);
  }

  /** Keeps at most so many entries of {@link AuditClass#OPS}. */
  public AuditOptions withOpsRows(int most) {
    return new AuditOptions(kept, strict, most, outlets);
  }

  /** Tells this of every entry; what it cannot take, is not done. */
  public AuditOptions requiring(AuditSink sink) {
    return with(new Outlet(sink, true));
  }

  /** Tells this of every entry if it can be told. */
  public AuditOptions telling(AuditSink sink) {
    return with(new Outlet(sink, false));
  }

  private AuditOptions with(Outlet outlet) {
    var more = new ArrayList<>(outlets);
    more.add(outlet);
    return new AuditOptions(kept, strict, opsRows, more);
  }
}
