package dev.engram.internal.crypto.aead;

import dev.engram.internal.crypto.key.PassphraseCost;
import dev.engram.internal.crypto.secret.SecretBytes;
import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;

/**
 * Writes an archive that only its passphrase opens; {@link SegmentedOpen} reads it.
 *
 * <p>An archive is whole only after {@link #finish()}. {@link #close()} without it leaves a file
 * that no reader accepts: an export that failed half way never passes for a smaller one.
 *
 * <p>Not thread-safe. Holds two segments of 64 KiB, whatever the length. Sealing runs at the speed
 * of AES-GCM, gigabytes a second; making one costs what {@link PassphraseCost} says.
 */
public final class SegmentedSeal extends OutputStream {
  private final OutputStream out;
  private final SegmentCipher cipher;
  private final byte[] plain = new byte[ArchiveHeader.SEGMENT];
  private final byte[] sealed = new byte[ArchiveHeader.SEGMENT + SegmentCipher.TAG];
  private int filled;
  private boolean ended;

  private SegmentedSeal(OutputStream out, SecretBytes key) {
    this.out = out;
    this.cipher = new SegmentCipher(Cipher.ENCRYPT_MODE, key);
  }

  /**
   * Begins an archive: writes its header.
   *
   * @param out where the archive goes; closed with this stream
   * @param passphrase the words in UTF-8; not changed, still the caller's
   */
  public static SegmentedSeal to(
      OutputStream out, SecretBytes passphrase, PassphraseCost cost, SecureRandom random)
      throws IOException {
    var unlocked = ArchiveHeader.fresh(cost, random).unlock(passphrase);
    try (var key = unlocked.key()) {
      out.write(unlocked.header());
      return new SegmentedSeal(out, key);
    }
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (ended) {
      throw new IOException("the archive is finished");
    }
    int at = offset;
    int left = length;
    while (left > 0) {
      if (filled == plain.length) {
        segment(false);
      }
      int part = Math.min(left, plain.length - filled);
      System.arraycopy(bytes, at, plain, filled, part);
      filled += part;
      at += part;
      left -= part;
    }
  }

  private void segment(boolean last) throws IOException {
    try {
      out.write(sealed, 0, cipher.next(plain, filled, last, sealed));
      filled = 0;
    } catch (AEADBadTagException impossible) {
      throw new IllegalStateException("sealing checks no tag", impossible);
    }
  }

  /** Does nothing: a segment is written when it is full. */
  @Override
  public void flush() {}

  /** Writes the last segment, which makes the archive whole; once more is harmless. */
  public void finish() throws IOException {
    if (!ended) {
      segment(true);
      ended = true;
      out.flush();
    }
  }

  /** Closes the stream below; the archive is good only if {@link #finish()} came first. */
  @Override
  public void close() throws IOException {
    ended = true;
    Arrays.fill(plain, (byte) 0);
    out.close();
  }
}
