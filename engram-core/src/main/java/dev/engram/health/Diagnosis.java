package dev.engram.health;

import java.util.List;

/**
 * What a thorough check of a vault found.
 *
 * @param findings one entry a check
 */
public record Diagnosis(List<Finding> findings) {
  public Diagnosis {
    findings = List.copyOf(findings);
  }

  /**
   * One check.
   *
   * @param check what was checked
   * @param sound whether it holds
   * @param detail counts and reasons, never content
   */
  public record Finding(String check, boolean sound, String detail) {}

  /** Whether every check holds. */
  public boolean sound() {
    return findings.stream().allMatch(Finding::sound);
  }
}
