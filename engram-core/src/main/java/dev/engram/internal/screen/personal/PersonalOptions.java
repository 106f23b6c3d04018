package dev.engram.internal.screen.personal;

import dev.engram.fault.InvalidInputException;
import java.util.EnumSet;
import java.util.Set;

/**
 * What counts as personal data. Immutable.
 *
 * @param kinds which kinds count
 * @param leastConfidence 0 to 1; what is less sure does not count
 */
public record PersonalOptions(Set<PersonalKind> kinds, double leastConfidence) {
  private static final double USUAL = 0.5;

  public PersonalOptions {
    kinds = Set.copyOf(kinds);
    if (!(leastConfidence >= 0 && leastConfidence <= 1)) {
      throw InvalidInputException.of("personal.leastConfidence", "must be 0 to 1");
    }
  }

  /** Every kind. */
  public static PersonalOptions all() {
    return new PersonalOptions(EnumSet.allOf(PersonalKind.class), USUAL);
  }

  /** The kinds that raise a text's tier: all but names and places as such. */
  public static PersonalOptions raising() {
    return new PersonalOptions(PersonalKind.raising(), USUAL);
  }

  /** These kinds alone. */
  public static PersonalOptions of(Set<PersonalKind> kinds) {
    return new PersonalOptions(kinds, USUAL);
  }
}
