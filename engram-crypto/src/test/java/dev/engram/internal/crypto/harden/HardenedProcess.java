package dev.engram.internal.crypto.harden;

import java.io.IOException;
import java.io.OutputStream;

/** A process that hardens itself if told to, says what took effect, and waits to be let go. */
final class HardenedProcess {
  private HardenedProcess() {}

  public static void main(String[] arguments) throws IOException {
    String said = arguments.length > 0 ? ProcessHardening.denyCoreDumps().toString() : "as it was";
    System.out.println(said);
    System.out.flush();
    long ignored = System.in.transferTo(OutputStream.nullOutputStream());
  }
}
