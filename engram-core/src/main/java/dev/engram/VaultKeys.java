package dev.engram;

import dev.engram.config.VaultKey;
import dev.engram.fault.ErrorCode;
import dev.engram.fault.InvalidInputException;
import dev.engram.fault.VaultException;
import dev.engram.internal.crypto.key.KeyFile;
import dev.engram.internal.vault.KeyChange;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;

/** Keys of vaults that nobody has open. All calls may be made from any thread. */
public final class VaultKeys {
  private VaultKeys() {}

  /**
   * Gives a vault another key: another passphrase, a new key file, a key in place of a passphrase.
   * Everything is written anew beside the vault under the new key, which then takes the vault's
   * place in one step: whenever the process dies, one of the two keys opens a whole vault. Backups
   * and blocks that the file system has freed still open with the old key.
   *
   * <p>Takes as long as copying the vault, some seconds a gigabyte, and needs its size free on the
   * disk.
   *
   * @param vault closed, encrypted
   * @param present opens it now; taken over
   * @param next opens it from then on; taken over
   * @throws VaultException {@code E1001} if a key's source is unavailable, {@code E1003} if the
   *     disk is full, {@code E1006} if there is no vault, {@code E1007} if the file is none, {@code
   *     E1008} if the present key does not open it, {@code E1010} if it is in use, {@code E1011} if
   *     it may not be written; the vault is as it was
   * @throws InvalidInputException {@code E4005} if either is {@link VaultKey#insecurePlaintext()}
   */
  public static void change(Path vault, VaultKey present, VaultKey next) {
    new KeyChange(vault, InstantSource.system(), new SecureRandom()).run(present, next);
  }

  /**
   * Makes a file with a new random key for {@link VaultKey#file}, which only its owner may read.
   * Who loses it loses the vault.
   *
   * @param file must not exist; its folder must
   * @throws VaultException {@code E1011} if it exists or cannot be written
   */
  public static void createFile(Path file) {
    try {
      KeyFile.create(file, new SecureRandom());
    } catch (IOException refused) {
      throw new VaultException(
          ErrorCode.READ_ONLY_LOCATION,
          "no key file can be made there (" + refused.getClass().getSimpleName() + ")");
    }
  }
}
