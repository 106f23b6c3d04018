package dev.engram.internal.recall.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.internal.index.lexical.TermMatches;
import dev.engram.internal.index.lexical.TermMatches.TermMatch;
import dev.engram.internal.recall.signal.SignalScores;
import dev.engram.query.Answerability;
import dev.engram.query.Answerability.Basis;
import dev.engram.query.Answerability.Reason;
import dev.engram.query.Answerability.Sign;
import dev.engram.query.Answerability.Verdict;
import dev.engram.query.Degradation;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AssessmentTest {
  private static final Optional<String> FITTED_FOR = Optional.of("bge-small-en-v1.5-q");
  private static final String ASKED = "when did the ferry leave";
  private final Assessment assessment = new Assessment();

  private static TermMatch term(String term, int... ordinals) {
    return new TermMatch(term, ordinals, new float[ordinals.length]);
  }

  /** A ferry that three memories speak of, and a leaving that one of them does. */
  private static TermMatches matches() {
    return new TermMatches(List.of(term("ferri", 3, 70, 90), term("leav", 70)), 0, false);
  }

  private static SignalScores near(float first, float fifth) {
    int[] ordinals = IntStream.range(0, 5).toArray();
    float[] scores = {first, fifth, fifth, fifth, fifth};
    return new SignalScores(ordinals, scores);
  }

  private static Findings found(Optional<SignalScores> near, float words) {
    var lexical = new SignalScores(new int[] {70, 3}, new float[] {words, words / 2});
    return new Findings(100, matches(), lexical, near, new int[] {70, 3, 6});
  }

  private static Map<Sign, Double> values(Answerability known) {
    Map<Sign, Double> values = new EnumMap<>(Sign.class);
    for (Reason reason : known.reasons()) {
      values.put(reason.sign(), reason.value());
    }
    return values;
  }

  private Answerability assess(Findings found, Set<Degradation> degradations) {
    return assessment.of(ASKED, found, FITTED_FOR, degradations);
  }

  @Test
  void nearMemoriesThatHoldTheWordsSpeakForAnAnswer() {
    Answerability near = assess(found(Optional.of(near(0.85f, 0.8f)), 0.6f), Set.of());
    Answerability far = assess(found(Optional.of(near(0.45f, 0.4f)), 0.1f), Set.of());
    assertThat(near.basis()).isEqualTo(Basis.WORDS_AND_MEANING);
    assertThat(near.probability()).isGreaterThan(far.probability() + 0.3);
    assertThat(far.verdict()).isEqualTo(Verdict.NOTHING_KNOWN);
    assertThat(near.verdict()).isNotEqualTo(Verdict.NOTHING_KNOWN);
  }

  @Test
  void signsAreSharesOfTheQuestionsRarity() {
    var terms = new TermMatches(List.of(term("ferri", 70), term("walrus")), 0, false);
    var found =
        new Findings(100, terms, SignalScores.NONE, Optional.empty(), new int[] {6, 70, 134});
    Map<Sign, Double> values = values(assess(found, Set.of(Degradation.NO_EMBEDDER)));
    double covered = values.getOrDefault(Sign.COVERAGE, Double.NaN);
    double unseen = values.getOrDefault(Sign.UNSEEN, Double.NaN);
    assertThat(covered + unseen).isBetween(0.999, 1.001);
    assertThat(values.get(Sign.UNSEEN)).isGreaterThan(0.5);
    assertThat(values).doesNotContainKeys(Sign.NEAREST, Sign.DEPTH);
    assertThat(values).containsEntry(Sign.WORDS, 0.0).containsEntry(Sign.CLOSED, 1.0);
  }

  @Test
  void whereAnOrdinalOnlyLooksLikeATopOneNothingIsCovered() {
    var terms = new TermMatches(List.of(term("ferri", 134, 198)), 0, false);
    var found = new Findings(100, terms, SignalScores.NONE, Optional.empty(), new int[] {6, 70});
    assertThat(values(assess(found, Set.of())).get(Sign.COVERAGE)).isZero();
  }

  @Test
  void withoutVectorsAWeakerModelAnswersByWords() {
    Answerability known =
        assess(found(Optional.empty(), 0.6f), EnumSet.of(Degradation.EMBEDDER_UNAVAILABLE));
    assertThat(known.basis()).isEqualTo(Basis.WORDS);
  }

  @Test
  void anotherEmbedderIsNotCalibratedAndItsCosinesDoNotCount() {
    Findings near = found(Optional.of(near(0.99f, 0.99f)), 0.2f);
    Findings far = found(Optional.of(near(0.1f, 0.1f)), 0.2f);
    Answerability one = assessment.of(ASKED, near, Optional.of("another"), Set.of());
    Answerability other = assessment.of(ASKED, far, Optional.of("another"), Set.of());
    assertThat(one).isEqualTo(other);
    assertThat(one.basis()).isEqualTo(Basis.NOT_CALIBRATED);
    assertThat(one.verdict()).isEqualTo(Verdict.UNCERTAIN);
  }

  @ParameterizedTest
  @EnumSource(
      value = Degradation.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"NO_EMBEDDER", "EMBEDDER_UNAVAILABLE"})
  void aHalfBlindRecallNeverSaysThatNothingIsKnown(Degradation amiss) {
    Answerability known = assess(found(Optional.of(near(0.2f, 0.1f)), 0), EnumSet.of(amiss));
    assertThat(known.verdict()).isEqualTo(Verdict.UNCERTAIN);
    assertThat(known.basis()).isEqualTo(Basis.NOT_CALIBRATED);
  }

  @Test
  void inAFewMemoriesOnlyTheMatterIsJudged() {
    var few =
        new Findings(
            99,
            matches(),
            found(Optional.empty(), 0.6f).words(),
            Optional.of(near(0.85f, 0.1f)),
            new int[] {70, 3, 6});
    assertThat(assess(few, Set.of()).basis()).isEqualTo(Basis.TOPIC_ALONE);
    assertThat(assess(few, Set.of()).verdict()).isEqualTo(Verdict.UNCERTAIN);
    assertThat(values(assess(few, Set.of()))).doesNotContainKey(Sign.DEPTH);
  }

  @Test
  void anotherScriptIsNotJudged() {
    Findings found = found(Optional.of(near(0.2f, 0.1f)), 0);
    assertThat(assessment.of("フェリーはいつ出ましたか", found, FITTED_FOR, Set.of()).verdict())
        .isEqualTo(Verdict.UNCERTAIN);
  }

  @Test
  void whereNothingIsVisibleNothingIsKnownUnlessAnIndexIsMissing() {
    var none =
        new Findings(
            0,
            new TermMatches(List.of(), 0, false),
            SignalScores.NONE,
            Optional.empty(),
            new int[0]);
    assertThat(assess(none, Set.of())).isEqualTo(Answerability.nothingVisible());
    assertThat(assess(none, EnumSet.of(Degradation.INDEX_REBUILDING)).verdict())
        .isEqualTo(Verdict.UNCERTAIN);
  }
}
