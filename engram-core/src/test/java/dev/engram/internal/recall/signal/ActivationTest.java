package dev.engram.internal.recall.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.engram.Failures;
import dev.engram.Seed;
import dev.engram.fault.ErrorCode;
import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.projection.World;
import dev.engram.internal.projection.World.Item;
import dev.engram.internal.recall.signal.Activation.Reached;
import dev.engram.memory.EdgeType;
import dev.engram.scope.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Activation spreads as the naive model says, within its bounds. */
class ActivationTest {
  private static final Scope REX = Scope.agent("rex");
  private static final Scope APOLLO = Scope.project("apollo");
  private static final ActivationSettings USUAL = ActivationSettings.usual();
  private static final ActivationSettings EDGES_ALONE =
      new ActivationSettings(2, 0.6f, 0.001f, 32, 32, 0, 0, EdgeWeights.usual());

  private final World world = new World();

  private static SignalScores seeds(Item item, double score) {
    return new SignalScores(new int[] {item.ordinal}, new float[] {(float) score});
  }

  private Reached spread(SignalScores seeds, ActivationSettings settings, int most) {
    return new Activation(world.edges, world.mentions)
        .spread(seeds, world.visible(Set.of(REX)), settings, most);
  }

  private List<Item> chain(int length) {
    var chain = new ArrayList<Item>();
    for (int i = 0; i < length; i++) {
      chain.add(world.add(REX));
      if (i > 0) {
        world.link(chain.get(i - 1), chain.get(i), EdgeType.SUPPORTS, 1);
      }
    }
    return chain;
  }

  @Test
  void itReachesAsFarAsTheHopsAndNoFarther() {
    List<Item> chain = chain(6);
    for (int hops = 1; hops <= 4; hops++) {
      Reached reached = spread(seeds(chain.getFirst(), 1), EDGES_ALONE.withHops(hops), 10);
      int last = chain.getFirst().ordinal + hops;
      assertThat(reached.scores().ordinals())
          .contains(last)
          .doesNotContain(last + 1, chain.getFirst().ordinal);
    }
  }

  @Test
  void eachHopGivesLessAndSaysWhoGaveIt() {
    List<Item> chain = chain(3);
    Reached reached = spread(seeds(chain.getFirst(), 1), EDGES_ALONE, 10);
    assertThat(reached.scores().ordinals())
        .containsExactly(chain.get(1).ordinal, chain.get(2).ordinal);
    assertThat(reached.scores().scores()[0]).isEqualTo(0.6f * 0.8f);
    assertThat(reached.scores().scores()[1]).isLessThan(reached.scores().scores()[0] * 0.48f);
    assertThat(reached.from()).containsExactly(chain.get(0).ordinal, chain.get(1).ordinal);
  }

  @Test
  void edgesAreWalkedBothWays() {
    List<Item> chain = chain(2);
    assertThat(spread(seeds(chain.getLast(), 1), EDGES_ALONE, 10).scores().ordinals())
        .containsExactly(chain.getFirst().ordinal);
  }

  @Test
  void aRarerEntityLinksMoreStrongly() {
    Item asked = world.add(REX, Optional.empty(), List.of(), Set.of(1, 2));
    Item rare = world.add(REX, Optional.empty(), List.of(), Set.of(1));
    for (int i = 0; i < 30; i++) {
      world.add(REX, Optional.empty(), List.of(), Set.of(2));
    }
    SignalScores scores = spread(seeds(asked, 1), USUAL, 40).scores();
    assertThat(scores.ordinals()[0]).isEqualTo(rare.ordinal);
    assertThat(scores.ordinals()).hasSize(31);
    assertThat(scores.scores()[0]).isGreaterThan(3 * scores.scores()[1]);
    assertThat(spread(seeds(asked, 1), USUAL.withEntities(16, 0.5f), 40).scores().ordinals())
        .containsExactly(rare.ordinal);
  }

