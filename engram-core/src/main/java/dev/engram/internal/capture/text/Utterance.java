package dev.engram.internal.capture.text;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Something said, with what is needed to understand it.
 *
 * @param text the words
 * @param speaker who said it: a name, or a role such as {@code user}
 * @param addressee whom it was said to, if known
 * @param when when it was said
 * @param zone where days begin and end for those who speak
 */
public record Utterance(
    String text, Optional<String> speaker, Optional<String> addressee, Instant when, ZoneId zone) {
  /** Shows sizes only: the words are content. */
  @Override
  public String toString() {
    return "Utterance[" + text.length() + " characters]";
  }
}
