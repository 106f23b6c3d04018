package dev.engram.internal.vault;

import dev.engram.fault.ErrorCode;
import dev.engram.fault.VaultException;
import java.util.Locale;

/**
 * One entry of the change log: something about a memory's row that projections must know.
 *
 * @param seq rises by one or more with every change of the vault, for ever
 * @param ordinal the memory
 * @param op what happened to it
 */
public record Change(long seq, int ordinal, Op op) {
  /** What happened. */
  public enum Op {
    /** The row is new, or its words, state or scope changed. */
    PUT,
    /** The row no longer answers recall. */
    REMOVE,
    /** Its vectors were stored. */
    EMBED,
    /**
     * Edges, mentions or importance of it changed, nothing else did. Who replays the log takes the
     * whole row in again, which ends the same, so the log knows this as {@link #PUT}.
     */
    ATTACH;

    String label() {
      return this == ATTACH ? PUT.label() : name().toLowerCase(Locale.ROOT);
    }

    static Op parse(String label) {
      for (Op op : values()) {
        if (op.label().equals(label)) {
          return op;
        }
      }
      throw new VaultException(
          ErrorCode.VAULT_CORRUPT, "the change log holds an unknown operation");
    }
  }
}
