package dev.engram.internal.screen.personal;

import dev.engram.memory.SecurityTier;
import java.util.List;

/**
 * What personal data a text holds.
 *
 * @param findings in order, apart from each other
 * @param tier the highest that any finding asks for
 */
public record PersonalData(List<PersonalFinding> findings, SecurityTier tier) {
  public PersonalData {
    findings = List.copyOf(findings);
  }

  /** The tier follows from the findings. */
  static PersonalData of(List<PersonalFinding> findings) {
    SecurityTier highest = SecurityTier.CLEARTEXT;
    for (PersonalFinding finding : findings) {
      if (finding.tier().compareTo(highest) > 0) {
        highest = finding.tier();
      }
    }
    return new PersonalData(findings, highest);
  }
}
