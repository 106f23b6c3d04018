package dev.engram.internal.capture;

import dev.engram.internal.capture.entity.Mention;
import dev.engram.internal.capture.importance.Importance;
import dev.engram.memory.Affect;
import dev.engram.memory.Metadata;
import dev.engram.memory.TieredContent;
import dev.engram.memory.TimeSpan;
import java.util.List;
import java.util.Optional;

/**
 * What was found in a text.
 *
 * @param sizes four lengths of it; empty when capture is off
 * @param affect how it was felt
 * @param metadata what it names
 * @param times when what it tells of happened, in order of the text
 * @param mentions whom and what it speaks of, the speaker included
 * @param asked whether the speaker asked for something to be kept
 * @param importance how much it matters; empty when capture is off
 */
public record Captured(
    Optional<TieredContent> sizes,
    Affect affect,
    Metadata metadata,
    List<TimeSpan> times,
    List<Mention> mentions,
    boolean asked,
    Optional<Importance> importance) {
  /** Nothing. */
  public static final Captured NOTHING =
      new Captured(
          Optional.empty(),
          Affect.NEUTRAL,
          Metadata.NONE,
          List.of(),
          List.of(),
          false,
          Optional.empty());

  public Captured {
    times = List.copyOf(times);
    mentions = List.copyOf(mentions);
  }

  /** The same in other sizes. */
  public Captured with(TieredContent other) {
    return new Captured(Optional.of(other), affect, metadata, times, mentions, asked, importance);
  }
}
