package dev.engram.query;

import java.util.UUID;

/**
 * Names one answer of one open engine, so that feedback can say what it is about. Known to the
 * engine for its last 256 recalls and never after it is closed.
 *
 * @param uuid the value
 */
public record RecallId(UUID uuid) {
  @Override
  public String toString() {
    return uuid.toString();
  }
}
