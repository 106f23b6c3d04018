package dev.engram.memory;

import dev.engram.fault.InvalidInputException;
import java.util.Locale;

/** In which way a fact is claimed to hold. */
public enum Modality {
  /** It holds: "lives in Porto". */
  ACTUAL,
  /** It held once and no longer does: "used to live in Lyon". */
  FORMER,
  /** Somebody means to bring it about: "is going to move". */
  INTENDED,
  /** Somebody wishes it: "wants to move". */
  DESIRED,
  /** It may hold: "might move". */
  POSSIBLE,
  /** It ought to hold: "must renew the lease". */
  OBLIGED;

  /** The lower-case name that is stored and printed. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@link #label()}. */
  public static Modality parse(String label) {
    for (Modality modality : values()) {
      if (modality.label().equals(label)) {
        return modality;
      }
    }
    throw InvalidInputException.of(
        "fact.modality", "must be actual, former, intended, desired, possible or obliged");
  }
}
