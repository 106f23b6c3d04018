package dev.engram.query;

import dev.engram.fault.InvalidInputException;
import java.util.List;

/**
 * Whether what is remembered can answer a question at all, and by what signs (spec §38.2). Holds
 * figures, no content. It never hides a hit by itself; {@link Query#onlyIfKnown()} does.
 *
 * @param probability that some visible memory answers the question, 0 to 1, where both were equally
 *     likely beforehand; to a principal that is not trusted one number a verdict, and no reasons
 * @param verdict what the probability means
 * @param basis what the probability was made from
 * @param reasons the signs that were measured, the weightiest first; none if nothing is visible
 */
public record Answerability(
    double probability, Verdict verdict, Basis basis, List<Reason> reasons) {
  /** What the probability means. */
  public enum Verdict {
    /** Something answers the question, or most likely so. */
    KNOWN,
    /** It may be known or not. */
    UNCERTAIN,
    /** Most likely nothing answers it, even if something speaks of the same matter. */
    NOTHING_KNOWN
  }

  /** What the probability was made from. */
  public enum Basis {
    /** Words and vectors of the embedder that the weights were fitted for. */
    WORDS_AND_MEANING,
    /** Words alone, for there are no vectors: a weaker model of its own. */
    WORDS,
    /**
     * So few memories are visible, below a hundred, that only the matter was judged, not the
     * detail: the probability is that the matter is known, and the verdict is never {@link
     * Verdict#KNOWN}.
     */
    TOPIC_ALONE,
    /** Nothing is visible, so nothing is known. */
    NOTHING_VISIBLE,
    /**
     * Outside of what the weights were fitted for: another embedder, another script than Latin, no
     * words or too many, or an index that is not complete. The verdict is {@link
     * Verdict#UNCERTAIN}; the probability is by words and to be taken as a hint.
     */
    NOT_CALIBRATED
  }

  /** What is measured. */
  public enum Sign {
    /** The cosine of the nearest memory. */
    NEAREST,
    /** The cosine of the fifth nearest memory: whether the matter was talked about or mentioned. */
    DEPTH,
    /** The share of the question's words, by rarity, that one memory and its neighbours match. */
    WORDS,
    /** The share of the question's words, by rarity, that the ten best memories hold together. */
    COVERAGE,
    /** The share of the question's words, by rarity, that no visible memory holds. */
    UNSEEN,
    /** The mean rarity of the question's words among visible memories, as idf. */
    RARITY,
    /** How many names the question holds, up to five: particulars that all have to be met. */
    NAMES,
    /** Whether the question holds a number: 0 or 1. */
    NUMBERS,
    /** Whether a value or a yes or no would answer, rather than an account: 0 or 1. */
    CLOSED
  }

  /**
   * One sign.
   *
   * @param sign what was measured
   * @param value what it was
   * @param weight what it added to the log odds: above zero speaks for something being known
   */
  public record Reason(Sign sign, double value, double weight) {}

  public Answerability {
    if (!(probability >= 0 && probability <= 1)) {
      throw InvalidInputException.query(
          "answerability.probability", "must be 0 to 1, got " + probability);
    }
    reasons = List.copyOf(reasons);
  }

  /** What is known where nothing is visible. */
  public static Answerability nothingVisible() {
    return new Answerability(0, Verdict.NOTHING_KNOWN, Basis.NOTHING_VISIBLE, List.of());
  }
}
