package dev.engram.memory;

import dev.engram.scope.Scope;
import java.time.Instant;
import java.util.Optional;

/**
 * Something said: becomes an episode.
 *
 * @param speaker who said it, if known; at most 512 bytes
 * @param text the words, 1 byte to 8 KiB of UTF-8, not blank
 * @param session the conversation it belongs to, if any: turns of one session, in the order they
 *     are remembered, are each other's context; at most 512 bytes
 * @param placement where and how it is filed
 */
public record Turn(
    Optional<String> speaker, String text, Optional<String> session, Placement placement)
    implements NewMemory {
  public Turn {
    speaker.ifPresent(name -> TextRule.name("turn.speaker", name));
    TextRule.text("turn.text", text);
    session.ifPresent(name -> TextRule.name("turn.session", name));
  }

  /** Words of a speaker. */
  public static Turn said(String speaker, String text) {
    return new Turn(Optional.of(speaker), text, Optional.empty(), initial());
  }

  /** A note that nobody in particular said. */
  public static Turn note(String text) {
    return new Turn(Optional.empty(), text, Optional.empty(), initial());
  }

  private static Placement initial() {
    return Placement.of(Category.GENERAL, Source.CONVERSATION);
  }

  /** Puts it in a conversation. */
  public Turn in(String conversation) {
    return new Turn(speaker, text, Optional.of(conversation), placement);
  }

  /** Says when it was said. */
  public Turn at(Instant when) {
    return with(placement.at(when));
  }

  /** Files it in this scope. */
  public Turn to(Scope where) {
    return with(placement.to(where));
  }

  /** Files it another way. */
  public Turn with(Placement filed) {
    return new Turn(speaker, text, session, filed);
  }

  @Override
  public MemoryKind kind() {
    return MemoryKind.EPISODE;
  }

  /** Shows sizes only: the words are content. */
  @Override
  public String toString() {
    return "Turn[" + text().length() + " characters]";
  }
}
