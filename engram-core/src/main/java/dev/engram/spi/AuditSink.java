package dev.engram.spi;

import dev.engram.audit.AuditEntry;

/**
 * Takes entries of the audit to a place outside of the vault: a log server, a file on another disk.
 *
 * <p>A sink that is required is called before the caller is answered, and for a change before it is
 * committed, on the thread that writes: it must be quick, and what it throws makes the operation
 * fail. If the commit itself fails afterwards, it was told of something that did not happen. Other
 * sinks are called on a thread of their own, later, and what they throw is counted. Either way one
 * call at a time.
 */
@FunctionalInterface
public interface AuditSink extends AutoCloseable {
  /**
   * Takes an entry, or throws.
   *
   * @param entry without content; reads that are not in the chain yet have the number 0
   */
  void take(AuditEntry entry);

  /** Lets go of what it holds; called once, when the engine is closed. */
  @Override
  default void close() {}
}
