package dev.engram.internal.recall.rank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.config.RecallOptions;
import dev.engram.config.TrustOptions;
import dev.engram.internal.vault.UsageTable.Usage;
import dev.engram.memory.Category;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import dev.engram.memory.MemoryState;
import dev.engram.memory.Modality;
import dev.engram.memory.SecurityTier;
import dev.engram.memory.Source;
import dev.engram.memory.Traits;
import dev.engram.query.Evidence;
import dev.engram.query.Trust;
import dev.engram.scope.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TrustGaugeTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Offset<Double> NEARLY = Offset.offset(1e-6);
  private static final Candidate PERFECT =
      new Candidate(
          1,
          9,
          List.of(
              new Evidence("lexical", 1, 1, 1.5),
              new Evidence("semantic", 1, 1, 1),
              new Evidence("date", 1, 1, 0.3)));
  private static final Candidate UNRELATED =
      new Candidate(1, 0, List.of(new Evidence("semantic", 1, 0.4, -0.2)));

  private final TrustGauge gauge = new TrustGauge(RecallOptions.defaults());

  private static Memory.Fact fact(Source source, int sources, Instant learned) {
    var traits =
        new Traits(
            new MemoryId(new UUID(0x7000L, 0x8000000000000000L)),
            Scope.global(),
            new Category("general"),
            "Ana plays the harp",
            Optional.empty(),
            learned,
            learned,
            Optional.empty(),
            0.5,
            1,
            SecurityTier.CLEARTEXT,
            source,
            MemoryState.ACTIVE,
            1,
            true,
            false);
    return new Memory.Fact(
        traits, "Ana", "plays", "the harp", 0.8, false, Modality.ACTUAL, sources, Optional.empty());
  }

  private Trust trust(Memory memory, Usage usage) {
    return gauge.of(PERFECT, memory, usage, false, NOW);
  }

  private static Usage usage(int recalled, int helpful, int unhelpful, int corrected) {
    return new Usage(recalled, Optional.empty(), helpful, unhelpful, corrected);
  }

  @Test
  void relevanceIsTheShareOfTheQuestionThatIsAnswered() {
    var fact = fact(Source.CONVERSATION, 1, NOW);
    assertThat(trust(fact, Usage.NONE).relevance()).isEqualTo(1, NEARLY);
    assertThat(gauge.of(UNRELATED, fact, Usage.NONE, false, NOW).relevance()).isZero();
    var silent = new TrustGauge(RecallOptions.defaults().withWeights(0, 0));
    assertThat(silent.of(PERFECT, fact, Usage.NONE, false, NOW).relevance()).isZero();
  }

  @Test
  void accuracyComesOfSourcesContradictionsAndJudgements() {
    var plain = fact(Source.CONVERSATION, 1, NOW);
    assertThat(trust(plain, Usage.NONE).accuracy()).isEqualTo(0.5, NEARLY);
    assertThat(trust(fact(Source.CONVERSATION, 3, NOW), Usage.NONE).accuracy())
        .isEqualTo(0.7, NEARLY);
    assertThat(trust(fact(Source.USER_EXPLICIT, 900, NOW), Usage.NONE).accuracy()).isOne();
    assertThat(gauge.of(PERFECT, plain, Usage.NONE, true, NOW).accuracy()).isEqualTo(0.3, NEARLY);
    assertThat(trust(plain, usage(0, 2, 0, 0)).accuracy()).isEqualTo(0.6, NEARLY);
    assertThat(trust(plain, usage(0, 0, 1, 1)).accuracy()).isEqualTo(0.1, NEARLY);
    assertThat(trust(plain, usage(0, 0, 1_000_000, 9)).accuracy()).isZero();
  }

  @Test
  void freshnessFadesAndComesBackWithUse() {
    var old = fact(Source.CONVERSATION, 1, NOW.minus(Duration.ofDays(30)));
    assertThat(trust(old, Usage.NONE).freshness()).isEqualTo(Math.exp(-1), NEARLY);
    var used = new Usage(3, Optional.of(NOW.minus(Duration.ofDays(1))), 0, 0, 0);
    assertThat(trust(old, used).freshness()).isGreaterThan(0.98);
    assertThat(trust(old, usage(3, 0, 0, 0)).freshness())
        .as("what was used fades more slowly")
        .isBetween(0.6, 0.7);
    var later = fact(Source.CONVERSATION, 1, NOW.plus(Duration.ofDays(5)));
    assertThat(trust(later, Usage.NONE).freshness()).isOne();
  }

  @Test
  void everyPartStaysBetweenNoughtAndOne() {
    for (int many : List.of(0, 1, 1_000, Integer.MAX_VALUE)) {
      for (int bad : List.of(0, 1, Integer.MAX_VALUE)) {
        Trust trust = trust(fact(Source.IMPORT, 1, Instant.EPOCH), usage(many, many, bad, bad));
        for (double part :
            List.of(
                trust.relevance(),
                trust.accuracy(),
                trust.freshness(),
                trust.utility(),
                trust.composite())) {
          assertThat(part).isBetween(0.0, 1.0);
        }
      }
    }
  }

  @Test
  void onlyAFeelingOfTheSameSignGainsAndAtMostItsShare() {
    var trust = new Trust(0, 0, 0, 0);
    var priors = new Priors(TrustOptions.defaults().withAffect(0.15), 1);
    assertThat(priors.adjusted(2, trust, 1)).isEqualTo(2.3, NEARLY);
    assertThat(priors.adjusted(2, trust, 0.5)).isEqualTo(2.15, NEARLY);
    assertThat(priors.adjusted(2, trust, -1)).isEqualTo(2, NEARLY);
    assertThat(new Priors(TrustOptions.defaults(), 1).adjusted(2, trust, 1)).isEqualTo(2, NEARLY);
  }
}
