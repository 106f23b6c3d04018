package dev.engram.spi;

import java.time.Instant;

/**
 * A way to a person that no agent can read: a terminal, a window of the host, a pager. What goes
 * through it is a code that the person has to type back before anything is written in plain text
 * (spec §10.20.2).
 *
 * <p>Given by the host when the vault is opened, so that no caller can put its own in place.
 * Nothing in Engram returns or logs the code. An implementation must not either: not to a tool's
 * result, not to a log that an agent reads.
 */
@FunctionalInterface
public interface HumanChannel {
  /**
   * Shows a person what is asked for, and the code that allows it. Called on the asker's thread.
   */
  void show(PlaintextRequest request);

  /**
   * What is asked for.
   *
   * @param code to be typed back: eight letters and digits in two groups
   * @param agent who asks
   * @param memories how many memories would be readable by anybody
   * @param until when the code ends
   */
  record PlaintextRequest(String code, String agent, int memories, Instant until) {
    /** Without the code. */
    @Override
    public String toString() {
      return "PlaintextRequest[" + memories + " memories]";
    }
  }
}
