package dev.engram.internal.audit;

import dev.engram.audit.AuditClass;
import dev.engram.audit.AuditReference;
import dev.engram.internal.crypto.chain.ChainMac;
import dev.engram.internal.crypto.secret.SecretBytes;
import dev.engram.internal.vault.AuditTable.End;
import dev.engram.internal.vault.AuditTable.Head;
import dev.engram.internal.vault.AuditTable.Row;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Everything that is hashed for the audit, under one key. Each hash begins with what it is of, so
 * that none can pass for another. A vault that is not encrypted has no key: 32 zero bytes take its
 * place, and the hashes show accidents only. Thread-safe; a microsecond or two a hash.
 */
final class AuditHashes implements AutoCloseable {
  /** Bytes of salts, references and commitments. */
  static final int SHORT = 16;

  private static final HexFormat HEX = HexFormat.of();

  private final ChainMac chain;
  private final String vault;
  private final boolean keyed;

  AuditHashes(Optional<SecretBytes> key, String vault) {
    this.keyed = key.isPresent();
    this.vault = vault;
    if (key.isPresent()) {
      this.chain = new ChainMac(key.get());
    } else {
      try (var none = SecretBytes.takeOver(new byte[ChainMac.MAC_BYTES])) {
        this.chain = new ChainMac(none);
      }
    }
  }

  /** Whether somebody without the key cannot compute them. */
  boolean keyed() {
    return keyed;
  }

  /** What stands before the first entry of a class. */
  byte[] first(AuditClass storage) {
    return chain.first(Canonical.of("audit").text(vault).text(storage.label()).done());
  }

  /** What stands before an entry that is to show for ever that the chain was broken before it. */
  byte[] afterBreak(byte[] mac) {
    return chain.first(Canonical.of("broken").bytes(mac).done());
  }

  /** The MAC of an entry after another of its class. */
  byte[] entry(byte[] before, Row row) {
    return chain.next(
        before,
        new Canonical()
            .number(row.seq())
            .number(row.moment())
            .text(row.storage())
            .text(row.event())
            .text(row.detail())
            .bytes(row.commitments())
            .done());
  }

  /** The proof of a head. */
  byte[] proof(Head head) {
    var all = Canonical.of("head").text(vault).number(head.seq());
    for (End end : new End[] {head.ops(), head.audit(), head.pruned()}) {
      all.number(end.rows()).number(end.seq()).bytes(end.mac());
    }
    return chain.first(all.done());
  }

  /** Whether a head is as it was written. */
  boolean proves(Head head) {
    return MessageDigest.isEqual(proof(head), head.proof());
  }

  /** What stands for a thing. */
  AuditReference reference(AuditSubject subject) {
    byte[] hash =
        chain.first(
            Canonical.of("reference").text(subject.kind().label()).text(subject.name()).done());
    return new AuditReference(subject.kind(), HEX.formatHex(hash, 0, SHORT));
  }

  /** What the chain keeps of a reference: without the salt it tells nothing. */
  byte[] commitment(int kind, byte[] salt, byte[] reference) {
    return Arrays.copyOf(
        chain.first(Canonical.of("commitment").number(kind).bytes(salt).bytes(reference).done()),
        SHORT);
  }

  /** What takes the place of a reference that was forgotten in order. */
  byte[] forgotten(long seq, int place, byte[] commitment, int kind) {
    return chain.first(
        Canonical.of("forgotten")
            .text(vault)
            .number(seq)
            .number(place)
            .bytes(commitment)
            .number(kind)
            .done());
  }

  @Override
  public void close() {
    chain.close();
  }
}
