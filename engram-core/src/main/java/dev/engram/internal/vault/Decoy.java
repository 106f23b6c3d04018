package dev.engram.internal.vault;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Lets an id that is unknown cost what one of somebody else's costs: where no row has the id, the
 * same statement reads some other row, which the caller then throws away. So the time of a refusal
 * does not tell whether what was named exists (spec §10.13).
 */
final class Decoy {
  /** Of {@code memory m}: the newest version of an id, or a row that its hash points at. */
  static final String OF_MEMORY =
      """
      WHERE m.ordinal = coalesce(
        (SELECT k.ordinal FROM memory k WHERE k.id = ? ORDER BY k.version DESC LIMIT 1),
        (SELECT k.ordinal FROM memory k
         WHERE k.ordinal > ? % (SELECT max(l.ordinal) FROM memory l) ORDER BY k.ordinal LIMIT 1))
      """;

  /** Of {@code entity e}: the one of an id, or one that its hash points at. */
  static final String OF_ENTITY =
      """
      WHERE e.id = coalesce(
        (SELECT k.id FROM entity k WHERE k.uuid = ?),
        (SELECT k.id FROM entity k
         WHERE k.id > ? % (SELECT max(l.id) FROM entity l) ORDER BY k.id LIMIT 1))
      AND e.merged IS NULL
      """;

  private Decoy() {}

  /** Binds both parameters. */
  static void bind(PreparedStatement query, UUID id) throws SQLException {
    query.setBytes(1, MemoryReads.bytes(id));
    query.setLong(2, id.hashCode() & 0x7FFF_FFFFL);
  }
}
