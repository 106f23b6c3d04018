package dev.engram.internal.vault;

import dev.engram.fault.ErrorCode;
import dev.engram.fault.VaultException;
import dev.engram.internal.crypto.key.KeyHierarchy;
import dev.engram.internal.crypto.secret.SecretBytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

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
  private final KeyOrigin origin;

  private KeyRing(KeyHierarchy hierarchy, SecretBytes page, KeyOrigin origin) {
    this.hierarchy = hierarchy;
    this.page = page;
    this.origin = origin;
  }

  /** The keys of a vault that is about to be made. */
  static KeyRing ofNew(SecretBytes master, KeyOrigin origin) {
    var hierarchy = KeyHierarchy.of(master);
    return new KeyRing(hierarchy, hierarchy.vault(), origin);
  }

  /**
   * The keys that open a vault.
   *
   * @throws VaultException {@code E1008} if none does
   */
  static KeyRing opening(VaultFile file, SecretBytes master, KeyOrigin origin) {
    var hierarchy = KeyHierarchy.of(master);
    try {
      if (FirstPage.opensWith(file.path(), hierarchy.vault())) {
        return new KeyRing(hierarchy, hierarchy.vault(), origin);
      }
      if (FirstPage.opensWith(file.path(), master)) {
        return new KeyRing(hierarchy, MasterKey.copy(master), origin);
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

  /** Where the master key came from. */
  KeyOrigin origin() {
    return origin;
  }

  /** Whether pages have a key of their own; not in vaults from before there was a hierarchy. */
  boolean pageKeyIsItsOwn() {
    return page == hierarchy.vault();
  }

  /** All keys; lent. */
  List<SecretBytes> secrets() {
    var all = new ArrayList<>(hierarchy.all());
    if (!pageKeyIsItsOwn()) {
      all.add(page);
    }
    return all;
  }

  /** Zeroes all keys; idempotent. */
  @Override
  public void close() {
    page.close();
    hierarchy.close();
  }
}
