package dev.engram;

import dev.engram.config.VaultKey;
import java.util.Arrays;

/** Keys that tests know. */
public final class TestKeys {
  private TestKeys() {}

  /** The key that most tests use. */
  public static VaultKey right() {
    return filled(7);
  }

  /** Another key. */
  public static VaultKey wrong() {
    return filled(8);
  }

  private static VaultKey filled(int value) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) value);
    return VaultKey.raw(key);
  }
}
