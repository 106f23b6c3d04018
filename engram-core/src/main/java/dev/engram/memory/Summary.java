package dev.engram.memory;

import dev.engram.scope.Scope;
import java.time.Instant;

/**
 * What a host condensed a conversation into before it dropped the turns (spec §13): its episodes
 * have importance 0.6 unless the placement says otherwise, and what it states becomes facts.
 *
 * @param session the conversation it condenses, at most 512 bytes
 * @param text the summary, at most 1 MiB of UTF-8, not blank
 * @param placement where and how it is filed
 */
public record Summary(String session, String text, Placement placement) implements Material {
  private static final int MAX_BYTES = 1024 * 1024;

  public Summary {
    TextRule.name("summary.session", session);
    TextRule.bounded("summary.text", text, MAX_BYTES);
  }

  /** The summary of a conversation. */
  public static Summary of(String session, String text) {
    return new Summary(
        session, text, Placement.of(Category.CONTEXT, Source.COMPACTION).important(0.6));
  }

  /** Says when the conversation was. */
  public Summary at(Instant when) {
    return with(placement.at(when));
  }

  /** Files it in this scope. */
  public Summary to(Scope where) {
    return with(placement.to(where));
  }

  /** Files it another way. */
  public Summary with(Placement filed) {
    return new Summary(session, text, filed);
  }

  /** Shows sizes only: the words are content. */
  @Override
  public String toString() {
    return "Summary[" + text.length() + " characters]";
  }
}
