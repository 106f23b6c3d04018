package dev.engram.internal.capture.model;

import java.util.List;
import java.util.Optional;

/** What came of asking a language model. */
public sealed interface Extraction {
  /**
   * An answer that can be used.
   *
   * @param facts in the model's order, perhaps none
   * @param summary the text in a sentence or two, if the model gave one that the text bears out
   * @param keyFact the text in a few words, if the model gave one that the text bears out
   * @param refused how many of the model's facts the text does not bear out
   */
  record Extracted(
      List<ModelFact> facts, Optional<String> summary, Optional<String> keyFact, int refused)
      implements Extraction {
    public Extracted {
      facts = List.copyOf(facts);
    }

    /** Shows sizes only: the words are content. */
    @Override
    public String toString() {
      return "Extracted[" + facts.size() + " facts, " + refused + " refused]";
    }
  }

  /**
   * None; the caller does without.
   *
   * @param reason why
   */
  record Unusable(Reason reason) implements Extraction {}

  /** Why there is no answer that can be used. */
  enum Reason {
    /** The model failed a little while ago and is left alone for now. */
    PAUSED,
    /** The model was held by other calls all the time there was. */
    BUSY,
    /** The model cannot be reached. */
    UNAVAILABLE,
    /** The answer did not come in time. */
    TIMED_OUT,
    /** The model refused, or broke. */
    FAILED,
    /** Two answers in a row were not what was asked for. */
    BAD_ANSWER,
    /** The text does not fit the model's context, or is above the bound for one call. */
    TOO_LONG
  }
}
