package dev.engram.internal.crypto.aead;

import dev.engram.internal.crypto.aead.ArchiveException.Reason;
import dev.engram.internal.crypto.key.Hkdf;
import dev.engram.internal.crypto.key.PassphraseCost;
import dev.engram.internal.crypto.secret.SecretBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * The open bytes at the head of an archive; {@code docs/formats/archive.md} lays them out.
 *
 * <p>Every bit of the header goes into the derivation of the content's key and of the commitment,
 * so a changed header opens nothing. The commitment at its end names the one key that opens the
 * archive: AES-GCM alone would let its maker find a file that opens under several.
 *
 * @param cost what the passphrase's function costs
 * @param salt random, new for every archive
 */
@SuppressWarnings("ArrayRecordComponent")
record ArchiveHeader(PassphraseCost cost, byte[] salt) {
  static final int SEGMENT = 1 << 16;

  private static final byte[] MAGIC = ascii("ENGRAMAR");
  private static final int VERSION = 1;
  private static final int ARGON2ID = 1;
  private static final int SCRYPT = 2;
  private static final int SEGMENT_LOG2 = 16;
  private static final int SALT_BYTES = 32;
  private static final int OPEN_BYTES = 8 + 4 + 12 + SALT_BYTES;
  private static final int COMMITMENT_BYTES = 32;
  private static final byte[] CONTENT = ascii("engram/1/archive/content");
  private static final byte[] COMMITMENT = ascii("engram/1/archive/commitment");

  /** Bytes of the header, commitment and all. */
  static final int BYTES = OPEN_BYTES + COMMITMENT_BYTES;

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static ArchiveHeader fresh(PassphraseCost cost, SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return new ArchiveHeader(cost, salt);
  }

  /** The header without its commitment. */
  private byte[] open() {
    var bytes = ByteBuffer.allocate(OPEN_BYTES).put(MAGIC).putShort((short) VERSION);
    switch (cost) {
      case PassphraseCost.Argon2id argon ->
          bytes
              .put((byte) ARGON2ID)
              .put((byte) SEGMENT_LOG2)
              .putInt(argon.memoryKib())
              .putInt(argon.passes())
              .putInt(argon.lanes());
      case PassphraseCost.Scrypt scrypt ->
          bytes
              .put((byte) SCRYPT)
              .put((byte) SEGMENT_LOG2)
              .putInt(scrypt.log2N())
              .putInt(scrypt.r())
              .putInt(scrypt.p());
    }
    return bytes.put(salt).array();
  }

  /** Stretches the passphrase; the header's bytes and the content's key come of it. */
  Unlocked unlock(SecretBytes passphrase) {
    byte[] open = open();
    try (var root = cost.derive(passphrase, salt);
        var commitment = Hkdf.derive(root, joined(COMMITMENT, open))) {
      byte[] bytes =
          commitment.lend(tail -> {
            byte[] whole = Arrays.copyOf(open, BYTES);
            System.arraycopy(tail, 0, whole, OPEN_BYTES, COMMITMENT_BYTES);
            return whole;
          });
      return new Unlocked(bytes, Hkdf.derive(root, joined(CONTENT, open)));
    }
  }

  private static byte[] joined(byte[] label, byte[] rest) {
    byte[] both = Arrays.copyOf(label, label.length + rest.length);
    System.arraycopy(rest, 0, both, label.length, rest.length);
    return both;
  }

  /** Reads the header, checks every bound, then stretches the passphrase and checks the key. */
  static SecretBytes read(InputStream in, SecretBytes passphrase) throws IOException {
    byte[] bytes = in.readNBytes(BYTES);
    var fields = ByteBuffer.wrap(bytes);
    if (bytes.length < MAGIC.length + 2
        || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new ArchiveException(Reason.NOT_AN_ARCHIVE, "this is no Engram archive");
    }
    int version = fields.position(MAGIC.length).getShort() & 0xffff;
    if (version > VERSION) {
      throw new ArchiveException(
          Reason.NEWER_VERSION,
          "the archive has version %d, this Engram reads up to %d; a newer one is needed"
              .formatted(version, VERSION));
    }
    if (version == 0 || bytes.length < BYTES) {
      throw ArchiveException.broken();
    }
    int function = fields.get();
    if (fields.get() != SEGMENT_LOG2) {
      throw new ArchiveException(
          Reason.UNREASONABLE, "the archive's segments are not of " + SEGMENT + " bytes");
    }
    var cost = cost(function, fields.getInt(), fields.getInt(), fields.getInt());
    byte[] salt = new byte[SALT_BYTES];
    fields.get(salt);
    var unlocked = new ArchiveHeader(cost, salt).unlock(passphrase);
    if (!MessageDigest.isEqual(unlocked.header, bytes)) {
      unlocked.key.close();
      throw ArchiveException.broken();
    }
    return unlocked.key;
  }

  private static PassphraseCost cost(int function, int first, int second, int third)
      throws ArchiveException {
    try {
      return switch (function) {
        case ARGON2ID -> new PassphraseCost.Argon2id(first, second, third);
        case SCRYPT -> new PassphraseCost.Scrypt(first, second, third);
        default ->
            throw new ArchiveException(
                Reason.UNREASONABLE, "the archive's passphrase function is not known: " + function);
      };
    } catch (IllegalArgumentException bound) {
      throw new ArchiveException(
          Reason.UNREASONABLE, "the archive's passphrase function: " + bound.getMessage());
    }
  }

  /**
   * What a passphrase gives.
   *
   * @param header the header's bytes as they stand in the file
   * @param key the content's key; the taker closes it
   */
  record Unlocked(byte[] header, SecretBytes key) {}
}
