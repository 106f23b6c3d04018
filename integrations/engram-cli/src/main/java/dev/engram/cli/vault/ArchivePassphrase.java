package dev.engram.cli.vault;

import dev.engram.cli.host.Host;
import dev.engram.fault.ErrorCode;
import dev.engram.fault.VaultException;
import java.util.Arrays;

/** Where an archive's passphrase comes from: the environment, or a person. */
public final class ArchivePassphrase {
  /** The variable that holds it. */
  public static final String VARIABLE = "ENGRAM_ARCHIVE_PASSPHRASE";

  private ArchivePassphrase() {}

  /** One for a new archive; a person is asked twice. */
  public static char[] fresh(Host host) {
    if (host.variable(VARIABLE).isPresent()) {
      return host.variable(VARIABLE).get().toCharArray();
    }
    char[] first = ask(host, "Passphrase for the archive: ");
    char[] second = ask(host, "Once more: ");
    boolean same = Arrays.equals(first, second);
    Arrays.fill(second, '\0');
    if (!same) {
      Arrays.fill(first, '\0');
      throw new VaultException(ErrorCode.VAULT_LOCKED, "the two passphrases differ");
    }
    return first;
  }

  /** That of an archive. */
  public static char[] known(Host host) {
    return host.variable(VARIABLE)
        .map(String::toCharArray)
        .orElseGet(() -> ask(host, "Passphrase of the archive: "));
  }

  private static char[] ask(Host host, String question) {
    return host.prompt()
        .ask(question)
        .orElseThrow(() ->
            new VaultException(
                ErrorCode.VAULT_LOCKED,
                "no passphrase: set " + VARIABLE + "; without a terminal nobody can be asked"));
  }
}
