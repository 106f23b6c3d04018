package dev.engram.internal.audit;

import dev.engram.audit.AuditReference;
import dev.engram.audit.AuditReference.Kind;
import dev.engram.internal.vault.AuditTable.Row;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * The references of one entry, beside the chain.
 *
 * <p>The chain covers a commitment to each reference, made with a salt of its own. Salt and
 * reference lie beside the chain, 33 bytes each: kind, salt, reference. One that is forgotten
 * leaves its kind with the high bit set, and in the place of the rest a MAC by which the vault
 * proves that it was forgotten in order. Its commitment stays and tells nothing: the salt is gone.
 */
final class References {
  private static final int KIND = 1;
  private static final int BODY = 2 * AuditHashes.SHORT;
  private static final int RECORD = KIND + BODY;
  private static final int GONE = 0x80;
  private static final HexFormat HEX = HexFormat.of();

  private References() {}

  /**
   * References ready to be stored.
   *
   * @param commitments what the chain covers
   * @param bytes what lies beside it
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Stored(byte[] commitments, byte[] bytes) {}

  static Stored store(List<AuditReference> references, AuditHashes hashes, RandomGenerator random) {
    ByteBuffer commitments = ByteBuffer.allocate(AuditHashes.SHORT * references.size());
    ByteBuffer bytes = ByteBuffer.allocate(RECORD * references.size());
    byte[] salts = new byte[AuditHashes.SHORT * references.size()];
    random.nextBytes(salts);
    for (int i = 0; i < references.size(); i++) {
      AuditReference one = references.get(i);
      int kind = one.kind().code();
      byte[] salt = part(salts, i * AuditHashes.SHORT, AuditHashes.SHORT);
      byte[] hash = HEX.parseHex(one.hash());
      commitments.put(hashes.commitment(kind, salt, hash));
      bytes.put((byte) kind).put(salt).put(hash);
    }
    return new Stored(commitments.array(), bytes.array());
  }

  /** Whether what lies beside the chain is what was committed to, or was forgotten in order. */
  static boolean sound(long seq, byte[] commitments, Optional<byte[]> beside, AuditHashes hashes) {
    byte[] bytes = beside.orElse(new byte[0]);
    int count = commitments.length / AuditHashes.SHORT;
    if (commitments.length % AuditHashes.SHORT != 0
        || bytes.length != RECORD * count
        || beside.isPresent() != (count > 0)) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      byte[] commitment = part(commitments, i * AuditHashes.SHORT, AuditHashes.SHORT);
      int at = i * RECORD;
      int kind = bytes[at] & 0xFF;
      boolean fits =
          (kind & GONE) != 0
              ? Kind.coded(kind & ~GONE).isPresent()
                  && MessageDigest.isEqual(
                      hashes.forgotten(seq, i, commitment, kind), part(bytes, at + KIND, BODY))
              : MessageDigest.isEqual(
                  hashes.commitment(kind, salt(bytes, at), reference(bytes, at)), commitment);
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  /** The references that were not forgotten. */
  static List<AuditReference> read(Optional<byte[]> beside) {
    byte[] bytes = beside.orElse(new byte[0]);
    var found = new ArrayList<AuditReference>(bytes.length / RECORD);
    for (int at = 0; at + RECORD <= bytes.length; at += RECORD) {
      referenceAt(bytes, at).ifPresent(found::add);
    }
    return found;
  }

  /**
   * Forgets some references of an entry.
   *
   * @param bytes changed in place
   * @return how many
   */
  static int forget(Row row, byte[] bytes, Predicate<AuditReference> which, AuditHashes hashes) {
    int forgotten = 0;
    for (int i = 0; (i + 1) * RECORD <= bytes.length; i++) {
      int at = i * RECORD;
      int kind = bytes[at] & 0xFF;
      if (referenceAt(bytes, at).filter(which).isPresent()) {
        byte[] commitment = part(row.commitments(), i * AuditHashes.SHORT, AuditHashes.SHORT);
        bytes[at] = (byte) (kind | GONE);
        byte[] proof = hashes.forgotten(row.seq(), i, commitment, kind | GONE);
        System.arraycopy(proof, 0, bytes, at + KIND, BODY);
        forgotten++;
      }
    }
    return forgotten;
  }

  private static Optional<AuditReference> referenceAt(byte[] bytes, int at) {
    return Kind.coded(bytes[at] & 0xFF)
        .map(kind -> new AuditReference(kind, HEX.formatHex(reference(bytes, at))));
  }

  private static byte[] salt(byte[] bytes, int at) {
    return part(bytes, at + KIND, AuditHashes.SHORT);
  }

  private static byte[] reference(byte[] bytes, int at) {
    return part(bytes, at + KIND + AuditHashes.SHORT, AuditHashes.SHORT);
  }

  private static byte[] part(byte[] bytes, int from, int length) {
    return Arrays.copyOfRange(bytes, from, from + length);
  }
}
