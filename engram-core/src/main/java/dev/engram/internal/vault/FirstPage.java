package dev.engram.internal.vault;

import dev.engram.internal.crypto.secret.SecretBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks a key against the first page of a vault without SQLite touching the file.
 *
 * <p>SQLite opened with a wrong key over a vault that crashed would decipher its write-ahead log
 * with that key; checking first means that a wrong key changes nothing. The layout is SQLCipher
 * 4's: a page ends with a 16-byte initialisation vector and a 64-byte HMAC-SHA512 over the page's
 * ciphertext, the vector and the page's number (little endian); on page 1 the ciphertext begins
 * after the 16-byte salt. The HMAC's key is PBKDF2-HMAC-SHA512 of the page key over the salt with
 * every byte XOR 0x3a, two rounds, 32 bytes.
 */
final class FirstPage {
  private static final int MAC_BYTES = 64;
  private static final int MAC_KEY_BYTES = 32;
  private static final int ROUNDS = 2;
  private static final int SALT_MASK = 0x3a;

  private FirstPage() {}

  /** Whether {@code key} is the one the vault's first page was written with. */
  static boolean opensWith(Path vault, SecretBytes key) throws IOException {
    byte[] page;
    try (InputStream in = Files.newInputStream(vault)) {
      page = in.readNBytes(VaultFile.PAGE_BYTES);
    }
    if (page.length != VaultFile.PAGE_BYTES) {
      return false;
    }
    byte[] salt = Arrays.copyOf(page, VaultFile.SALT_BYTES);
    return key.lend(bytes -> macMatches(page, macKey(bytes, salt)));
  }

  private static boolean macMatches(byte[] page, byte[] macKey) {
    try {
      Mac mac = Mac.getInstance("HmacSHA512");
      mac.init(new SecretKeySpec(macKey, "HmacSHA512"));
      int covered = page.length - MAC_BYTES;
      mac.update(page, VaultFile.SALT_BYTES, covered - VaultFile.SALT_BYTES);
      mac.update(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(0, 1).array());
      return MessageDigest.isEqual(
          mac.doFinal(), Arrays.copyOfRange(page, covered, covered + MAC_BYTES));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java lacks HmacSHA512", missing);
    } finally {
      Arrays.fill(macKey, (byte) 0);
    }
  }

  /** PBKDF2 of one block, written out because the JDK's takes only characters as a password. */
  private static byte[] macKey(byte[] key, byte[] salt) {
    byte[] masked = salt.clone();
    for (int i = 0; i < masked.length; i++) {
      masked[i] ^= SALT_MASK;
    }
    try {
      Mac prf = Mac.getInstance("HmacSHA512");
      prf.init(new SecretKeySpec(key, "HmacSHA512"));
      prf.update(masked);
      byte[] round = prf.doFinal(new byte[] {0, 0, 0, 1});
      byte[] sum = round.clone();
      for (int i = 1; i < ROUNDS; i++) {
        round = prf.doFinal(round);
        for (int j = 0; j < sum.length; j++) {
          sum[j] ^= round[j];
        }
      }
      return Arrays.copyOf(sum, MAC_KEY_BYTES);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java lacks HmacSHA512", missing);
    }
  }
}
