package dev.engram.internal.crypto.key;

import dev.engram.internal.crypto.secret.SecretBytes;
import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * HKDF-SHA256 (RFC 5869) from one secret to another: extract with an empty salt, then expand.
 *
 * <p>Thread-safe; a few microseconds a key.
 */
public final class Hkdf {
  private Hkdf() {}

  /**
   * Derives 32 bytes.
   *
   * @param parent not changed, still the caller's
   * @param info what the derived key is for; another label gives an independent key
   */
  public static SecretBytes derive(SecretBytes parent, byte[] info) {
    return parent.lend(key -> SecretBytes.takeOver(expand(key, new byte[0], info, 32)));
  }

  static byte[] expand(byte[] key, byte[] salt, byte[] info, int length) {
    try {
      var extract = HKDFParameterSpec.ofExtract().addIKM(key).addSalt(salt);
      return KDF.getInstance("HKDF-SHA256").deriveData(extract.thenExpand(info, length));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java runtime lacks HKDF-SHA256", missing);
    }
  }
}
