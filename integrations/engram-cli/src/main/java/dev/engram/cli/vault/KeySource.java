package dev.engram.cli.vault;

import dev.engram.cli.host.Host;
import dev.engram.config.VaultKey;
import dev.engram.fault.ErrorCode;
import dev.engram.fault.VaultException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Where a vault's key comes from. A key serves one opening; a source serves several. */
public sealed interface KeySource extends AutoCloseable {
  /** The variable that holds a passphrase. */
  String PASSPHRASE = "ENGRAM_PASSPHRASE";

  /** The variable that holds the passphrase that a vault is to have. */
  String NEW_PASSPHRASE = "ENGRAM_NEW_PASSPHRASE";

  /** The variable that names a key file. */
  String KEY_FILE = "ENGRAM_KEY_FILE";

  /** The variable that names the account under which the keychain keeps the key. */
  String KEYCHAIN = "ENGRAM_KEYCHAIN";

  /** The service under which the keychain keeps keys. */
  String SERVICE = "engram";

  /** A key for one opening. */
  VaultKey key();

  /** Forgets what it knows. */
  @Override
  void close();

  /**
   * Finds the key: the key file or the keychain that was named, else the key file, the keychain's
   * account or the passphrase of the environment, in that order, else a person is asked, twice when
   * the vault is new.
   *
   * @param named the key file that was named, if one was
   * @param account the keychain's account if the keychain was named
   * @param fresh whether the vault is yet to be made
   * @throws VaultException {@code E1001} if there is no key
   */
  static KeySource find(Host host, Optional<Path> named, Optional<String> account, boolean fresh) {
    if (account.isPresent()) {
      return new InKeychain(account.get());
    }
    Optional<Path> file = named.or(() -> host.variable(KEY_FILE).map(Path::of));
    if (file.isPresent()) {
      return new InFile(file.get());
    }
    Optional<String> usual = host.variable(KEYCHAIN);
    if (usual.isPresent()) {
      return new InKeychain(usual.get());
    }
    return new Words(
        host.variable(PASSPHRASE).map(String::toCharArray).orElseGet(() -> asked(host, fresh)));
  }

  /**
   * The key that a vault is to have from now on: the key file or the keychain's account that was
   * named, else a new passphrase, of the environment or asked for twice.
   *
   * @throws VaultException {@code E1001} if there is none
   */
  static KeySource next(Host host, Optional<Path> named, Optional<String> account) {
    if (named.isPresent()) {
      return new InFile(named.get());
    }
    if (account.isPresent()) {
      return new InKeychain(account.get());
    }
    return new Words(
        host.variable(NEW_PASSPHRASE)
            .map(String::toCharArray)
            .orElseGet(() -> asked(host, true, "New passphrase: ")));
  }

  /** A passphrase, taken over. */
  static KeySource words(char[] passphrase) {
    return new Words(passphrase);
  }

  private static char[] asked(Host host, boolean fresh) {
    return asked(host, fresh, fresh ? "Passphrase for the new vault: " : "Passphrase: ");
  }

  private static char[] asked(Host host, boolean fresh, String question) {
    char[] first = host.prompt().ask(question).orElseThrow(KeySource::nobodyToAsk);
    if (fresh) {
      char[] second = host.prompt().ask("Once more: ").orElseThrow(KeySource::nobodyToAsk);
      boolean same = Arrays.equals(first, second);
      Arrays.fill(second, '\0');
      if (!same) {
        Arrays.fill(first, '\0');
        throw new VaultException(ErrorCode.VAULT_LOCKED, "the two passphrases differ");
      }
    }
    return first;
  }

  private static VaultException nobodyToAsk() {
    return new VaultException(
        ErrorCode.VAULT_LOCKED,
        "no key: set "
            + PASSPHRASE
            + " or "
            + KEY_FILE
            + ", or give --key-file or --keychain; without a terminal"
            + " nobody can be asked");
  }

  /** A passphrase. */
  final class Words implements KeySource {
    private final char[] passphrase;

    Words(char[] passphrase) {
      this.passphrase = passphrase;
    }

    @Override
    public VaultKey key() {
      return VaultKey.passphrase(passphrase.clone());
    }

    @Override
    public void close() {
      Arrays.fill(passphrase, '\0');
    }
  }

  /**
   * A key file.
   *
   * @param path where it lies
   */
  record InFile(Path path) implements KeySource {
    @Override
    public VaultKey key() {
      return VaultKey.file(path);
    }

    @Override
    public void close() {}
  }

  /**
   * A key in the operating system's keychain.
   *
   * @param account under which it is kept
   */
  record InKeychain(String account) implements KeySource {
    @Override
    public VaultKey key() {
      return VaultKey.keychain(SERVICE, account);
    }

    @Override
    public void close() {}
  }
}
