package dev.engram.crash;

import dev.engram.TestKeys;
import dev.engram.VaultKeys;
import java.nio.file.Path;

/** Changes a vault's key to and fro and tells each time that it is about to. */
public final class KeyChanger {
  private KeyChanger() {}

  /** Arguments: the vault; whether the right key opens it now. */
  public static void main(String[] arguments) {
    boolean right = Boolean.parseBoolean(arguments[1]);
    while (true) {
      System.out.println(right);
      System.out.flush();
      VaultKeys.change(
          Path.of(arguments[0]),
          right ? TestKeys.right() : TestKeys.wrong(),
          right ? TestKeys.wrong() : TestKeys.right());
      right = !right;
    }
  }
}
