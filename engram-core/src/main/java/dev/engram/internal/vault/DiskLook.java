package dev.engram.internal.vault;

import dev.engram.fault.ErrorCode;
import dev.engram.fault.VaultException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;

/**
 * The vault's file as a thief reads it, while SQLite has it open. The handle is taken before SQLite
 * opens the file and kept until SQLite has closed it: to close any handle on the file in between
 * would drop SQLite's locks (POSIX). Thread-safe.
 */
final class DiskLook implements AutoCloseable {
  /** Pages that are looked at, spread evenly over the file. */
  private static final int MOST_PAGES = 256;

  private final FileChannel channel;
  private final long bytes;
  private final long modified;

  private DiskLook(FileChannel channel, long bytes, long modified) {
    this.channel = channel;
    this.bytes = bytes;
    this.modified = modified;
  }

  /** Before SQLite opens the file. */
  static DiskLook open(Path path) {
    try {
      var found = Files.readAttributes(path, BasicFileAttributes.class);
      return new DiskLook(
          FileChannel.open(path, StandardOpenOption.READ),
          found.size(),
          found.lastModifiedTime().toMillis());
    } catch (IOException unreadable) {
      throw new VaultException(
          ErrorCode.VAULT_CORRUPT, "the vault file cannot be read: " + path, unreadable);
    }
  }

  /** The file's size when it was found, in bytes. */
  long bytesFound() {
    return bytes;
  }

  /** When it had been changed last when it was found, in milliseconds since 1970. */
  long modifiedFound() {
    return modified;
  }

  /** Reads the first page and up to 255 others. */
  VaultStanding.Disk now() {
    try {
      long pages = channel.size() / VaultFile.PAGE_BYTES;
      int sampled = (int) Math.min(MOST_PAGES, pages);
      byte[] first = {};
      long[] counts = new long[256];
      for (int i = 0; i < sampled; i++) {
        byte[] page = page(i * pages / sampled);
        first = i == 0 ? page : first;
        for (byte b : page) {
          counts[b & 0xFF]++;
        }
      }
      return new VaultStanding.Disk(
          VaultFile.showsStructure(first),
          sampled == 0 ? 0 : VaultFile.chiSquare(first),
          chiSquare(counts),
          entropy(counts),
          sampled,
          channel.size());
    } catch (IOException unreadable) {
      throw new VaultException(
          ErrorCode.VAULT_CORRUPT, "the vault file cannot be read", unreadable);
    }
  }

  private byte[] page(long number) throws IOException {
    ByteBuffer page = ByteBuffer.allocate(VaultFile.PAGE_BYTES);
    long at = number * VaultFile.PAGE_BYTES;
    while (page.hasRemaining() && channel.read(page, at + page.position()) >= 0) {
      // until it is whole
    }
    return Arrays.copyOf(page.array(), page.position());
  }

  private static double chiSquare(long[] counts) {
    double expected = Arrays.stream(counts).sum() / 256.0;
    double sum = 0;
    for (long count : counts) {
      sum += expected == 0 ? 0 : (count - expected) * (count - expected) / expected;
    }
    return sum;
  }

  /** Bits a byte, 8 for random ones. */
  private static double entropy(long[] counts) {
    double all = Arrays.stream(counts).sum();
    double bits = 0;
    for (long count : counts) {
      bits -= count == 0 ? 0 : count / all * Math.log(count / all) / Math.log(2);
    }
    return bits;
  }

  /** After SQLite has closed the file. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException ignored) {
      // it was only read from
    }
  }
}
