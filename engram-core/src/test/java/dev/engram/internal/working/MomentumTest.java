package dev.engram.internal.working;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.engram.Seed;
import dev.engram.internal.recall.Foreseeing.Centre;
import dev.engram.query.Topic;
import dev.engram.spi.Directions;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MomentumTest {
  private static final Substance FULL = Substance.of("harbour crane painted green yesterday");
  private static final Substance LITTLE = Substance.of("ok, do it");

  /** Vectors of a model whose texts all share a large part, as sentence embedders' do. */
  private static float[] vector(double x, double y) {
    float[] vector = {2, (float) x, (float) y, 0};
    Directions.normalise(vector);
    return vector;
  }

  private static final float[] EAST = vector(1, 0);
  private static final float[] WEST = vector(-1, 0);
  private static final float[] NORTH = vector(0, 1);

  private static Ground ground() {
    float[] mean = {0.9F, 0, 0, 0};
    return Ground.of(new Centre(mean, 256));
  }

  private static Momentum heard(float[]... turns) {
    Momentum momentum = Momentum.first(ground(), turns[0]);
    for (int i = 1; i < turns.length; i++) {
      momentum = momentum.after(turns[i], FULL);
    }
    return momentum;
  }

  @Test
  void whatVectorsHaveInCommonDoesNotMakeThemAlike() {
    assertThat(Ground.dot(EAST, NORTH)).isGreaterThan(0.7);
    assertThat(ground().likeness(EAST, NORTH)).isCloseTo(0, within(0.1));
    assertThat(ground().likeness(EAST, EAST)).isCloseTo(1, within(1e-6));
    assertThat(ground().likeness(EAST, WEST)).isLessThan(-0.8);
  }

  @Test
  void confidenceGrowsWhileTheTopicStaysAndFallsWhenItChanges() {
    Momentum steady = heard(EAST, EAST, EAST, EAST, EAST);
    assertThat(steady.topic()).isEqualTo(Topic.CONTINUATION);
    assertThat(steady.confidence()).isGreaterThan(heard(EAST, EAST).confidence());
    Momentum turned = steady.after(NORTH, FULL);
    assertThat(turned.topic()).isEqualTo(Topic.SWITCH);
    assertThat(turned.confidence()).isLessThan(0.31);
    assertThat(turned.after(NORTH, FULL).topic()).isEqualTo(Topic.CONTINUATION);
  }

  @Test
  void theFirstTurnBeginsATopic() {
    assertThat(heard(EAST).topic()).isEqualTo(Topic.SWITCH);
  }

  @Test
  void aTurnThatSaysLittleNeitherSwitchesTheTopicNorMovesItMuch() {
    Momentum steady = heard(EAST, EAST, EAST);
    Momentum after = steady.after(NORTH, LITTLE);
    assertThat(after.topic()).isEqualTo(Topic.DRIFT);
    assertThat(ground().likeness(after.predicted(), EAST)).isPositive();
    assertThat(after.confidence()).isGreaterThan(0.5);
  }

  @Test
  void aClippedQuestionLeansMoreThanOneThatStandsAloneAndNeverByMoreThanTwoFifths() {
    Momentum momentum = heard(EAST, EAST, EAST, EAST, EAST, EAST, EAST, EAST);
    double clipped = momentum.weight(LITTLE);
    Substance whole =
        Substance.of("Which colour did Maren Olsen paint the old harbour crane last spring?");
    assertThat(clipped).isGreaterThan(2 * momentum.weight(whole)).isLessThanOrEqualTo(0.4);
    float[] leaning = momentum.blended(NORTH, clipped);
    assertThat(ground().likeness(leaning, EAST)).isGreaterThan(ground().likeness(NORTH, EAST));
    assertThat(Ground.dot(leaning, leaning)).isCloseTo(1, within(1e-5));
    assertThat(momentum.blended(NORTH, 0)).containsExactly(NORTH, within(1e-6F));
  }

  @Test
  void withoutAnyMemoryTheFirstTurnsStillTellWhatTheyShare() {
    var nothing = Ground.of(new Centre(new float[4], 0));
    Momentum momentum = Momentum.first(nothing, EAST).after(EAST, FULL).after(EAST, FULL);
    assertThat(momentum.topic()).isEqualTo(Topic.CONTINUATION);
    assertThat(momentum.after(WEST, FULL).topic()).isNotEqualTo(Topic.CONTINUATION);
  }

  @Test
  void everyRandomTalkKeepsConfidenceInBoundsAndVectorsOfUnitLength() {
    var random = Seed.random("every random talk");
    for (int talk = 0; talk < 200; talk++) {
      Momentum momentum = Momentum.first(ground(), random(random));
      for (int turn = 0; turn < 50; turn++) {
        momentum = momentum.after(random(random), random.nextBoolean() ? FULL : LITTLE);
        assertThat(momentum.confidence()).isBetween(0.0, 1.0);
        float[] predicted = momentum.predicted();
        assertThat(Ground.dot(predicted, predicted)).isCloseTo(1, within(1e-4));
        float[] question = momentum.blended(random(random), momentum.weight(LITTLE));
        assertThat(Ground.dot(question, question)).isCloseTo(1, within(1e-4));
      }
    }
  }

  @Test
  @DisplayName(
      "§10.7.3: what is evicted is overwritten, and a recall that still holds it leans not")
  void whatIsEvictedIsOverwritten() {
    float[] turn = EAST.clone();
    Momentum momentum = Momentum.first(ground(), turn);
    Momentum next = momentum.after(EAST.clone(), FULL);
    momentum.wipe();
    momentum.wipe();
    assertThat(turn).containsOnly(0);
    assertThat(momentum.predicted()).containsOnly(0);
    assertThat(momentum.blended(NORTH, 0.4)).containsExactly(NORTH);
    assertThat(next.blended(NORTH, 0.4)).as("the next one has its own").isNotEqualTo(NORTH);
    assertThat(Ground.dot(next.predicted(), next.predicted())).isCloseTo(1, within(1e-5));
  }

  private static float[] random(Random random) {
    return vector(random.nextGaussian(), random.nextGaussian());
  }
}
