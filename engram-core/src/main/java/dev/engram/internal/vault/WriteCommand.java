package dev.engram.internal.vault;

import java.sql.SQLException;

/**
 * One unit of work for the writer: it happens wholly or not at all.
 *
 * @param <T> what it answers
 */
@FunctionalInterface
public interface WriteCommand<T> {
  /** Does the work on the writer's thread; an exception undoes this command alone. */
  T run(Transaction transaction) throws SQLException;
}
