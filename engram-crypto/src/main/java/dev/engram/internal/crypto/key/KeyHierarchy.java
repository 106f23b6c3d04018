package dev.engram.internal.crypto.key;

import dev.engram.internal.crypto.secret.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The keys that grow out of a vault's one master key, by HKDF-SHA256 (RFC 5869; spec §10.24.6).
 *
 * <pre>
 * master ─┬─ vault        pages of the database file
 *         ├─ audit        the chain of the audit log
 *         └─ field ─┬─    sealed columns
 *                   ├─ hidden      the hidden volume
 *                   ├─ export      archives that this vault makes for itself
 *                   └─ projection  the turning of embeddings
 * </pre>
 *
 * <p>Each arrow is one extract with an empty salt and one expand to 32 bytes with a fixed label.
 * The labels are part of the vault's format and never change. Who holds a derived key learns
 * nothing of its parent or its siblings; who holds the field key can make the three below it, but
 * neither reads pages nor forges the audit chain with it.
 *
 * <p>Thread-safety: immutable; the accessors lend, they do not give: the returned secrets belong to
 * the hierarchy and are zeroed by {@link #close()}. Cost of making one: some 20 µs.
 */
public final class KeyHierarchy implements AutoCloseable {
  /** Bytes of the master key and of each derived one. */
  public static final int KEY_BYTES = 32;

  private static final String VAULT = "engram/1/vault";
  private static final String AUDIT = "engram/1/audit";
  private static final String FIELD = "engram/1/field";
  private static final String HIDDEN = "engram/1/hidden";
  private static final String EXPORT = "engram/1/export";
  private static final String PROJECTION = "engram/1/projection";

  private final SecretBytes vault;
  private final SecretBytes audit;
  private final SecretBytes field;
  private final SecretBytes hidden;
  private final SecretBytes export;
  private final SecretBytes projection;

  private KeyHierarchy(SecretBytes master) {
    vault = derive(master, VAULT);
    audit = derive(master, AUDIT);
    field = derive(master, FIELD);
    hidden = derive(field, HIDDEN);
    export = derive(field, EXPORT);
    projection = derive(field, PROJECTION);
  }

  /**
   * Derives all keys.
   *
   * @param master exactly {@link #KEY_BYTES} bytes; not changed, not kept, still the caller's
   */
  public static KeyHierarchy of(SecretBytes master) {
    if (master.length() != KEY_BYTES) {
      throw new IllegalArgumentException(
          "a master key must have " + KEY_BYTES + " bytes, got " + master.length());
    }
    return new KeyHierarchy(master);
  }

  private static SecretBytes derive(SecretBytes parent, String label) {
    return Hkdf.derive(parent, label.getBytes(StandardCharsets.US_ASCII));
  }

  /** Opens the database file. */
  public SecretBytes vault() {
    return vault;
  }

  /** Keys the audit chain. */
  public SecretBytes audit() {
    return audit;
  }

  /** Seals columns. */
  public SecretBytes field() {
    return field;
  }

  /** Opens the hidden volume. */
  public SecretBytes hidden() {
    return hidden;
  }

  /** Seals archives that need no passphrase because only this vault reads them. */
  public SecretBytes export() {
    return export;
  }

  /** Seeds the turning of embeddings of sealed memories. */
  public SecretBytes projection() {
    return projection;
  }

  /** All derived keys. */
  public List<SecretBytes> all() {
    return List.of(vault, audit, field, hidden, export, projection);
  }

  /** Zeroes every derived key; idempotent. The master key is not touched. */
  @Override
  public void close() {
    projection.close();
    export.close();
    hidden.close();
    field.close();
    audit.close();
    vault.close();
  }
}
