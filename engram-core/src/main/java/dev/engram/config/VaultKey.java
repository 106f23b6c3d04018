package dev.engram.config;

import dev.engram.fault.InvalidInputException;
import dev.engram.internal.crypto.secret.SecretBytes;
import dev.engram.spi.Keychain;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where a vault's key comes from. Opening takes the secret over: it is zeroed when the engine
 * closes, so a key serves one {@code open}.
 */
public sealed interface VaultKey extends AutoCloseable {
  /**
   * Words that a person knows; the key is derived with Argon2id.
   *
   * @param words 1 to 1024 characters; zeroed on return
   */
  static VaultKey passphrase(char[] words) {
    if (words.length == 0 || words.length > 1024) {
      throw InvalidInputException.of(
          "key.passphrase", "must have 1 to 1024 characters, got " + words.length);
    }
    var room = ByteBuffer.allocate(4 * words.length);
    var outcome = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(words), room, true);
    byte[] bytes = Arrays.copyOf(room.array(), room.position());
    Arrays.fill(room.array(), (byte) 0);
    Arrays.fill(words, '\0');
    if (outcome.isError()) {
      throw InvalidInputException.of("key.passphrase", "holds half a surrogate pair");
    }
    return new Words(SecretBytes.takeOver(bytes));
  }

  /**
   * A key that the host keeps.
   *
   * @param key exactly 32 bytes; zeroed on return
   */
  static VaultKey raw(byte[] key) {
    if (key.length != 32) {
      throw InvalidInputException.of("key.raw", "must have 32 bytes, got " + key.length);
    }
    return new Raw(SecretBytes.takeOver(key));
  }

  /** A file that holds 64 hexadecimal digits or 32 bytes and that only its owner may read. */
  static VaultKey file(Path file) {
    return new InFile(file);
  }

  /**
   * The 32 bytes that the keychain of the operating system keeps (GNOME Keyring and its like, the
   * macOS keychain, the Windows Credential Manager). A random key is made and kept there when the
   * vault is created and there is none yet; for a vault that exists a keychain that is locked, gone
   * or without the key is refused with {@code E1001}, and no other key is ever put in its place.
   *
   * @param service whose key it is, for example the application's name; 1 to 500 characters
   * @param account which vault's; one of its own for each vault, 1 to 500 characters
   */
  static VaultKey keychain(String service, String account) {
    return new InKeychain(Optional.empty(), service, account);
  }

  /**
   * The same with a keychain of the host's.
   *
   * @param keychain stays the host's
   */
  static VaultKey keychain(Keychain keychain, String service, String account) {
    return new InKeychain(Optional.of(keychain), service, account);
  }

  /**
   * No key: the vault is a plain SQLite file that everyone can read. For experiments only; nothing
   * in Engram ever falls back to it.
   */
  static VaultKey insecurePlaintext() {
    return new InsecurePlaintext();
  }

  /** Zeroes the secret; idempotent. */
  @Override
  void close();

  /**
   * Words that a person knows.
   *
   * @param secret the words in UTF-8
   */
  record Words(SecretBytes secret) implements VaultKey {
    @Override
    public void close() {
      secret.close();
    }
  }

  /**
   * A key that the host keeps.
   *
   * @param secret 32 bytes
   */
  record Raw(SecretBytes secret) implements VaultKey {
    @Override
    public void close() {
      secret.close();
    }
  }

  /**
   * A key in a file.
   *
   * @param path where the file lies
   */
  record InFile(Path path) implements VaultKey {
    @Override
    public void close() {}
  }

  /**
   * A key in a keychain.
   *
   * @param keychain empty for that of the operating system
   * @param service whose key it is
   * @param account which vault's
   */
  record InKeychain(Optional<Keychain> keychain, String service, String account)
      implements VaultKey {
    public InKeychain {
      requireName("key.keychain.service", service);
      requireName("key.keychain.account", account);
    }

    private static void requireName(String field, String name) {
      if (name.isBlank() || name.length() > 500 || name.indexOf('\0') >= 0) {
        throw InvalidInputException.of(
            field, "must have 1 to 500 characters and no NUL, got " + name.length());
      }
    }

    @Override
    public void close() {}
  }

  /** No key at all. */
  record InsecurePlaintext() implements VaultKey {
    @Override
    public void close() {}
  }
}
