package dev.engram.internal.vault;

import dev.engram.fault.ErrorCode;
import dev.engram.fault.VaultException;
import dev.engram.internal.crypto.aead.FieldCipher;
import dev.engram.internal.crypto.aead.SealBrokenException;
import dev.engram.internal.crypto.key.KeyHierarchy;
import dev.engram.internal.crypto.secret.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The random key from which all keys of a vault grow but that of its pages: it is made with the
 * vault and lies in it, sealed under the master key.
 *
 * <p>So the master key can be changed, and with it every page, while what the audit has chained and
 * what is hashed under a key stays what it is. Who has the key of the pages alone cannot open it.
 */
final class RootKey {
  private static final String NAME = "root";
  private static final String READ = "SELECT value FROM setting WHERE name = '" + NAME + "'";

  private RootKey() {}

  /** The keys that grow from it; it is made if there is none yet. */
  static KeyHierarchy open(Connection writing, KeyRing ring) {
    try (var cipher = new FieldCipher(ring.wrapping(), new SecureRandom())) {
      Optional<String> sealed = Connections.text(writing, READ);
      try (SecretBytes root =
          sealed.isPresent()
              ? unwrap(cipher, place(writing), sealed.get())
              : made(cipher, writing)) {
        return KeyHierarchy.of(root);
      }
    } catch (SQLException failed) {
      throw SqlFaults.opening(failed);
    }
  }

  /** Seals it under another master key. */
  static void rewrap(Connection draft, KeyRing from, KeyRing to) throws SQLException {
    Optional<String> sealed = Connections.text(draft, READ);
    if (sealed.isEmpty()) {
      return; // a vault that was never opened since it could have one
    }
    byte[] place = place(draft);
    try (var old = new FieldCipher(from.wrapping(), new SecureRandom());
        var young = new FieldCipher(to.wrapping(), new SecureRandom());
        SecretBytes root = unwrap(old, place, sealed.get())) {
      write(
          draft,
          "UPDATE setting SET value = ? WHERE name = '" + NAME + "'",
          root.lend(bytes -> young.seal(bytes, place)));
    }
  }

  private static SecretBytes made(FieldCipher cipher, Connection writing) throws SQLException {
    byte[] bytes = new byte[KeyHierarchy.KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    SecretBytes root = SecretBytes.takeOver(bytes);
    byte[] place = place(writing);
    write(
        writing,
        "INSERT INTO setting (name, value) VALUES ('" + NAME + "', ?)",
        root.lend(key -> cipher.seal(key, place)));
    return root;
  }

  private static SecretBytes unwrap(FieldCipher cipher, byte[] place, String sealed) {
    try {
      return SecretBytes.takeOver(cipher.open(HexFormat.of().parseHex(sealed), place));
    } catch (SealBrokenException | IllegalArgumentException broken) {
      throw new VaultException(
          ErrorCode.VAULT_CORRUPT, "the vault's root key does not open: it was changed");
    }
  }

  private static void write(Connection connection, String sql, byte[] sealed) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, HexFormat.of().formatHex(sealed));
      statement.executeUpdate();
    }
  }

  private static byte[] place(Connection connection) {
    String vault =
        Connections.text(connection, "SELECT value FROM setting WHERE name = 'vault'").orElse("");
    return (vault + "\0setting\0" + NAME).getBytes(StandardCharsets.US_ASCII);
  }
}
