package dev.engram.config;

import dev.engram.fault.InvalidInputException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a vault is opened and kept.
 *
 * @param create whether a missing vault is created
 * @param readers reader threads, 1 to 64
 * @param writeQueue how many writes may wait before callers do, 1 to 100,000
 * @param saveEvery after how many changes indexes are saved into the vault, at least 100
 * @param unlisted whether search tools are asked to pass the vault's folder by
 * @param decoy where a small database of settings is put for those who look for a vault there
 * @param hardening what is asked of the operating system against being looked into
 */
public record VaultOptions(
    boolean create,
    int readers,
    int writeQueue,
    int saveEvery,
    boolean unlisted,
    Optional<Path> decoy,
    Set<Hardening> hardening) {
  public VaultOptions {
    hardening = Set.copyOf(hardening);
    if (readers < 1 || readers > 64) {
      throw InvalidInputException.option("vault.readers", "must be 1 to 64, got " + readers);
    }
    if (writeQueue < 1 || writeQueue > 100_000) {
      throw InvalidInputException.option(
          "vault.writeQueue", "must be 1 to 100000, got " + writeQueue);
    }
    if (saveEvery < 100) {
      throw InvalidInputException.option(
          "vault.saveEvery", "must be at least 100, got " + saveEvery);
    }
  }

  /** Creates what is missing; 4 readers, 1,000 waiting writes, saved every 20,000 changes. */
  public static VaultOptions defaults() {
    return new VaultOptions(true, 4, 1_000, 20_000, false, Optional.empty(), Set.of());
  }

  /** Fails when the vault is missing. */
  public VaultOptions existing() {
    return new VaultOptions(false, readers, writeQueue, saveEvery, unlisted, decoy, hardening);
  }

  /** Uses this many reader threads. */
  public VaultOptions withReaders(int threads) {
    return new VaultOptions(create, threads, writeQueue, saveEvery, unlisted, decoy, hardening);
  }

  /** Lets this many writes wait. */
  public VaultOptions withWriteQueue(int length) {
    return new VaultOptions(create, readers, length, saveEvery, unlisted, decoy, hardening);
  }

  /** Saves indexes after this many changes. */
  public VaultOptions withSaveEvery(int changes) {
    return new VaultOptions(create, readers, writeQueue, changes, unlisted, decoy, hardening);
  }

  /**
   * Asks search tools to pass the vault's folder by: {@code .gitignore}, {@code .nomedia} and
   * {@code .metadata_never_index} are put beside it, and it is hidden where the platform knows
   * hidden files (spec §10.2.2). For a folder of the vault's own: the markers speak for all that
   * lies in it, and tell whoever looks that something here wants to be left alone.
   */
  public VaultOptions unlist() {
    return new VaultOptions(create, readers, writeQueue, saveEvery, true, decoy, hardening);
  }

  /**
   * Puts a small plain database of invented settings at {@code place}, unless there is a file
   * already (spec §10.2.3). It deceives who looks there in passing, not who examines the program.
   */
  public VaultOptions withDecoy(Path place) {
    return new VaultOptions(
        create, readers, writeQueue, saveEvery, unlisted, Optional.of(place), hardening);
  }

  /**
   * Asks the operating system for this as well, before the vault is opened; what does not take
   * effect fails the opening with {@code E1016} (spec §10.7). {@link Hardening#CORE_FILES} and
   * {@link Hardening#ATTACHING} hold for the whole process until it ends.
   */
  public VaultOptions harden(Hardening... measures) {
    var more = EnumSet.noneOf(Hardening.class);
    more.addAll(hardening);
    more.addAll(List.of(measures));
    return new VaultOptions(create, readers, writeQueue, saveEvery, unlisted, decoy, more);
  }
}
