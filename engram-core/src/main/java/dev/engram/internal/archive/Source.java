package dev.engram.internal.archive;

import dev.engram.fault.ErrorCode;
import dev.engram.fault.VaultException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * An archive that can be read twice: once to see that all of it is there, once to take it in. What
 * comes as a stream is put aside as it is, enciphered, in a private temporary file.
 */
public final class Source implements AutoCloseable {
  private final Path file;
  private final boolean temporary;

  private Source(Path file, boolean temporary) {
    this.file = file;
    this.temporary = temporary;
  }

  /** A file. */
  public static Source of(Path file, long most) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new VaultException(ErrorCode.ARCHIVE_UNREADABLE, "there is no file at " + file);
    }
    requireSize(Files.size(file), most);
    return new Source(file, false);
  }

  /** A stream, which is read to its end and not closed. */
  public static Source of(InputStream stream, long most) throws IOException {
    var source = new Source(Files.createTempFile("engram-", ".part"), true);
    try (var out = Files.newOutputStream(source.file, StandardOpenOption.WRITE)) {
      byte[] part = new byte[1 << 16];
      long bytes = 0;
      for (int read = stream.read(part); read >= 0; read = stream.read(part)) {
        bytes += read;
        requireSize(bytes, most);
        out.write(part, 0, read);
      }
      return source;
    } catch (IOException | RuntimeException failed) {
      source.close();
      throw failed;
    }
  }

  private static void requireSize(long bytes, long most) {
    if (bytes > most) {
      throw new VaultException(
          ErrorCode.ARCHIVE_REFUSED, "the archive is refused: it has more than " + most + " bytes");
    }
  }

  InputStream open() throws IOException {
    return Files.newInputStream(file);
  }

  @Override
  public void close() {
    if (temporary) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException stays) {
        // it is enciphered
      }
    }
  }
}
