package dev.engram.cli.text;

import dev.engram.memory.Memory;
import dev.engram.memory.MemoryKind;
import java.time.ZoneId;

/** A memory in a list: its words, and below them when, who and its id. */
public final class MemoryCard {
  private static final int MOST_WHO = 18;

  private MemoryCard() {}

  /** The line below the words. */
  public static String about(Memory memory, ZoneId zone) {
    var about = new StringBuilder();
    about.append(when(memory, zone));
    String who = who(memory);
    if (!who.isEmpty()) {
      about.append("  ").append(Glyphs.clip(who, MOST_WHO));
    }
    if (memory.kind() != MemoryKind.EPISODE) {
      about.append("  ").append(memory.kind().label());
    }
    if (memory.traits().flagged()) {
      about.append("  flagged");
    }
    return about.append("  ").append(memory.id()).toString();
  }

  /** When it happened, or when it was learned. */
  public static String when(Memory memory, ZoneId zone) {
    return Times.minute(
        memory.traits().occurred().map(span -> span.from()).orElse(memory.traits().learned()),
        zone);
  }

  /** Who said it, or nothing. */
  public static String who(Memory memory) {
    return memory instanceof Memory.Episode episode
        ? Glyphs.line(episode.speaker().orElse(""))
        : "";
  }
}
