package dev.engram.internal.lifecycle;

import dev.engram.config.Hardening;
import dev.engram.config.VaultKey;
import dev.engram.fault.ErrorCode;
import dev.engram.fault.VaultException;
import dev.engram.internal.crypto.harden.ProcessHardening;
import dev.engram.internal.crypto.harden.ProcessHardening.Effect;
import dev.engram.internal.crypto.secret.SecretBytes;
import dev.engram.internal.vault.Vault;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Has the operating system do what the options ask of it, or fails (spec §10.7). Stateless. */
final class Hardened {
  private Hardened() {}

  /** Before anything is opened; the key is closed when something does not take effect. */
  static void process(Set<Hardening> wanted, VaultKey key) {
    try {
      for (Hardening measure : wanted) {
        switch (measure) {
          case CORE_FILES -> require(measure, ProcessHardening.denyCoreFiles());
          case ATTACHING -> require(measure, ProcessHardening.denyAttaching());
          case LOCKED_KEYS -> {
            // seen when there are keys
          }
        }
      }
    } catch (VaultException refused) {
      key.close();
      throw refused;
    }
  }

  /** Once the keys are there; the vault is closed when something does not take effect. */
  static void keys(Set<Hardening> wanted, Vault vault) {
    List<SecretBytes> secrets = vault.standing().secrets();
    long swappable = secrets.stream().filter(secret -> !secret.locked()).count();
    if (wanted.contains(Hardening.LOCKED_KEYS) && (swappable > 0 || secrets.isEmpty())) {
      vault.close();
      throw new VaultException(
          ErrorCode.NOT_HARDENED,
          secrets.isEmpty()
              ? "keys cannot be kept out of swap: the vault has none"
              : swappable
                  + " of "
                  + secrets.size()
                  + " keys cannot be locked in RAM: raise the process's limit of locked memory"
                  + " (ulimit -l, LimitMEMLOCK=) and let Java call the system"
                  + " (--enable-native-access)");
    }
  }

  private static void require(Hardening measure, Effect effect) {
    if (effect != Effect.TOOK_EFFECT) {
      throw new VaultException(
          ErrorCode.NOT_HARDENED,
          measure.label()
              + (effect == Effect.NOT_OFFERED
                  ? " cannot be denied on this system: open without that measure"
                  : " cannot be denied: the system refused; let Java call it"
                      + " (--enable-native-access) and let no sandbox forbid prctl, setrlimit and"
                      + " /proc"));
    }
  }

  /** What the system denies to others now. */
  static List<String> now(Vault vault) {
    ProcessHardening.Standing standing = ProcessHardening.standing();
    var denied = new ArrayList<String>();
    if (standing.coreFiles().orElse(false)) {
      denied.add(Hardening.CORE_FILES.label());
    }
    if (standing.attaching().orElse(false)) {
      denied.add(Hardening.ATTACHING.label());
    }
    List<SecretBytes> secrets = vault.standing().secrets();
    if (!secrets.isEmpty() && secrets.stream().allMatch(SecretBytes::locked)) {
      denied.add(Hardening.LOCKED_KEYS.label());
    }
    return denied;
  }
}
