package dev.engram.config;

import dev.engram.fault.InvalidInputException;

/**
 * How a vault is opened and kept.
 *
 * @param create whether a missing vault is created
 * @param readers reader threads, 1 to 64
 * @param writeQueue how many writes may wait before callers do, 1 to 100,000
 * @param saveEvery after how many changes indexes are saved into the vault, at least 100
 */
public record VaultOptions(boolean create, int readers, int writeQueue, int saveEvery) {
  public VaultOptions {
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
    return new VaultOptions(true, 4, 1_000, 20_000);
  }

  /** Fails when the vault is missing. */
  public VaultOptions existing() {
    return new VaultOptions(false, readers, writeQueue, saveEvery);
  }

  /** Uses this many reader threads. */
  public VaultOptions withReaders(int threads) {
    return new VaultOptions(create, threads, writeQueue, saveEvery);
  }

  /** Lets this many writes wait. */
  public VaultOptions withWriteQueue(int length) {
    return new VaultOptions(create, readers, length, saveEvery);
  }

  /** Saves indexes after this many changes. */
  public VaultOptions withSaveEvery(int changes) {
    return new VaultOptions(create, readers, writeQueue, changes);
  }
}
