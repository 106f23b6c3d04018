package dev.engram.internal.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.engram.Seed;
import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One ranking holds memories of two spaces, and neither is favoured. */
class CalibrationTest {
  private static final int MEMORIES = 400;
  private static final int HIDDEN = 24;
  private static final VectorSpace CROWDED = new VectorSpace("crowded", 48, Metric.COSINE);
  private static final VectorSpace WIDE = new VectorSpace("wide", 32, Metric.COSINE);

  private final Random random = Seed.random("CalibrationTest");
  private final List<float[]> hidden = drawn(MEMORIES);
  private final float[][] toCrowded = mixing(CROWDED.dimension());
  private final float[][] toWide = mixing(WIDE.dimension());

  private List<float[]> drawn(int count) {
    var all = new ArrayList<float[]>();
    for (int i = 0; i < count; i++) {
      float[] one = new float[HIDDEN];
      for (int j = 0; j < HIDDEN; j++) {
        one[j] = (float) random.nextGaussian();
      }
      all.add(one);
    }
    return all;
  }

  private float[][] mixing(int dimension) {
    return drawn(dimension).toArray(float[][]::new);
  }

  /**
   * Everything in this space shares a large part, so unrelated things have a cosine of about .8.
   */
  private float[] crowded(float[] meaning) {
    float[] mixed = mixed(toCrowded, meaning);
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] += 10;
    }
    return mixed;
  }

  private float[] wide(float[] meaning) {
    return mixed(toWide, meaning);
  }

  private static float[] mixed(float[][] by, float[] meaning) {
    float[] mixed = new float[by.length];
    for (int i = 0; i < by.length; i++) {
      for (int j = 0; j < HIDDEN; j++) {
        mixed[i] += by[i][j] * meaning[j];
      }
    }
    return mixed;
  }

  private static float cosine(float[] one, float[] other) {
    double dot = 0;
    double first = 0;
    double second = 0;
    for (int i = 0; i < one.length; i++) {
      dot += (double) one[i] * other[i];
      first += (double) one[i] * one[i];
      second += (double) other[i] * other[i];
    }
    return (float) (dot / Math.sqrt(first * second));
  }

  private Calibration calibration() {
    List<float[]> sample = hidden.subList(0, 100);
    return Calibration.of(
            CROWDED,
            sample.stream().map(this::crowded).toList(),
            WIDE,
            sample.stream().map(this::wide).toList())
        .orElseThrow();
  }

  @Test
  void unrelatedIsUnrelatedInBothAndNearerStaysNearer() {
    float[] question = drawn(1).getFirst();
    Calibration.Scale calibration = calibration().of(crowded(question), wide(question));
    assertThat(calibration.from().mean()).isGreaterThan(calibration.to().mean() + 0.4);
    assertThat(calibration.apply((float) calibration.from().mean()))
        .isCloseTo((float) calibration.to().mean(), within(1e-4f));
    float before = Float.NEGATIVE_INFINITY;
    for (float score = -1; score <= 1; score += 0.01f) {
      float moved = calibration.apply(score);
      assertThat(moved).isGreaterThanOrEqualTo(before).isLessThanOrEqualTo(1);
      before = moved;
    }
  }

  @Test
  void halfMovedTheNearestAreThoseThatWouldBeNearestIfAllWere() {
    Calibration calibration = calibration();
    int right = 0;
    int rightByRawScores = 0;
    int oldOnes = 0;
    for (float[] question : drawn(60)) {
      float[] wideQuestion = wide(question);
      float[] crowdedQuestion = crowded(question);
      Calibration.Scale scale = calibration.of(crowdedQuestion, wideQuestion);
      float[] all = new float[MEMORIES];
      float[] merged = new float[MEMORIES];
      float[] raw = new float[MEMORIES];
      for (int i = 0; i < MEMORIES; i++) {
        all[i] = cosine(wideQuestion, wide(hidden.get(i)));
        float old = cosine(crowdedQuestion, crowded(hidden.get(i)));
        merged[i] = i % 2 == 0 ? all[i] : scale.apply(old);
        raw[i] = i % 2 == 0 ? all[i] : old;
      }
      Set<Integer> wanted = best(all);
      right += common(wanted, best(merged));
      rightByRawScores += common(wanted, best(raw));
      oldOnes += (int) best(merged).stream().filter(i -> i % 2 == 1).count();
    }
    assertThat(right).as("of 600 nearest").isGreaterThan(270).isGreaterThan(rightByRawScores + 100);
    assertThat(oldOnes).as("neither space is favoured").isBetween(170, 430);
  }

  private static Set<Integer> best(float[] scores) {
    return new HashSet<>(
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparing((Integer i) -> -scores[i]))
            .limit(10)
            .toList());
  }

  private static int common(Set<Integer> one, Set<Integer> other) {
    return (int) one.stream().filter(other::contains).count();
  }

  @Test
  void aFewMemoriesSayTooLittle() {
    List<float[]> few = hidden.subList(0, Calibration.FEWEST - 1).stream().map(this::wide).toList();
    assertThat(Calibration.of(WIDE, few, WIDE, few)).isEmpty();
  }

  @Test
  void aSpaceInWhichAllIsAlikeIsNoDivisionByZero() {
    List<float[]> alike = IntStream.range(0, 20).mapToObj(i -> wide(hidden.getFirst())).toList();
    Calibration calibration =
        Calibration.of(WIDE, alike, WIDE, hidden.subList(0, 20).stream().map(this::wide).toList())
            .orElseThrow();
    float[] question = wide(hidden.get(30));
    assertThat(calibration.of(question, question).apply(1)).isFinite();
  }
}
