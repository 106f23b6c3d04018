package dev.engram.memory;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A file that was made of this vault, as far as the vault knows. What is erased from the vault is
 * still in the copies that were made before.
 *
 * @param id its number in this vault
 * @param kind what it is
 * @param file where it was written; unknown if it went to a stream
 * @param made when
 * @param memories how many memories it holds; 0 for a backup, which holds all
 */
public record KnownCopy(long id, Kind kind, Optional<Path> file, Instant made, int memories) {
  /** What a copy is. */
  public enum Kind {
    /** An encrypted archive, with a passphrase of its own. */
    ARCHIVE,
    /** A file that anybody can read. */
    PLAINTEXT,
    /** The vault's file once more, with the same key. */
    BACKUP;

    /** The lower-case name that is printed and stored. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
