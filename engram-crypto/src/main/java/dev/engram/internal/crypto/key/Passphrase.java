package dev.engram.internal.crypto.key;

import dev.engram.internal.crypto.secret.SecretBytes;

/**
 * Derives the 32-byte master key from a passphrase with Argon2id (RFC 9106).
 *
 * <p>A vault has no side file and its header is random, so the cost cannot be stored where it could
 * be read before the key is known. It is therefore fixed for vaults of this format: 64 MiB, 3
 * passes, 1 lane, version 1.3 (RFC 9106 §4 with one lane, for a desktop's one process). Should it
 * ever change, older costs are tried after the newer. Cost: about a quarter of a second and 64 MiB
 * of heap.
 */
public final class Passphrase {
  /** Bytes of salt: what the cipher keeps at the head of the file. */
  public static final int SALT_BYTES = 16;

  /** Bytes of the derived key. */
  public static final int KEY_BYTES = 32;

  private static final PassphraseCost.Argon2id COST = new PassphraseCost.Argon2id(64 * 1024, 3, 1);

  private Passphrase() {}

  /** What a guess costs, in words. */
  public static String costs() {
    return "Argon2id, %d MiB, %d passes, %d lane"
        .formatted(COST.memoryKib() / 1024, COST.passes(), COST.lanes());
  }

  /**
   * Derives a key.
   *
   * @param passphrase the words in UTF-8; not changed, not kept
   * @param salt exactly {@link #SALT_BYTES}
   */
  public static SecretBytes derive(SecretBytes passphrase, byte[] salt) {
    if (salt.length != SALT_BYTES) {
      throw new IllegalArgumentException(
          "salt must have " + SALT_BYTES + " bytes, got " + salt.length);
    }
    return COST.derive(passphrase, salt);
  }
}
