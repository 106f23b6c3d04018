package dev.engram.internal.seal;

import dev.engram.memory.MemoryId;
import dev.engram.memory.SecurityTier;
import dev.engram.scope.Principal;
import java.util.Optional;

/**
 * Is told of every opening of a sealed memory, before its words are handed on; it gets no content.
 * Called on the thread that opens, several at a time; quick. What it throws keeps the memory
 * closed.
 */
@FunctionalInterface
public interface Unsealed {
  /**
   * A sealed memory was opened.
   *
   * @param id which
   * @param tier how it is protected
   * @param reader for whom; nobody where the engine compares, embeds or checks for itself
   */
  void opened(MemoryId id, SecurityTier tier, Optional<Principal> reader);

  /** Nobody is told. */
  static Unsealed untold() {
    return (id, tier, reader) -> {};
  }
}
