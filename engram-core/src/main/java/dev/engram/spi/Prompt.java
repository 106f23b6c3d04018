package dev.engram.spi;

import java.time.Duration;
import java.util.Optional;

/**
 * What a language model is asked, once and without memory of earlier calls. Models answer at
 * temperature 0, so that the same question has the same answer as far as they can.
 *
 * @param system what the model is to do; not blank
 * @param user the material; not blank
 * @param jsonSchema the JSON Schema that the answer should follow, if it is to be JSON; a model
 *     that cannot be held to it may ignore it, callers check
 * @param maxOutputTokens where the answer is cut off, 1 to 65,536
 * @param timeout how long the caller waits for the whole answer; positive, at most 30 minutes
 */
public record Prompt(
    String system,
    String user,
    Optional<String> jsonSchema,
    int maxOutputTokens,
    Duration timeout) {
  private static final Duration LONGEST = Duration.ofMinutes(30);

  public Prompt {
    if (system.isBlank() || user.isBlank()) {
      throw new IllegalArgumentException(
          "system and user must not be blank, got "
              + system.length()
              + " and "
              + user.length()
              + " characters");
    }
    if (maxOutputTokens < 1 || maxOutputTokens > 1 << 16) {
      throw new IllegalArgumentException(
          "maxOutputTokens must be 1 to 65536, got " + maxOutputTokens);
    }
    if (!timeout.isPositive() || timeout.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "timeout must be positive and at most " + LONGEST + ", got " + timeout);
    }
  }

  /** Shows sizes only: the words are content. */
  @Override
  public String toString() {
    return "Prompt[" + system.length() + " + " + user.length() + " characters]";
  }
}
