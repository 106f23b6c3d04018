package dev.engram.internal.screen;

import java.util.List;

/**
 * A text that passed a {@link Screen}.
 *
 * @param text what may go on, with a placeholder in place of each finding
 * @param findings what was taken out, in order, apart from each other; places are in the original
 */
public record Screened(String text, List<Finding> findings) {
  public Screened {
    findings = List.copyOf(findings);
  }

  /** Whether the text is the original. */
  public boolean clean() {
    return findings.isEmpty();
  }

  /** Shows sizes only: the text is content. */
  @Override
  public String toString() {
    return "Screened[" + text.length() + " characters, " + findings + "]";
  }
}
