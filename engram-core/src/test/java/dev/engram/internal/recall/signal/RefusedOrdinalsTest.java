package dev.engram.internal.recall.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.Seed;
import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.projection.World;
import dev.engram.internal.recall.signal.Activation.Reached;
import dev.engram.internal.recall.signal.QueryNames.Named;
import dev.engram.internal.recall.signal.TimeSignal.Asked;
import dev.engram.internal.recall.signal.TimeSignal.Range;
import dev.engram.memory.TimeSpan;
import dev.engram.scope.Principal;
import dev.engram.scope.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** No signal ever answers with, or learns anything from, a memory that its filter refuses. */
class RefusedOrdinalsTest {
  private static final int CASES = 10_000;
  private static final int ENTITIES = 20;

  private static final List<Scope> SCOPES =
      List.of(
          Scope.global(),
          Scope.project("apollo"),
          Scope.project("gemini"),
          Scope.agent("rex"),
          Scope.agent("ada"),
          Scope.channel("rex", "web"),
          Scope.user("rex", "web", "7"));

  private static final List<Principal> PRINCIPALS =
      List.of(
          Principal.agent("rex"),
          Principal.agent("ada").in(Scope.project("gemini")),
          Principal.agent("rex").in(Scope.project("apollo")).in(Scope.project("gemini")),
          Principal.agent("rex").in(Scope.channel("rex", "web")),
          Principal.agent("rex").in(Scope.user("rex", "web", "7")));

  private final Random random = Seed.random("RefusedOrdinalsTest");

  @Test
  void whatIsRefusedIsNeitherAnsweredNorFeltInAnyAnswer() {
    int cases = 0;
    while (cases < CASES) {
      var world = new World();
      for (int step = 0; step < 150; step++) {
        world.act(random, SCOPES, ENTITIES);
      }
      for (int i = 0; i < 100; i++, cases++) {
        Principal principal = PRINCIPALS.get(random.nextInt(PRINCIPALS.size()));
        ask(world, principal.visibleScopes());
      }
    }
  }

  private void ask(World world, Set<Scope> scopes) {
    OrdinalFilter filter = world.visible(scopes);
    World alone = world.onlyOf(scopes);
    SignalScores seeds = seeds(world);
    requireAllowed(filter, spread(world, seeds, filter), spread(alone, seeds, filter));
    Asked times = Asked.about(List.of(range(), range()));
    requireAllowed(
        filter,
        new TimeSignal(world.times).propose(times, filter, 10),
        new TimeSignal(alone.times).propose(times, filter, 10));
    List<Named> found = names(world, scopes, filter);
    assertThat(names(alone, scopes, filter)).isEqualTo(found);
    requireAllowed(filter, spokenOf(world, found, filter), spokenOf(alone, found, filter));
  }

  private static void requireAllowed(OrdinalFilter filter, SignalScores found, SignalScores alone) {
    for (int ordinal : found.ordinals()) {
      assertThat(filter.allows(ordinal)).isTrue();
    }
    assertThat(found.ordinals()).containsExactly(alone.ordinals());
    assertThat(found.scores()).containsExactly(alone.scores());
  }

  private SignalScores seeds(World world) {
    var ordinals = new TreeSet<Integer>();
    for (int i = 0; i < 6; i++) {
      ordinals.add(1 + random.nextInt(world.items().size()));
    }
    float[] scores = new float[ordinals.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = random.nextFloat();
    }
    return new SignalScores(ordinals.stream().mapToInt(o -> o).toArray(), scores);
  }

  private static SignalScores spread(World world, SignalScores seeds, OrdinalFilter filter) {
    var settings = new ActivationSettings(3, 0.6f, 0.01f, 8, 4, 8, 0.5f, EdgeWeights.usual());
    Reached reached =
        new Activation(world.edges, world.mentions).spread(seeds, filter, settings, 20);
    for (int giver : reached.from()) {
      assertThat(filter.allows(giver)).isTrue();
    }
    return reached.scores();
  }

  private Range range() {
    TimeSpan span = World.span(random);
    return Range.between(span.from(), span.to(), Duration.ofDays(random.nextInt(30)));
  }

  private List<Named> names(World world, Set<Scope> scopes, OrdinalFilter filter) {
    return new QueryNames(world.mentions).in("E1 E2 E3 E4 E5 E6 E7 E8 E9", scopes, filter);
  }

  private static SignalScores spokenOf(World world, List<Named> found, OrdinalFilter filter) {
    var signal = new EntitySignal(world.mentions);
    return signal.propose(signal.weigh(found, filter), filter, 10);
  }
}