  @Test
  void aMemoryThatIsRefusedIsNoSteppingStoneAndMakesNobodyFainter() {
    List<Item> mine = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      mine.add(world.add(REX));
    }
    world.link(mine.get(0), mine.get(1), EdgeType.SUPPORTS, 1);
    Reached before = spread(seeds(mine.getFirst(), 1), EDGES_ALONE, 10);
    for (int i = 0; i < 50; i++) {
      Item other = world.add(APOLLO);
      world.link(mine.get(0), other, EdgeType.SUPPORTS, 1);
      world.link(other, mine.get(2), EdgeType.SUPPORTS, 1);
    }
    Reached after = spread(seeds(mine.getFirst(), 1), EDGES_ALONE, 10);
    assertThat(after.scores().ordinals()).containsExactly(before.scores().ordinals());
    assertThat(after.scores().scores()).containsExactly(before.scores().scores());
  }

  @Test
  void aNewVersionKeepsTheLinksOfTheOld() {
    List<Item> chain = chain(2);
    Item next = world.revise(chain.getLast());
    assertThat(spread(seeds(chain.getFirst(), 1), EDGES_ALONE, 10).scores().ordinals())
        .containsExactly(next.ordinal);
  }

  @Test
  void cyclesNeitherAddUpNorGoOnForEver() {
    List<Item> ring = chain(5);
    world.link(ring.getLast(), ring.getFirst(), EdgeType.RELATED_TO, 1);
    for (Item one : ring) {
      for (Item other : ring) {
        if (one.ordinal != other.ordinal) {
          world.link(one, other, EdgeType.CONTRADICTS, 1);
        }
      }
    }
    Reached reached = spread(seeds(ring.getFirst(), 1), EDGES_ALONE.withHops(8), 10);
    for (float score : reached.scores().scores()) {
      assertThat(score).isLessThanOrEqualTo(0.48f);
    }
    assertThat(reached.steps()).isLessThan(2 * ring.size() * ring.size() * 8);
  }

  @Test
  void hubsOfTenThousandEdgesCostBoundedWork() {
    var hubs = new ArrayList<Item>();
    for (int i = 0; i < 4; i++) {
      hubs.add(world.add(REX));
    }
    for (int i = 0; i < 10_000; i++) {
      Item leaf = world.add(REX, Optional.empty(), List.of(), Set.of(1));
      world.link(leaf, hubs.get(i % 2), EdgeType.INSTANCE_OF, 1);
      world.link(leaf, hubs.get(2 + i % 2), EdgeType.DERIVED_FROM, 0.5);
      world.link(leaf, hubs.getFirst(), EdgeType.SUPPORTS, 0.9);
    }
    int[] ordinals = hubs.stream().mapToInt(hub -> hub.ordinal).toArray();
    var seeds = new SignalScores(ordinals, new float[] {1, 0.9f, 0.8f, 0.7f});
    var settings = new ActivationSettings(3, 0.6f, 0.001f, 32, 32, 64, 0.5f, EdgeWeights.causal());
    Reached reached = spread(seeds, settings, 100_000);
    assertThat(reached.steps()).isLessThanOrEqualTo(Activation.MOST_STEPS);
    int most = USUAL.frontier() * USUAL.fanOut() * 3;
    assertThat(reached.scores().ordinals()).hasSizeBetween(4, most);
    Reached again = spread(seeds, settings, 100_000);
    assertThat(again.scores().ordinals()).containsExactly(reached.scores().ordinals());
    Reached one = spread(seeds(hubs.getFirst(), 1), EDGES_ALONE.withHops(1), 100_000);
    assertThat(one.steps()).isEqualTo(Activation.LOOKED_AT);
    assertThat(one.scores().ordinals()).hasSize(USUAL.fanOut());
  }

  @Test
  void itAgreesWithTheNaiveModel() {
    Random random = Seed.random("itAgreesWithTheNaiveModel");
    for (int round = 0; round < 60; round++) {
      var other = new World();
      for (int step = 0; step < 120; step++) {
        other.act(random, List.of(REX, APOLLO), 16);
      }
      var settings =
          new ActivationSettings(
              1 + random.nextInt(4),
              0.6f,
              random.nextInt(3) * 0.05f,
              1 + random.nextInt(12),
              1 + random.nextInt(6),
              random.nextInt(12),
              random.nextFloat(),
              random.nextBoolean() ? EdgeWeights.usual() : EdgeWeights.causal());
      for (int question = 0; question < 5; question++) {
        compare(other, settings, random);
      }
    }
  }

  private static void compare(World world, ActivationSettings settings, Random random) {
    Set<Scope> scopes = random.nextBoolean() ? Set.of(REX) : Set.of(REX, APOLLO);
    OrdinalFilter filter = world.visible(scopes);
    Set<Integer> allowed =
        world.active().stream()
            .filter(item -> scopes.contains(item.scope))
            .map(item -> item.ordinal)
            .collect(Collectors.toSet());
    var start = new TreeMap<Integer, Float>();
    for (int i = 0; i < 8; i++) {
      start.put(1 + random.nextInt(world.items().size()), (1 + random.nextInt(10)) / 10f);
    }
    int[] ordinals = start.keySet().stream().mapToInt(o -> o).toArray();
    float[] scores = new float[ordinals.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = start.getOrDefault(ordinals[i], 0f);
    }
    SignalScores reached =
        new Activation(world.edges, world.mentions)
            .spread(new SignalScores(ordinals, scores), filter, settings, 1_000)
            .scores();
    Map<Integer, Float> expected = new NaiveActivation(world, allowed, settings).spread(start);
    var found = new TreeMap<Integer, Float>();
    for (int i = 0; i < reached.ordinals().length; i++) {
      found.put(reached.ordinals()[i], reached.scores()[i]);
    }
    assertThat(found.keySet()).isEqualTo(expected.keySet());
    found.forEach((ordinal, score) ->
        assertThat(score.doubleValue())
            .isCloseTo(expected.getOrDefault(ordinal, 0f).doubleValue(), within(1e-5)));
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    Failures.failing(ErrorCode.INVALID_INPUT, () -> USUAL.withHops(0));
    Failures.failing(ErrorCode.INVALID_INPUT, () -> USUAL.withHops(9));
    Failures.failing(ErrorCode.INVALID_INPUT, () -> USUAL.withEntities(1, Float.NaN));
    Failures.failing(
        ErrorCode.INVALID_INPUT, () -> new EdgeWeights(Map.of(EdgeType.SUPPORTS, 1.5f)));
  }
}
