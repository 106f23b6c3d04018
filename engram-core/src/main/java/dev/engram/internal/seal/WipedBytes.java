package dev.engram.internal.seal;

import java.io.OutputStream;
import java.util.Arrays;

/**
 * Bytes in the making that leave nothing behind: what is outgrown, and what is left when it is
 * closed, is overwritten with zeros. For one thread.
 */
final class WipedBytes extends OutputStream {
  private byte[] bytes = new byte[512];
  private int length;

  @Override
  public void write(int one) {
    room(1);
    bytes[length++] = (byte) one;
  }

  @Override
  public void write(byte[] from, int offset, int count) {
    room(count);
    System.arraycopy(from, offset, bytes, length, count);
    length += count;
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      byte[] outgrown = bytes;
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(length, more)));
      Arrays.fill(outgrown, (byte) 0);
    }
  }

  /** What was written; the caller's to wipe. */
  byte[] copy() {
    return Arrays.copyOf(bytes, length);
  }

  /** The array that is in use, to look at. */
  byte[] inUse() {
    return bytes;
  }

  @Override
  public void close() {
    Arrays.fill(bytes, (byte) 0);
    length = 0;
  }
}
