package dev.engram.internal.outward;

import dev.engram.memory.SecurityTier;
import java.util.Set;

/**
 * A text that is about to leave.
 *
 * @param text its words
 * @param tier how the memory it belongs to is protected
 * @param names of persons that are known to stand in it, such as its speaker's
 */
public record Passage(String text, SecurityTier tier, Set<String> names) {
  public Passage {
    names = Set.copyOf(names);
  }

  /** One that is no memory's, or belongs to a clear one. */
  public static Passage of(String text) {
    return new Passage(text, SecurityTier.CLEARTEXT, Set.of());
  }

  /** Shows its size only: it is content. */
  @Override
  public String toString() {
    return "Passage[" + text.length() + " characters, " + tier.label() + "]";
  }
}
