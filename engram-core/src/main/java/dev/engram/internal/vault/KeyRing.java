package dev.engram.internal.vault;

import dev.engram.fault.ErrorCode;
import dev.engram.fault.VaultException;
import dev.engram.internal.crypto.key.KeyHierarchy;
import dev.engram.internal.crypto.secret.SecretBytes;
import java.io.IOException;

/**
 * The keys that grow from a vault's master key (spec §10.24.6): the one its pages are enciphered
 * with, and the one that seals its {@linkplain RootKey root key}.
 *
 * <p>Vaults from before there was a hierarchy use the master key itself for their pages. They open
 * as they are, and lose that trait when their key is changed.
 *
 * <p>Thread-safe until closed.
 */
final class KeyRing implements AutoCloseable {
  private final KeyHierarchy hierarchy;
  private final SecretBytes page;

  private KeyRing(KeyHierarchy hierarchy, SecretBytes page) {
    this.hierarchy = hierarchy;
    this.page = page;
  }

  /** The keys of a vault that is about to be made. */
  static KeyRing ofNew(SecretBytes master) {
    var hierarchy = KeyHierarchy.of(master);
    return new KeyRing(hierarchy, hierarchy.vault());
  }

  /**
   * The keys that open a vault.
   *
   * @throws VaultException {@code E1008} if none does
   */
  static KeyRing opening(VaultFile file, SecretBytes master) {
    var hierarchy = KeyHierarchy.of(master);
    try {
      if (FirstPage.opensWith(file.path(), hierarchy.vault())) {
        return new KeyRing(hierarchy, hierarchy.vault());
      }
      if (FirstPage.opensWith(file.path(), master)) {
        return new KeyRing(hierarchy, MasterKey.copy(master));
      }
      throw new VaultException(
          ErrorCode.WRONG_KEY, "the key does not open this vault, or its first page is damaged");
    } catch (IOException unreadable) {
      hierarchy.close();
      throw new VaultException(
          ErrorCode.VAULT_CORRUPT, "the vault's first page cannot be read", unreadable);
    } catch (RuntimeException refused) {
      hierarchy.close();
      throw refused;
    }
  }

  /** The key that pages are enciphered with. */
  SecretBytes page() {
    return page;
  }

  /** The key under which the vault's root key is sealed. */
  SecretBytes wrapping() {
    return hierarchy.field();
  }

  /** Zeroes all keys; idempotent. */
  @Override
  public void close() {
    page.close();
    hierarchy.close();
  }
}
