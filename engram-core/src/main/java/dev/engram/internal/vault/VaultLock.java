package dev.engram.internal.vault;

import dev.engram.fault.ErrorCode;
import dev.engram.fault.VaultException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;

/**
 * The lock that makes one process the only user of a vault.
 *
 * <p>It is taken on a file of its own beside the vault ({@code NAME.lock}, empty): closing any
 * handle on the vault itself would drop SQLite's own POSIX locks. The file is deleted while still
 * locked, so a closed vault is one file; an opener that locked a deleted file notices and tries
 * again. The operating system drops the lock when the process dies.
 */
final class VaultLock implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;

  private VaultLock(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  static VaultLock take(Path vault) {
    Path path = vault.resolveSibling(vault.getFileName() + ".lock");
    try {
      while (true) {
        try {
          VaultFile.createPrivately(path);
        } catch (FileAlreadyExistsException usual) {
          // left by a crash, or held
        }
        FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        if (!lock(channel)) {
          channel.close();
          throw inUse(vault);
        }
        if (stillThere(path, channel)) {
          return new VaultLock(path, channel);
        }
        channel.close();
      }
    } catch (IOException refused) {
      throw new VaultException(
          ErrorCode.READ_ONLY_LOCATION,
          "no lock can be taken beside the vault (" + refused.getClass().getSimpleName() + ")");
    }
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException heldInThisProcess) {
      return false;
    }
  }

  /**
   * Whether the locked file is still the one at the path. Opening the path again would drop the lock
   * (POSIX), so the file is given a random sparse size through the lock and the path is only asked
   * for its size.
   */
  private static boolean stillThere(Path path, FileChannel channel) throws IOException {
    long size = new SecureRandom().nextLong(1, 1L << 30);
    channel.write(ByteBuffer.allocate(1), size - 1);
    boolean same = Files.exists(path) && Files.size(path) == size;
    channel.truncate(0);
    return same;
  }

  private static VaultException inUse(Path vault) {
    return new VaultException(
        ErrorCode.VAULT_IN_USE, "another engine has this vault open: " + vault);
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(path);
      channel.close();
    } catch (IOException ignored) {
      // The lock goes with the process at the latest; a file left behind holds nothing.
    }
  }
}
