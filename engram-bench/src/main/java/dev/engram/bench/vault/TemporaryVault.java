package dev.engram.bench.vault;

import dev.engram.MemoryGraph;
import dev.engram.config.EngramOptions;
import dev.engram.config.VaultKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;

/** An encrypted vault in a folder of its own, deleted in the end; opened as often as needed. */
public final class TemporaryVault implements AutoCloseable {
  private final Path folder;
  private final byte[] key = new byte[32];

  private TemporaryVault(Path folder) {
    this.folder = folder;
    new SecureRandom().nextBytes(key);
  }

  /** A new folder under the system's folder for temporary files, with no vault in it yet. */
  public static TemporaryVault create() {
    try {
      return new TemporaryVault(Files.createTempDirectory("engram-bench-"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a temporary folder", e);
    }
  }

  /** Opens the vault, made by the first call; the caller closes it before the next call. */
  public MemoryGraph open(EngramOptions options) {
    return MemoryGraph.open(file(), VaultKey.raw(key.clone()), options);
  }

  /** The vault's file. */
  public Path file() {
    return folder.resolve("bench.engram");
  }

  /** The key, for a process that is to open the vault; a copy. */
  public byte[] key() {
    return key.clone();
  }

  /** Deletes the folder. */
  @Override
  public void close() {
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + folder, e);
    }
  }
}
