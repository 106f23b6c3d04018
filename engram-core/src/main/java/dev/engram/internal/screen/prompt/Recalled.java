package dev.engram.internal.screen.prompt;

import dev.engram.fault.InvalidInputException;
import java.util.Objects;
import java.util.Optional;

/**
 * A memory on its way into a prompt.
 *
 * @param id names it; at most {@value #LONGEST_ID} characters
 * @param text what it says
 * @param blocked why its text must not go, if so
 */
public record Recalled(String id, String text, Optional<String> blocked) {
  private static final int LONGEST_ID = 128;

  public Recalled {
    Objects.requireNonNull(text);
    if (id.isEmpty() || id.length() > LONGEST_ID) {
      throw InvalidInputException.of("recalled.id", "must have 1 to " + LONGEST_ID + " characters");
    }
  }

  /** One that may go. */
  public static Recalled of(String id, String text) {
    return new Recalled(id, text, Optional.empty());
  }

  /** One that may not, and why, in a few words that come from no memory. */
  public static Recalled blocked(String id, String reason) {
    return new Recalled(id, "", Optional.of(reason));
  }

  /** Shows sizes only: the text is content. */
  @Override
  public String toString() {
    return "Recalled[" + id.length() + ", " + text.length() + " characters]";
  }
}
