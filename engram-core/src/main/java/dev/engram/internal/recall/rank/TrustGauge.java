package dev.engram.internal.recall.rank;

import dev.engram.config.RecallOptions;
import dev.engram.internal.vault.UsageTable.Usage;
import dev.engram.memory.Memory;
import dev.engram.memory.Source;
import dev.engram.memory.TimeSpan;
import dev.engram.memory.Traits;
import dev.engram.query.Evidence;
import dev.engram.query.Trust;
import java.time.Duration;
import java.time.Instant;

/**
 * Says how far a memory can be relied on (spec §7), from counters that the vault keeps.
 *
 * <ul>
 *   <li>Relevance: of the question, the share of its words' weight that the memory has, and the
 *       cosine above that of unrelated texts, weighed as the signals are.
 *   <li>Accuracy: one half to begin with. More for each further source of a fact (.1, at most .3),
 *       for what somebody asked to be kept (.3) and for each time it helped (.05, at most .2); less
 *       if another memory contradicts it (.2), for each time it did not help (.1) and for each
 *       correction (.3).
 *   <li>Freshness: Ebbinghaus's curve {@code exp(-t / s)} over the days since it was said or was
 *       last of use; {@code s} begins with 30 days and grows with the logarithm of how often it was
 *       restated, recalled and helpful.
 *   <li>Utility: the share of judgements that were helpful, beginning with one half (.7), and how
 *       often it was recalled, saturating (.3).
 * </ul>
 *
 * <p>Immutable; a few multiplications a memory.
 */
public final class TrustGauge {
  /** Unrelated texts have about this cosine under sentence embedders of the BERT family. */
  private static final double COSINE_FLOOR = 0.5;

  private static final double FIRST_DAYS = 30;

  /** {@code log1p} of about twenty recalls, which count half of what any number can. */
  private static final double HALF_WAY = 3;

  private static final double DAY_SECONDS = 86_400;

  /** What words and meaning count for in relevance. */
  private static final double WORDS = 1.5;

  private static final double MEANING = 1;

  private final double words;
  private final double meaning;

  /** A gauge that leaves out what recall leaves out. */
  public TrustGauge(RecallOptions options) {
    this.words = options.words() ? WORDS : 0;
    this.meaning = options.meaning() ? MEANING : 0;
  }

  /**
   * How far a candidate can be relied on.
   *
   * @param contradicted whether a memory that the asker sees contradicts it
   */
  public Trust of(
      Candidate candidate, Memory memory, Usage usage, boolean contradicted, Instant now) {
    return new Trust(
        relevance(candidate),
        accuracy(memory, usage, contradicted),
        freshness(memory.traits(), usage, now),
        utility(usage));
  }

  private double relevance(Candidate candidate) {
    double found = 0;
    for (Evidence said : candidate.evidence()) {
      switch (said.signal()) {
        case "lexical" -> found += words * clamp(said.score());
        case "semantic" ->
            found += meaning * clamp((said.score() - COSINE_FLOOR) / (1 - COSINE_FLOOR));
        default -> {
          // other signals say where to look, not how much of the question is answered
        }
      }
    }
    return words + meaning == 0 ? 0 : clamp(found / (words + meaning));
  }

  private static double accuracy(Memory memory, Usage usage, boolean contradicted) {
    int sources = memory instanceof Memory.Fact fact ? fact.sources() : 1;
    double accuracy = 0.5 + Math.min(0.3, 0.1 * (sources - 1));
    accuracy += memory.traits().source() == Source.USER_EXPLICIT ? 0.3 : 0;
    accuracy += Math.min(0.2, 0.05 * usage.helpful());
    accuracy -= 0.1 * usage.unhelpful() + 0.3 * usage.corrected();
    return clamp(accuracy - (contradicted ? 0.2 : 0));
  }

  private static double freshness(Traits traits, Usage usage, Instant now) {
    Instant said = traits.occurred().map(TimeSpan::to).orElse(traits.learned());
    Instant latest = usage.last().filter(last -> last.isAfter(said)).orElse(said);
    double days = Math.max(0, Duration.between(latest, now).toSeconds() / DAY_SECONDS);
    double uses = Math.max(0, traits.strength() - 1) + usage.recalled() + usage.helpful();
    return Math.exp(-days / (FIRST_DAYS * (1 + Math.log1p(uses))));
  }

  private static double utility(Usage usage) {
    double helpful = usage.helpful();
    double share = (helpful + 1) / (helpful + usage.unhelpful() + usage.corrected() + 2);
    double uses = Math.log1p(usage.recalled());
    double often = uses / (uses + HALF_WAY);
    return 0.7 * share + 0.3 * often;
  }

  private static double clamp(double value) {
    return Math.clamp(value, 0, 1);
  }
}
