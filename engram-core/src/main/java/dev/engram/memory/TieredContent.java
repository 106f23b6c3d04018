package dev.engram.memory;

import dev.engram.fault.InvalidInputException;
import java.util.Optional;

/**
 * One text in four sizes, each readable and no longer than the one before it (spec §8.8), with what
 * each takes in tokens.
 *
 * @param full the text itself
 * @param summary its main points
 * @param keyFact the one thing it says
 * @param tag what it is about, a word or two
 * @param fullTokens tokens of {@code full}
 * @param summaryTokens tokens of {@code summary}
 * @param keyFactTokens tokens of {@code keyFact}
 * @param tagTokens tokens of {@code tag}
 */
public record TieredContent(
    String full,
    String summary,
    String keyFact,
    String tag,
    int fullTokens,
    int summaryTokens,
    int keyFactTokens,
    int tagTokens) {
  public TieredContent {
    if (summaryTokens > fullTokens || keyFactTokens > summaryTokens || tagTokens > keyFactTokens) {
      throw InvalidInputException.of(
          "content.tokens",
          "must not grow: "
              + fullTokens
              + ", "
              + summaryTokens
              + ", "
              + keyFactTokens
              + ", "
              + tagTokens);
    }
  }

  /** The largest form that fits into so many tokens, if any does. */
  public Optional<String> within(int tokens) {
    if (fullTokens <= tokens) {
      return Optional.of(full);
    }
    if (summaryTokens <= tokens) {
      return Optional.of(summary);
    }
    if (keyFactTokens <= tokens) {
      return Optional.of(keyFact);
    }
    return tagTokens <= tokens ? Optional.of(tag) : Optional.empty();
  }

  /** Shows sizes only: the words are content. */
  @Override
  public String toString() {
    return "TieredContent["
        + fullTokens
        + ", "
        + summaryTokens
        + ", "
        + keyFactTokens
        + ", "
        + tagTokens
        + " tokens]";
  }
}
