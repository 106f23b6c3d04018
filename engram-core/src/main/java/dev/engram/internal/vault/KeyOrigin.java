package dev.engram.internal.vault;

import dev.engram.config.VaultKey;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the key of an open vault came from.
 *
 * @param source of which kind
 * @param file where it lies, if it is a key file
 */
public record KeyOrigin(Source source, Optional<Path> file) {
  /** Kinds of sources. */
  public enum Source {
    /** Words that a person knows, stretched. */
    PASSPHRASE,
    /** Bytes that the host keeps. */
    RAW,
    /** A file that only its owner reads. */
    KEY_FILE,
    /** The operating system's keychain, or the host's. */
    KEYCHAIN,
    /** None: the vault is not encrypted. */
    NONE
  }

  static KeyOrigin of(VaultKey key) {
    return switch (key) {
      case VaultKey.Words words -> new KeyOrigin(Source.PASSPHRASE, Optional.empty());
      case VaultKey.Raw raw -> new KeyOrigin(Source.RAW, Optional.empty());
      case VaultKey.InFile inFile -> new KeyOrigin(Source.KEY_FILE, Optional.of(inFile.path()));
      case VaultKey.InKeychain kept -> new KeyOrigin(Source.KEYCHAIN, Optional.empty());
      case VaultKey.InsecurePlaintext none -> new KeyOrigin(Source.NONE, Optional.empty());
    };
  }
}
