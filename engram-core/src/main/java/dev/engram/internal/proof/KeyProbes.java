package dev.engram.internal.proof;

import dev.engram.config.Hardening;
import dev.engram.health.SecurityLayer;
import dev.engram.internal.crypto.key.Passphrase;
import dev.engram.internal.crypto.secret.SecretBytes;
import dev.engram.internal.vault.KeyOrigin;
import dev.engram.internal.vault.KeyOrigin.Source;
import dev.engram.internal.vault.Vault;
import dev.engram.internal.vault.VaultStanding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/** Where keys come from, and where they lie while the vault is open (spec §10.7.1, §10.11). */
final class KeyProbes {
  private KeyProbes() {}

  static List<Probe> of(Vault vault, Set<Hardening> wanted) {
    VaultStanding standing = vault.standing();
    return List.of(
        Probe.of("key source", name -> source(name, standing.origin())),
        Probe.of("keychain", name -> keychain(name, standing.origin())),
        Probe.of("key hierarchy", name -> hierarchy(name, standing)),
        Probe.of(
            "keys locked in RAM",
            name -> locked(name, standing.secrets(), wanted.contains(Hardening.LOCKED_KEYS))),
        Probe.of("keys out of core dumps", name -> hidden(name, standing.secrets())));
  }

  private static SecurityLayer source(String name, KeyOrigin origin) {
    return switch (origin.source()) {
      case PASSPHRASE ->
          SecurityLayer.of(
              name,
              true,
              true,
              "passphrase, " + Passphrase.costs() + ", salt: the file's own first 16 bytes");
      case RAW -> SecurityLayer.of(name, true, true, "32 bytes that the host keeps");
      case KEYCHAIN -> SecurityLayer.of(name, true, true, "32 random bytes out of a keychain");
      case KEY_FILE -> {
        String mode = origin.file().map(KeyProbes::mode).orElse("gone");
        yield SecurityLayer.of(
            name,
            mode.endsWith("------") || mode.equals("without modes"),
            true,
            "32 bytes out of a key file, which is " + mode + " now");
      }
      case NONE -> SecurityLayer.of(name, false, true, "the vault has no key");
    };
  }

  private static String mode(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException gone) {
      return "gone";
    } catch (UnsupportedOperationException none) {
      return "without modes";
    }
  }

  private static SecurityLayer keychain(String name, KeyOrigin origin) {
    boolean used = origin.source() == Source.KEYCHAIN;
    return SecurityLayer.of(
        name,
        used,
        false,
        used ? "the key came out of it when the vault was opened" : "the key is kept elsewhere");
  }

  private static SecurityLayer hierarchy(String name, VaultStanding standing) {
    if (standing.secrets().isEmpty()) {
      return SecurityLayer.of(name, false, true, "there is no key to grow others from");
    }
    boolean differ = standing.keysDiffer();
    return SecurityLayer.of(
        name,
        differ,
        true,
        (differ ? "page key and six others compared, no two alike" : "two keys are alike")
            + (standing.pageKeyIsItsOwn()
                ? ""
                : "; pages have the master key itself, as vaults from before had: a change of key"
                    + " ends that"));
  }

  private static SecurityLayer locked(String name, List<SecretBytes> secrets, boolean asked) {
    long locked = secrets.stream().filter(SecretBytes::locked).count();
    return SecurityLayer.of(
        name,
        !secrets.isEmpty() && locked == secrets.size(),
        asked,
        locked
            + " of "
            + secrets.size()
            + " keys"
            + ProcFile.field("/proc/self/status", "VmLck:")
                .map(now -> "; locked now: " + now)
                .orElse("")
            + ProcFile.limit("Max locked memory").map(most -> "; limit: " + most).orElse(""));
  }

  private static SecurityLayer hidden(String name, List<SecretBytes> secrets) {
    long hidden = secrets.stream().filter(SecretBytes::hiddenFromDumps).count();
    boolean linux = System.getProperty("os.name", "").startsWith("Linux");
    String told = hidden + " of " + secrets.size() + " keys";
    return linux
        ? SecurityLayer.of(name, !secrets.isEmpty() && hidden == secrets.size(), false, told)
        : SecurityLayer.unavailable(name, false, told);
  }
}
