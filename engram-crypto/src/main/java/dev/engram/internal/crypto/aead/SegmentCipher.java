package dev.engram.internal.crypto.aead;

import dev.engram.internal.crypto.secret.SecretBytes;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The segments of one archive in their order (STREAM; Hoang, Reyhanitabar, Rogaway, Vizár 2015):
 * AES-256-GCM whose nonce is the segment's number and whether it is the last. Not thread-safe.
 */
final class SegmentCipher {
  static final int TAG = 16;

  private final int mode;
  private final SecretKeySpec key;
  private final Cipher gcm;
  private long number;

  SegmentCipher(int mode, SecretBytes key) {
    this.mode = mode;
    this.key = key.lend(bytes -> new SecretKeySpec(bytes, "AES"));
    try {
      gcm = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java runtime lacks AES-256-GCM", missing);
    }
  }

  /** How many segments went through. */
  long number() {
    return number;
  }

  /**
   * Does the next segment from {@code from} to {@code to}.
   *
   * @return how many bytes it wrote
   * @throws AEADBadTagException when opening what is not that segment of this archive
   */
  int next(byte[] from, int length, boolean last, byte[] to) throws AEADBadTagException {
    byte[] nonce =
        ByteBuffer.allocate(12).putLong(3, number).put(11, (byte) (last ? 1 : 0)).array();
    number++;
    try {
      gcm.init(mode, key, new GCMParameterSpec(8 * TAG, nonce));
      return gcm.doFinal(from, 0, length, to, 0);
    } catch (AEADBadTagException broken) {
      throw broken;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("this Java runtime refuses AES-256-GCM", impossible);
    }
  }
}
