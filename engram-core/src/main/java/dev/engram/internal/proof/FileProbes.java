package dev.engram.internal.proof;

import dev.engram.health.SecurityLayer;
import dev.engram.internal.vault.Vault;
import dev.engram.internal.vault.VaultStanding;
import dev.engram.internal.vault.VaultStanding.Disk;
import dev.engram.internal.vault.VaultStanding.Found;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The vault's file as a thief would find it (spec §10.2, §10.3, §10.4, §10.6.3). */
final class FileProbes {
  /** What connections have to be set to, by pragma. */
  private static final Map<String, String> WANTED =
      new TreeMap<>(
          Map.of(
              "journal_mode", "wal",
              "synchronous", "2",
              "secure_delete", "1",
              "temp_store", "2",
              "auto_vacuum", "2",
              "foreign_keys", "1"));

  private static final int STEP = 512 * 1024;

  private FileProbes() {}

  static List<Probe> of(Vault vault) {
    VaultStanding standing = vault.standing();
    return List.of(
        Probe.of("page encryption", name -> pages(name, vault, standing)),
        Probe.of("nothing left in pages", name -> settings(name, standing)),
        Probe.of("size in steps", name -> size(name, standing.found())),
        Probe.of("neutral times", name -> times(name, standing.found())),
        Probe.of("write-ahead log", name -> log(name, standing)),
        Probe.of("file modes", name -> modes(name, standing.modes())));
  }

  private static SecurityLayer pages(String name, Vault vault, VaultStanding standing) {
    Disk disk = standing.disk();
    String cipher = standing.settings().getOrDefault("cipher", "none");
    return SecurityLayer.of(
        name,
        vault.encrypted() && disk.opaque() && cipher.equals("sqlcipher"),
        true,
        String.format(
            Locale.ROOT,
            "cipher %s; on the disk now: %s, first page chi-square %.0f, %d pages chi-square %.0f"
                + " (255 ± 23 is random), %.4f bits a byte",
            cipher,
            disk.structure() ? "SQLite's header" : "no header",
            disk.firstChiSquare(),
            disk.pages(),
            disk.chiSquare(),
            disk.entropy()));
  }

  private static SecurityLayer settings(String name, VaultStanding standing) {
    Map<String, String> found = standing.settings();
    var told = new StringBuilder();
    boolean all = true;
    for (Map.Entry<String, String> wanted : WANTED.entrySet()) {
      String value = found.getOrDefault(wanted.getKey(), "none");
      all &= value.equals(wanted.getValue());
      told.append(told.isEmpty() ? "" : ", ").append(wanted.getKey()).append('=').append(value);
    }
    return SecurityLayer.of(name, all, true, told.toString());
  }

  private static SecurityLayer size(String name, Found found) {
    if (found.fresh()) {
      return SecurityLayer.unavailable(name, false, "made just now; its first close pads it");
    }
    return SecurityLayer.of(
        name,
        found.stepped(),
        true,
        found.crashed()
            ? "the last user of the vault died before it could pad it; the next close does"
            : found.bytes()
                + " bytes were found, "
                + (found.stepped() ? found.bytes() / STEP : "no whole number of")
                + " steps of "
                + STEP);
  }

  private static SecurityLayer times(String name, Found found) {
    if (found.fresh()) {
      return SecurityLayer.unavailable(name, false, "made just now; its first close sets it");
    }
    return SecurityLayer.of(
        name,
        found.neutral(),
        false,
        found.neutral()
            ? "the file was found changed on 1970-01-02, as every vault is"
            : "the file tells when it was changed: a crash, a copy, or a file system without"
                + " settable times");
  }

  private static SecurityLayer log(String name, VaultStanding standing) {
    boolean crashed = standing.found().crashed();
    return SecurityLayer.of(
        name,
        !crashed,
        false,
        (crashed ? "found with pages in it, and replayed" : "found empty or absent")
            + "; "
            + standing.logBytes()
            + " bytes while open; every close folds it into the file");
  }

  private static SecurityLayer modes(String name, Map<String, String> modes) {
    if (modes.isEmpty()) {
      return SecurityLayer.unavailable(name, false, "this file system has no modes");
    }
    boolean all = true;
    var told = new StringBuilder();
    for (Map.Entry<String, String> one : modes.entrySet()) {
      boolean folder = one.getKey().equals("folder");
      all &= folder || one.getValue().equals("rw-------");
      told.append(told.isEmpty() ? "" : ", ")
          .append(one.getKey())
          .append(' ')
          .append(one.getValue());
    }
    String folder = modes.getOrDefault("folder", "rwx------");
    return SecurityLayer.of(
        name,
        all,
        true,
        told
            + (folder.endsWith("------") ? "" : " (others may list the folder: it is the host's)"));
  }
}
