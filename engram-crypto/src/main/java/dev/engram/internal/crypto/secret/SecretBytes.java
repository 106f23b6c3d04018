package dev.engram.internal.crypto.secret;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Key material, held outside the Java heap so that the collector never copies it, and zeroed when
 * closed.
 *
 * <p>It has pages of memory for itself, which the operating system is asked to keep in RAM and out
 * of core dumps (spec §10.7.1). It may refuse: {@link #locked()} and {@link #hiddenFromDumps()}
 * tell, and nothing fails for it. What {@link #lend} lends is on the heap for as long as it is
 * lent, and neither locked nor hidden there.
 *
 * <p>Thread-safety: reading is safe from any thread until {@link #close()}; afterwards every read
 * fails with {@link IllegalStateException}. {@code toString} never shows the content; there is no
 * {@code equals} by content.
 */
public final class SecretBytes implements AutoCloseable {
  private final Arena arena = Arena.ofShared();
  private final MemorySegment pages;
  private final MemorySegment segment;
  private final boolean locked;
  private final boolean hidden;

  private SecretBytes(int length) {
    this.pages = Pages.HERE.allocate(arena, length);
    this.segment = pages.asSlice(0, length);
    this.locked = Pages.HERE.lock(pages);
    this.hidden = Pages.HERE.hideFromDumps(pages);
  }

  /**
   * Takes over {@code bytes}: copies them out of the heap and overwrites the array with zeros.
   *
   * @param bytes the secret, at least one byte; zeroed on return
   */
  public static SecretBytes takeOver(byte[] bytes) {
    if (bytes.length == 0) {
      throw new IllegalArgumentException("a secret needs at least one byte");
    }
    var secret = new SecretBytes(bytes.length);
    MemorySegment.copy(bytes, 0, secret.segment, ValueLayout.JAVA_BYTE, 0, bytes.length);
    Arrays.fill(bytes, (byte) 0);
    return secret;
  }

  /** The number of bytes. */
  public int length() {
    return Math.toIntExact(segment.byteSize());
  }

  /**
   * Lends a heap copy of the bytes to {@code use} and zeroes that copy afterwards, whatever
   * happens.
   */
  public <T> T lend(Function<byte[], T> use) {
    byte[] copy = segment.toArray(ValueLayout.JAVA_BYTE);
    try {
      return use.apply(copy);
    } finally {
      Arrays.fill(copy, (byte) 0);
    }
  }

  /** Whether the operating system keeps the secret in RAM, and so out of the swap file. */
  public boolean locked() {
    return locked;
  }

  /** Whether the operating system leaves the secret out of core dumps. */
  public boolean hiddenFromDumps() {
    return hidden;
  }

  /** Whether both hold the same bytes; the time tells nothing but their lengths. */
  public boolean sameAs(SecretBytes other) {
    return lend(mine -> other.lend(theirs -> MessageDigest.isEqual(mine, theirs)));
  }

  /** Where the secret lies, to look it up in the system's tables. */
  long address() {
    return segment.address();
  }

  /** Overwrites the secret with zeros and frees it; closing twice is harmless. */
  @Override
  public synchronized void close() {
    if (arena.scope().isAlive()) {
      segment.fill((byte) 0);
      Pages.HERE.release(pages);
      arena.close();
    }
  }

  @Override
  public String toString() {
    return "SecretBytes[length=" + segment.byteSize() + "]";
  }
}
