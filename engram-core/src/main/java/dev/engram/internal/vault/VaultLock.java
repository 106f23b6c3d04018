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
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The lock that makes one process the only user of a vault.
 *
 * <p>It is taken on a file of its own beside the vault ({@code NAME.lock}, empty): closing any
 * handle on the vault itself would drop SQLite's own POSIX locks. The file is deleted while still
 * locked, so a closed vault is one file; an opener that locked a deleted file notices and tries
 * again. The operating system drops the lock when the process dies.
 */
final class VaultLock implements AutoCloseable {
  /**
   * The lock files that this process holds, by inode. A second handle on one of them, when closed,
   * would drop the lock (POSIX), so an opener in the same process is refused before it opens any.
   */
  private static final Set<Object> HELD = new HashSet<>();

  /** Handles that must not be closed: their file is locked by another copy of this class. */
  private static final List<FileChannel> KEPT_OPEN = new ArrayList<>();

  private final Path path;
  private final Object key;
  private final FileChannel channel;

  private VaultLock(Path path, Object key, FileChannel channel) {
    this.path = path;
    this.key = key;
    this.channel = channel;
  }

  static VaultLock take(Path vault) {
    Path path = vault.resolveSibling(vault.getFileName() + ".lock");
    synchronized (HELD) {
      try {
        while (true) {
          Optional<VaultLock> lock = tryOnce(path, vault);
          if (lock.isPresent()) {
            HELD.add(lock.get().key);
            return lock.get();
          }
        }
      } catch (IOException refused) {
        throw new VaultException(
            ErrorCode.READ_ONLY_LOCATION,
            "no lock can be taken beside the vault (" + refused.getClass().getSimpleName() + ")");
      }
    }
  }

  /** The lock, or nothing when the file was replaced meanwhile. */
  private static Optional<VaultLock> tryOnce(Path path, Path vault) throws IOException {
    try {
      VaultFile.createPrivately(path);
    } catch (FileAlreadyExistsException usual) {
      // left by a crash, or held
    }
    Object key;
    try {
      key = key(path);
    } catch (NoSuchFileException justDeleted) {
      return Optional.empty();
    }
    if (HELD.contains(key)) {
      throw inUse(vault);
    }
    FileChannel channel =
        FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    if (!lock(channel)) {
      throw inUse(vault);
    }
    if (stillThere(path, channel) && key(path).equals(key)) {
      return Optional.of(new VaultLock(path, key, channel));
    }
    channel.close();
    return Optional.empty();
  }

  /** What tells one file from another whatever it is called: its inode, where there is one. */
  private static Object key(Path path) throws IOException {
    Object inode = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    return inode == null ? path.toRealPath() : inode;
  }

  /** Locks the channel; one that cannot be locked is closed, unless that would drop a lock. */
  private static boolean lock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
      }
      return lock != null;
    } catch (OverlappingFileLockException heldByAnotherClassLoader) {
      KEPT_OPEN.add(channel);
      return false;
    }
  }

  /**
   * Whether the locked file is still the one at the path. Opening the path again would drop the
   * lock (POSIX), so the file is given a random size through the lock and the path is only asked
   * for its size; small, since not every file system keeps holes.
   */
  private static boolean stillThere(Path path, FileChannel channel) throws IOException {
    long size = new SecureRandom().nextLong(1, 1L << 16);
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
    synchronized (HELD) {
      release();
    }
  }

  private void release() {
    try {
      Files.deleteIfExists(path);
      channel.close();
    } catch (IOException ignored) {
      // The lock goes with the process at the latest; a file left behind holds nothing.
    } finally {
      HELD.remove(key);
    }
  }
}
