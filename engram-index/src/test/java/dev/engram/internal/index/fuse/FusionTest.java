package dev.engram.internal.index.fuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.engram.internal.index.fuse.Fused.Contribution;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class FusionTest {
  private static final RankedList LEXICAL = list("lexical", new int[] {7, 3, 9}, 12f, 6f, 2f);
  private static final RankedList SEMANTIC = list("semantic", new int[] {3, 5}, 0.9f, 0.5f);

  @Test
  void reciprocalRanksAddUpByHand() {
    var fused =
        new ReciprocalRankFusion().fuse(List.of(LEXICAL.weighted(1), SEMANTIC.weighted(0.5)));

    assertThat(fused).extracting(Fused::ordinal).containsExactly(3, 7, 9, 5);
    assertThat(fused.get(0).score()).isCloseTo(1 / 62.0 + 0.5 / 61, within(1e-12));
    assertThat(fused.get(1).score()).isCloseTo(1 / 61.0, within(1e-12));
    assertThat(fused.get(2).score()).isCloseTo(1 / 63.0, within(1e-12));
    assertThat(fused.get(3).score()).isCloseTo(0.5 / 62, within(1e-12));
    assertThat(fused.get(0).contributions())
        .containsExactly(
            new Contribution("lexical", 2, 1 / 62.0), new Contribution("semantic", 1, 0.5 / 61));
  }

  @Test
  void convexSumsStretchedScoresByHand() {
    var fused = new ConvexFusion().fuse(List.of(LEXICAL.weighted(1), SEMANTIC.weighted(0.6)));

    assertThat(fused)
        .as("3 and 7 tie at 1, 5 and 9 at 0")
        .containsExactly(
            new Fused(
                3,
                1.0,
                List.of(new Contribution("lexical", 2, 0.4), new Contribution("semantic", 1, 0.6))),
            new Fused(7, 1.0, List.of(new Contribution("lexical", 1, 1.0))),
            new Fused(5, 0.0, List.of(new Contribution("semantic", 2, 0.0))),
            new Fused(9, 0.0, List.of(new Contribution("lexical", 3, 0.0))));
  }

  @Test
  void convexTakesOneItemOrEqualScoresForFullMatches() {
    var one = list("one", new int[] {4}, -3f);
    var equal = list("equal", new int[] {2, 1}, 0f, 0f);

    var fused = new ConvexFusion().fuse(List.of(one.weighted(0.25), equal.weighted(0.5)));

    assertThat(fused).extracting(Fused::ordinal).containsExactly(1, 2, 4);
    assertThat(fused).extracting(Fused::score).containsExactly(0.5, 0.5, 0.25);
  }

  @Test
  void convexSurvivesTheWidestRange() {
    var wide = list("wide", new int[] {1, 2, 3}, Float.MAX_VALUE, 0f, -Float.MAX_VALUE);

    assertThat(new ConvexFusion().fuse(List.of(wide.weighted(1))))
        .extracting(Fused::score)
        .containsExactly(1.0, 0.5, 0.0);
  }

  @ParameterizedTest
  @MethodSource("fusions")
  void ofNothingIsNothing(Fusion fusion) {
    var empty = list("empty", new int[0]);

    assertThat(fusion.fuse(List.of())).isEmpty();
    assertThat(fusion.fuse(List.of(empty.weighted(1)))).isEmpty();
    assertThat(fusion.fuse(List.of(empty.weighted(1), LEXICAL.weighted(1)))).hasSize(3);
  }

  @ParameterizedTest
  @MethodSource("fusions")
  void ofOneListKeepsItsOrder(Fusion fusion) {
    assertThat(fusion.fuse(List.of(LEXICAL.weighted(0.3))))
        .extracting(Fused::ordinal)
        .containsExactly(7, 3, 9);
  }

  @ParameterizedTest
  @MethodSource("fusions")
  void holdsItsLawsForRandomLists(Fusion fusion) {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      var lists = randomLists(random);
      var fused = fusion.fuse(lists);
      String where = "seed " + seed + ", round " + round;

      assertThat(ordinals(fused)).as(where).isEqualTo(union(lists));
      assertThat(fused)
          .as(where)
          .isSortedAccordingTo((a, b) ->
              a.score() == b.score()
                  ? Integer.compare(a.ordinal(), b.ordinal())
                  : Double.compare(b.score(), a.score()));
      assertThat(fused)
          .as(where)
          .allSatisfy(item ->
              assertThat(item.contributions().stream().mapToDouble(Contribution::value).sum())
                  .isCloseTo(item.score(), within(1e-12)));

      var shuffled = new ArrayList<>(lists);
      Collections.shuffle(shuffled, random);
      assertThat(fusion.fuse(shuffled)).as(where).isEqualTo(fused);

      var extra = randomList(random, "zz");
      var unweighted = new ArrayList<>(lists);
      unweighted.add(extra.weighted(0));
      assertThat(fusion.fuse(unweighted)).as(where).isEqualTo(fused);

      var more = new ArrayList<>(lists);
      more.add(extra.weighted(random.nextDouble()));
      assertThat(ordinals(fusion.fuse(more))).as(where).containsAll(ordinals(fused));
    }
  }

  @Test
  void refusesWhatIsNoRanking() {
    assertThatThrownBy(() -> list("x", new int[] {1, 2}, 1f)).hasMessageContaining("1 and 2");
    assertThatThrownBy(() -> list("x", new int[] {1, 2}, 1f, 2f)).hasMessageContaining("rise at 1");
    assertThatThrownBy(() -> list("x", new int[] {1, 1}, 2f, 1f)).hasMessageContaining("twice");
    assertThatThrownBy(() -> list("x", new int[] {1}, Float.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> LEXICAL.weighted(-1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> LEXICAL.weighted(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new ReciprocalRankFusion(-1)).hasMessageContaining("-1");
    assertThatThrownBy(
            () -> new ConvexFusion().fuse(List.of(LEXICAL.weighted(1), LEXICAL.weighted(1))))
        .hasMessageContaining("two lists named lexical");
  }

  static List<Fusion> fusions() {
    return List.of(new ReciprocalRankFusion(), new ConvexFusion());
  }

  private static List<WeightedList> randomLists(Random random) {
    var lists = new ArrayList<WeightedList>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      lists.add(randomList(random, "list" + i).weighted(0.01 + random.nextDouble()));
    }
    return lists;
  }

  private static RankedList randomList(Random random, String name) {
    var ordinals = random.ints(random.nextInt(12), 0, 20).distinct().toArray();
    float[] scores = new float[ordinals.length];
    float score = random.nextFloat(10);
    for (int i = 0; i < scores.length; i++) {
      scores[i] = score;
      score -= random.nextInt(3);
    }
    return new RankedList(name, ordinals, scores);
  }

  private static Set<Integer> ordinals(List<Fused> fused) {
    assertThat(fused).extracting(Fused::ordinal).doesNotHaveDuplicates();
    return fused.stream().map(Fused::ordinal).collect(Collectors.toSet());
  }

  private static Set<Integer> union(List<WeightedList> lists) {
    var union = new HashSet<Integer>();
    for (var each : lists) {
      for (int ordinal : each.list().ordinals()) {
        union.add(ordinal);
      }
    }
    return union;
  }

  private static RankedList list(String name, int[] ordinals, float... scores) {
    return new RankedList(name, ordinals, scores);
  }
}
