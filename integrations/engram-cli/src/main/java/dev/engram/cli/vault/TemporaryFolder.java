package dev.engram.cli.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder that only its owner may enter and that goes when it is closed, with the files in it.
 *
 * @param path where it lies
 */
public record TemporaryFolder(Path path) implements AutoCloseable {
  /** Makes one. */
  public static TemporaryFolder create() {
    try {
      return new TemporaryFolder(Files.createTempDirectory("engram-"));
    } catch (IOException failed) {
      throw new UncheckedIOException("no temporary folder can be made", failed);
    }
  }

  @Override
  public void close() {
    try {
      try (var files = Files.list(path)) {
        for (Path file : files.toList()) {
          Files.deleteIfExists(file);
        }
      }
      Files.deleteIfExists(path);
    } catch (IOException failed) {
      throw new UncheckedIOException("a temporary folder cannot be deleted", failed);
    }
  }
}
