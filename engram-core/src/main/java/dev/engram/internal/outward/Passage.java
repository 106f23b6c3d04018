package dev.engram.internal.outward;

import dev.engram.memory.SecurityTier;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A text that is about to leave.
 *
 * @param text its words
 * @param tier how the memory it belongs to is protected
 * @param names of persons that are known to stand in it, such as its speaker's
 */
public record Passage(String text, SecurityTier tier, Set<String> names) {
  /** What speakers are called who are no persons; hiding that would only add noise. */
  private static final Set<String> ROLES =
      Set.of("user", "assistant", "system", "tool", "human", "agent", "bot", "model", "ai");

  public Passage {
    names =
        names.stream()
            .filter(name -> !ROLES.contains(name.toLowerCase(Locale.ROOT)))
            .collect(Collectors.toUnmodifiableSet());
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
