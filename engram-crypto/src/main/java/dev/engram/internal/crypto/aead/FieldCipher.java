package dev.engram.internal.crypto.aead;

import dev.engram.internal.crypto.secret.SecretBytes;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals single fields with XAES-256-GCM (C2SP): AES-256-GCM with random nonces of 192 bits.
 *
 * <p>AES-GCM breaks when a nonce comes twice under one key, and 96 random bits come twice too soon
 * for a vault that is written for years. XAES takes 192: the first half and the key go through a
 * KDF of two AES blocks (NIST SP 800-108 with CMAC as PRF) that yields a key for this message; the
 * second half is the nonce of plain AES-256-GCM under it. At 2^80 messages a collision is as likely
 * as one in 2^32, so no counter has to be stored, and a vault restored from a backup cannot repeat
 * one. With <i>K</i> the key and <i>N</i> the nonce:
 *
 * <pre>
 * K1 = dbl(AES(K, 0))                                   computed once a key
 * Kx = AES(K, 00 01 'X' 00 ‖ N[0..11] ⊕ K1) ‖ AES(K, 00 02 'X' 00 ‖ N[0..11] ⊕ K1)
 * sealed = N ‖ AES-256-GCM(Kx, N[12..23], plaintext, associated data)
 * </pre>
 *
 * <p>Thread-safety: all methods may be called from any thread. A few sets of JDK ciphers, each
 * keyed once, go round among the callers; a caller who finds none free makes one. They hold the
 * key's AES schedule on the heap until the cipher is closed and collected; the bare key lies in a
 * {@link SecretBytes} of this cipher's own. Cost: a few microseconds a message and a copy of it.
 */
public final class FieldCipher implements AutoCloseable {
  /** Bytes of nonce before the ciphertext. */
  public static final int NONCE_BYTES = 24;

  /** By how many bytes a sealed field is longer than its plaintext. */
  public static final int OVERHEAD = NONCE_BYTES + 16;

  private static final int HALF_NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final int BLOCK = 16;
  private static final int KEPT_LANES = 8;

  private final SecretBytes key;
  private final SecureRandom random;
  private final BlockingQueue<Lane> idle = new ArrayBlockingQueue<>(KEPT_LANES);
  private volatile boolean closed;

  /**
   * Makes a cipher.
   *
   * @param key 32 bytes; copied, not changed, still the caller's
   * @param random where nonces come from
   */
  public FieldCipher(SecretBytes key, SecureRandom random) {
    if (key.length() != 32) {
      throw new IllegalArgumentException("a field key must have 32 bytes, got " + key.length());
    }
    this.key = key.lend(bytes -> SecretBytes.takeOver(bytes.clone()));
    this.random = random;
  }

  /**
   * Seals {@code plaintext} under a fresh nonce.
   *
   * @param plaintext may be empty; not changed
   * @param associatedData where the field belongs; not stored, and the same must be given to open
   * @return nonce, ciphertext and tag: {@link #OVERHEAD} bytes more than the plaintext
   */
  public byte[] seal(byte[] plaintext, byte[] associatedData) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    return seal(nonce, plaintext, associatedData);
  }

  /** With a given nonce, for known answers alone. */
  byte[] seal(byte[] nonce, byte[] plaintext, byte[] associatedData) {
    byte[] sealed = Arrays.copyOf(nonce, Math.addExact(plaintext.length, OVERHEAD));
    Lane lane = borrow();
    try {
      lane.start(Cipher.ENCRYPT_MODE, nonce, associatedData);
      lane.gcm.doFinal(plaintext, 0, plaintext.length, sealed, NONCE_BYTES);
      return sealed;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("this Java runtime refuses AES-256-GCM", impossible);
    } finally {
      giveBack(lane);
    }
  }

  /**
   * Opens what {@link #seal(byte[], byte[])} made.
   *
   * @param sealed nonce, ciphertext and tag; not changed
   * @param associatedData the same as when it was sealed
   * @throws SealBrokenException whatever the reason that it does not open
   */
  public byte[] open(byte[] sealed, byte[] associatedData) {
    if (sealed.length < OVERHEAD) {
      throw new SealBrokenException();
    }
    Lane lane = borrow();
    try {
      lane.start(Cipher.DECRYPT_MODE, sealed, associatedData);
      return lane.gcm.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
    } catch (AEADBadTagException broken) {
      throw new SealBrokenException();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("this Java runtime refuses AES-256-GCM", impossible);
    } finally {
      giveBack(lane);
    }
  }

  private Lane borrow() {
    if (closed) {
      throw new IllegalStateException("the field cipher is closed");
    }
    Lane lane = idle.poll();
    return lane != null ? lane : key.lend(Lane::new);
  }

  private void giveBack(Lane lane) {
    boolean kept = !closed && idle.offer(lane);
    if (!kept) {
      lane.wipe();
    } else if (closed) {
      wipeIdle();
    }
  }

  private void wipeIdle() {
    for (Lane lane = idle.poll(); lane != null; lane = idle.poll()) {
      lane.wipe();
    }
  }

  /** Zeroes the key and lets go of the ciphers; idempotent. Calls under way finish. */
  @Override
  public void close() {
    closed = true;
    key.close();
    wipeIdle();
  }

  /** One caller's ciphers at a time. */
  private static final class Lane {
    private final Cipher block;
    private final Cipher gcm;
    private final byte[] subkey = new byte[BLOCK];
    private final byte[] input = new byte[2 * BLOCK];
    private final byte[] messageKey = new byte[2 * BLOCK];

    Lane(byte[] key) {
      try {
        block = Cipher.getInstance("AES/ECB/NoPadding");
        block.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
        gcm = Cipher.getInstance("AES/GCM/NoPadding");
        block.doFinal(subkey, 0, BLOCK, subkey, 0);
      } catch (GeneralSecurityException missing) {
        throw new IllegalStateException("this Java runtime lacks AES-256-GCM", missing);
      }
      twice(subkey);
    }

    /** Overwrites what is ours; the JDK's ciphers keep their schedules until collected. */
    void wipe() {
      Arrays.fill(subkey, (byte) 0);
      Arrays.fill(input, (byte) 0);
    }

    /** Doubling in GF(2^128), without a branch on a secret bit. */
    private static void twice(byte[] value) {
      int carry = 0;
      for (int i = BLOCK - 1; i >= 0; i--) {
        int bits = value[i] & 0xff;
        value[i] = (byte) (bits << 1 | carry);
        carry = bits >>> 7;
      }
      value[BLOCK - 1] ^= (byte) (0x87 & -carry);
    }

    /** Derives the message's key from the nonce at the head of {@code nonce} and starts GCM. */
    void start(int mode, byte[] nonce, byte[] associatedData) throws GeneralSecurityException {
      for (int i = 0; i < 2; i++) {
        int at = i * BLOCK;
        input[at] = subkey[0];
        input[at + 1] = (byte) (subkey[1] ^ i + 1);
        input[at + 2] = (byte) (subkey[2] ^ 'X');
        input[at + 3] = subkey[3];
        for (int j = 0; j < HALF_NONCE; j++) {
          input[at + 4 + j] = (byte) (subkey[4 + j] ^ nonce[j]);
        }
      }
      block.doFinal(input, 0, input.length, messageKey, 0);
      try {
        gcm.init(
            mode,
            new SecretKeySpec(messageKey, "AES"),
            new GCMParameterSpec(TAG_BITS, nonce, HALF_NONCE, HALF_NONCE));
        gcm.updateAAD(associatedData);
      } finally {
        Arrays.fill(messageKey, (byte) 0);
      }
    }
  }
}
