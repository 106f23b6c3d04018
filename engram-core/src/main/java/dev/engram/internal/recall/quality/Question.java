package dev.engram.internal.recall.quality;

import dev.engram.internal.remember.Judging.Asked;
import dev.engram.internal.vault.FeedbackTable.Context;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A question as far as it is remembered: not its words.
 *
 * @param words stands for them
 * @param direction where it points, if it could be embedded
 */
public record Question(long words, Optional<byte[]> direction) {
  /** A question that was asked. */
  public static Question of(String text, Optional<float[]> vector) {
    return new Question(QuestionKey.of(text), vector.map(Direction::of));
  }

  Asked in(OptionalLong space) {
    return new Asked(
        words,
        space.isPresent()
            ? direction.map(bytes -> new Context(space.getAsLong(), bytes))
            : Optional.empty());
  }
}
