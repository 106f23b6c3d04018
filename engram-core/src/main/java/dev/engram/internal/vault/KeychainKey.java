package dev.engram.internal.vault;

import dev.engram.config.VaultKey;
import dev.engram.fault.ErrorCode;
import dev.engram.fault.VaultException;
import dev.engram.internal.crypto.key.KeyHierarchy;
import dev.engram.internal.crypto.secret.SecretBytes;
import dev.engram.internal.keychain.SystemKeychain;
import dev.engram.spi.Keychain;
import dev.engram.spi.KeychainException;
import dev.engram.spi.KeychainGoneException;
import dev.engram.spi.KeychainLockedException;
import dev.engram.spi.KeychainRefusedException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * The master key in a keychain. A key that is there is used and never overwritten, whoever put it
 * there: another vault may need it, or a creation that crashed after it was kept. A key is made
 * only for a vault that is being created, under the vault's lock, and used only after the keychain
 * has given it back.
 */
final class KeychainKey {
  private KeychainKey() {}

  /** The key, read; or the source as it was if it is empty and the vault is to be created. */
  static VaultKey ready(VaultKey.InKeychain source, boolean fresh) {
    return with(
        source,
        keychain -> {
          var kept = read(keychain, source);
          if (kept.isPresent()) {
            return new VaultKey.Raw(kept.get());
          }
          if (!fresh) {
            throw missing(keychain, source);
          }
          return source;
        });
  }

  /** The key of a source that was empty when it was read; a new one for a vault that is none. */
  static SecretBytes made(VaultKey.InKeychain source, boolean fresh) {
    return with(
        source,
        keychain -> {
          var kept = read(keychain, source);
          if (kept.isPresent()) {
            return kept.get();
          }
          if (!fresh) {
            throw missing(keychain, source);
          }
          byte[] key = new byte[KeyHierarchy.KEY_BYTES];
          try {
            new SecureRandom().nextBytes(key);
            keychain.write(source.service(), source.account(), key);
          } finally {
            Arrays.fill(key, (byte) 0);
          }
          return read(keychain, source)
              .orElseThrow(() ->
                  refusal(keychain.name() + " took the vault's new key and does not have it"));
        });
  }

  private static Optional<SecretBytes> read(Keychain keychain, VaultKey.InKeychain source) {
    return keychain
        .read(source.service(), source.account())
        .map(bytes -> {
          int length = bytes.length;
          if (length != KeyHierarchy.KEY_BYTES) {
            Arrays.fill(bytes, (byte) 0);
            throw refusal(
                "what %s keeps under service \"%s\" and account \"%s\" is no key: %d bytes, not %d"
                    .formatted(
                        keychain.name(),
                        source.service(),
                        source.account(),
                        length,
                        KeyHierarchy.KEY_BYTES));
          }
          return SecretBytes.takeOver(bytes);
        });
  }

  private static <T> T with(VaultKey.InKeychain source, Function<Keychain, T> use) {
    try {
      return use.apply(source.keychain().orElseGet(SystemKeychain::open));
    } catch (KeychainException failed) {
      throw new VaultException(
          ErrorCode.VAULT_LOCKED, failed.getMessage() + "; " + whatToDo(failed), failed);
    }
  }

  private static String whatToDo(KeychainException failed) {
    return switch (failed) {
      case KeychainLockedException locked -> "unlock it and open the vault again";
      case KeychainGoneException gone ->
          "install or start it, or run within the session of the user whose keychain it is";
      case KeychainRefusedException refused -> "allow this program to use it, and try again";
    };
  }

  private static VaultException missing(Keychain keychain, VaultKey.InKeychain source) {
    return refusal(
        "%s has no key under service \"%s\" and account \"%s\"; the vault exists, so no new key is"
                .formatted(keychain.name(), source.service(), source.account())
            + " made: restore the keychain's entry, or open the vault with the names and the"
            + " user account that it was created with");
  }

  private static VaultException refusal(String message) {
    return new VaultException(ErrorCode.VAULT_LOCKED, message);
  }
}
