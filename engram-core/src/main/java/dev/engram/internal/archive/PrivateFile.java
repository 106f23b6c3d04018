package dev.engram.internal.archive;

import dev.engram.fault.ErrorCode;
import dev.engram.fault.InvalidInputException;
import dev.engram.fault.VaultException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.UUID;

/**
 * A file that only its owner may read, written beside its place and put there when it is whole. If
 * anything fails, or the process dies, nothing stands under its name. Not thread-safe.
 */
final class PrivateFile implements AutoCloseable {
  private final Path target;
  private final Path draft;
  private final FileChannel channel;
  private final OutputStream out;
  private boolean kept;

  private PrivateFile(Path target, Path draft, FileChannel channel) {
    this.target = target;
    this.draft = draft;
    this.channel = channel;
    this.out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
  }

  /**
   * Begins one.
   *
   * @throws InvalidInputException if there is something of that name already
   */
  static PrivateFile at(Path file) {
    Path target = file.toAbsolutePath().normalize();
    if (Files.exists(target)) {
      throw InvalidInputException.of("export.file", "exists already");
    }
    Path draft =
        target.resolveSibling("." + UUID.randomUUID().toString().substring(0, 8) + ".part");
    try {
      var options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      boolean posix = draft.getFileSystem().supportedFileAttributeViews().contains("posix");
      FileAttribute<?>[] owner =
          posix
              ? new FileAttribute<?>[] {
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
              }
              : new FileAttribute<?>[0];
      return new PrivateFile(target, draft, FileChannel.open(draft, options, owner));
    } catch (IOException refused) {
      throw new VaultException(
          ErrorCode.READ_ONLY_LOCATION, "no file can be made beside " + target, refused);
    }
  }

  OutputStream out() {
    return out;
  }

  Path target() {
    return target;
  }

  /** Makes what was written durable under its draft's name. */
  void flush() throws IOException {
    out.flush();
    channel.force(true);
  }

  /** Gives it its name. */
  void keep() throws IOException {
    channel.close();
    Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    kept = true;
  }

  @Override
  public void close() {
    if (kept) {
      return;
    }
    try {
      channel.close();
      Files.deleteIfExists(draft);
    } catch (IOException stays) {
      // a private file under a name that nothing reads
    }
  }
}
