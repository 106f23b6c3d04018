package dev.engram.config;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * What an opening asks of the operating system against being looked into (spec §10.7). The first
 * two concern the whole process, not one vault, and cannot be undone before it ends, so they are
 * the host's choice. What is asked for and does not take effect fails the opening.
 */
public enum Hardening {
  /** A crash writes no core file, and what is written by other ways holds no memory. */
  CORE_FILES("core files"),
  /**
   * Other processes of the user (debuggers, {@code jstack}, {@code jcmd}) neither attach nor read
   * this process's memory. Linux.
   */
  ATTACHING("attaching"),
  /**
   * Every key lies in pages that stay in RAM, out of the swap file. A key takes a page or more, and
   * a process may lock only so many: on Linux {@code ulimit -l}, often 8 MiB, tells.
   */
  LOCKED_KEYS("keys in swap");

  private final String label;

  Hardening(String label) {
    this.label = label;
  }

  /** What is denied, in words. */
  public String label() {
    return label;
  }

  /**
   * What a program that opens vaults and does little else can ask for.
   *
   * @param system the operating system's name as Java tells it
   */
  public static Set<Hardening> usual(String system) {
    String folded = system.toLowerCase(Locale.ROOT);
    if (folded.contains("linux")) {
      return EnumSet.of(CORE_FILES, ATTACHING);
    }
    return folded.contains("mac") ? EnumSet.of(CORE_FILES) : EnumSet.noneOf(Hardening.class);
  }
}
