package dev.engram.internal.crypto.aead;

import dev.engram.internal.crypto.secret.SecretBytes;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;

/**
 * Reads what {@link SegmentedSeal} wrote. Only bytes that were authenticated come out, and the end
 * of the stream only after the last segment was: a reader that has not seen the end has an archive
 * that may have been cut.
 *
 * <p>Every failure is an {@link ArchiveException} and stays: reading on fails the same way. Not
 * thread-safe. Holds two segments of 64 KiB, whatever the length claims to be.
 */
public final class SegmentedOpen extends InputStream {
  private final InputStream in;
  private final SegmentCipher cipher;
  private final byte[] sealed = new byte[ArchiveHeader.SEGMENT + SegmentCipher.TAG + 1];
  private final byte[] plain = new byte[ArchiveHeader.SEGMENT + SegmentCipher.TAG];
  private int ahead;
  private int at;
  private int end;
  private boolean last;
  private boolean broken;

  private SegmentedOpen(InputStream in, SecretBytes key) {
    this.in = in;
    this.cipher = new SegmentCipher(Cipher.DECRYPT_MODE, key);
  }

  /**
   * Reads the header, derives the key and checks it.
   *
   * @param in the archive; closed with this stream
   * @param passphrase the words in UTF-8; not changed, still the caller's
   * @throws ArchiveException if it is no archive, of a newer version, unreasonable or broken
   */
  public static SegmentedOpen of(InputStream in, SecretBytes passphrase) throws IOException {
    try (var key = ArchiveHeader.read(in, passphrase)) {
      return new SegmentedOpen(in, key);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (broken) {
      throw ArchiveException.broken();
    }
    if (length == 0) {
      return 0;
    }
    while (at == end) {
      if (last) {
        return -1;
      }
      segment();
    }
    int part = Math.min(length, end - at);
    System.arraycopy(plain, at, bytes, offset, part);
    at += part;
    return part;
  }

  /** Opens the next segment. One byte is read ahead: whether there is one tells the last. */
  private void segment() throws IOException {
    broken = true;
    int full = sealed.length - 1;
    int length = ahead + in.readNBytes(sealed, ahead, sealed.length - ahead);
    last = length <= full;
    int segment = Math.min(length, full);
    boolean empty = segment == SegmentCipher.TAG;
    if (segment < SegmentCipher.TAG || (empty && cipher.number() > 0)) {
      throw ArchiveException.broken();
    }
    try {
      end = cipher.next(sealed, segment, last, plain);
    } catch (AEADBadTagException changed) {
      end = 0;
      throw ArchiveException.broken();
    } finally {
      at = 0;
    }
    sealed[0] = sealed[full];
    ahead = last ? 0 : 1;
    broken = false;
  }

  @Override
  public int available() {
    return end - at;
  }

  @Override
  public void close() throws IOException {
    broken = true;
    Arrays.fill(plain, (byte) 0);
    in.close();
  }
}
