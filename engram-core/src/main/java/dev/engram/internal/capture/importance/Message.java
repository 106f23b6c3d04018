package dev.engram.internal.capture.importance;

import java.util.Optional;

/**
 * A message to be weighed.
 *
 * @param text the words
 * @param speaker who said it, if known
 * @param addressee whom it was said to, if known
 * @param before what was said just before in the same session, if anything
 * @param origin where it comes from
 */
public record Message(
    String text,
    Optional<String> speaker,
    Optional<String> addressee,
    Optional<String> before,
    Origin origin) {
  /** Where a message comes from. */
  public enum Origin {
    /** Said in talk. */
    TALK,
    /** Stated by a person in order to be remembered. */
    EXPLICIT,
    /** A document, a tool's result, a summary: whatever nobody said. */
    MATERIAL
  }

  /** Something said in talk. */
  public static Message said(String text, Optional<String> speaker, Optional<String> before) {
    return new Message(text, speaker, Optional.empty(), before, Origin.TALK);
  }

  /** Shows sizes only: the words are content. */
  @Override
  public String toString() {
    return "Message[" + text.length() + " characters, " + origin + "]";
  }
}
