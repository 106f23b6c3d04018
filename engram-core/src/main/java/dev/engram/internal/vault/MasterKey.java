package dev.engram.internal.vault;

import dev.engram.config.VaultKey;
import dev.engram.fault.ErrorCode;
import dev.engram.fault.VaultException;
import dev.engram.internal.crypto.key.KeyFile;
import dev.engram.internal.crypto.key.Passphrase;
import dev.engram.internal.crypto.secret.SecretBytes;
import java.io.IOException;
import java.util.Optional;

/** Makes the vault's key of what the host gave. */
final class MasterKey {
  private MasterKey() {}

  /**
   * The key with its source read, so that a source which fails does so before anything is made.
   *
   * @param fresh whether the vault is to be created: only then may a keychain be without its key
   */
  static VaultKey ready(VaultKey source, boolean fresh) {
    try {
      return switch (source) {
        case VaultKey.InFile inFile -> new VaultKey.Raw(KeyFile.read(inFile.path()));
        case VaultKey.Words words -> new VaultKey.Words(copy(words.secret()));
        case VaultKey.Raw raw -> new VaultKey.Raw(copy(raw.secret()));
        case VaultKey.InKeychain inKeychain -> KeychainKey.ready(inKeychain, fresh);
        case VaultKey.InsecurePlaintext plain -> plain;
      };
    } catch (IOException refused) {
      throw new VaultException(ErrorCode.VAULT_LOCKED, "the key file cannot be used", refused);
    } catch (IllegalStateException closed) {
      throw new VaultException(
          ErrorCode.VAULT_LOCKED, "the key was closed; a key serves one opening", closed);
    }
  }

  private static SecretBytes copy(SecretBytes secret) {
    return secret.lend(bytes -> SecretBytes.takeOver(bytes.clone()));
  }

  /**
   * The 32 bytes that open the vault; empty for one that is not encrypted. Called with the vault's
   * lock held, since a keychain may be given its key here.
   */
  static Optional<SecretBytes> derive(VaultKey ready, byte[] salt, boolean fresh) {
    return switch (ready) {
      case VaultKey.Words words -> Optional.of(Passphrase.derive(words.secret(), salt));
      case VaultKey.Raw raw -> Optional.of(copy(raw.secret()));
      case VaultKey.InFile unread -> throw new IllegalArgumentException("the key file is not read");
      case VaultKey.InKeychain empty -> Optional.of(KeychainKey.made(empty, fresh));
      case VaultKey.InsecurePlaintext plain -> Optional.empty();
    };
  }
}
