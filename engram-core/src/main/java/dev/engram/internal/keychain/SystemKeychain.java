package dev.engram.internal.keychain;

import dev.engram.spi.Keychain;
import dev.engram.spi.KeychainGoneException;
import java.util.Locale;

/** Finds the keychain of the operating system. */
public final class SystemKeychain {
  private SystemKeychain() {}

  /**
   * The keychain of this system; costs some milliseconds, nothing is asked of it yet.
   *
   * @throws KeychainGoneException if its library is missing, or Engram knows none for this system
   */
  public static Keychain open() {
    String system = System.getProperty("os.name", "unknown");
    String plain = system.toLowerCase(Locale.ROOT);
    if (plain.contains("windows")) {
      return new WindowsKeychain();
    }
    if (plain.contains("mac")) {
      return new AppleKeychain();
    }
    if (plain.contains("linux") || plain.contains("bsd")) {
      return new SecretServiceKeychain();
    }
    throw new KeychainGoneException("no keychain is known for the system " + system);
  }
}
