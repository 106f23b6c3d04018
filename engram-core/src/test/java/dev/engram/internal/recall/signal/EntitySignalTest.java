package dev.engram.internal.recall.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.engram.Seed;
import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.projection.World;
import dev.engram.internal.projection.World.Item;
import dev.engram.internal.recall.signal.EntitySignal.Companion;
import dev.engram.internal.recall.signal.QueryNames.Named;
import dev.engram.scope.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Names in questions, and the memories that speak of what they name. */
class EntitySignalTest {
  private static final Scope REX = Scope.agent("rex");
  private static final Scope APOLLO = Scope.project("apollo");
  private static final Set<Scope> MINE = Set.of(REX);

  private final World world = new World();

  private Item speakingOf(Integer... entities) {
    return world.add(REX, Optional.empty(), List.of(), Set.of(entities));
  }

  private List<Named> names(String question) {
    return new QueryNames(world.mentions).in(question, MINE, world.visible(MINE));
  }

  private static Named named(int entity) {
    return new Named(0, 1, List.of(entity), List.of());
  }

  @Test
  void theLongestNameIsFoundWithItsOtherNames() {
    world.name(1, "ana silva", "ana", "anita");
    world.name(2, "silva");
    speakingOf(1, 2);
    List<Named> found = names("Where did Ana Silva's boat go?");
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().entities()).containsExactly(1);
    assertThat(found.getFirst().expansions()).containsExactly("Anita!");
    assertThat(found.getFirst().start()).isEqualTo(10);
    assertThat(names("And Silva?").getFirst().entities()).containsExactly(2);
  }

  @Test
  void atMostThreeOtherNamesAreGiven() {
    world.name(1, "kubernetes", "k8s", "kube", "cluster", "orchestrator");
    speakingOf(1);
    assertThat(names("is kubernetes up").getFirst().expansions())
        .containsExactly("K8s!", "Kube!", "Cluster!");
  }

  @Test
  void aNameThatIsACommonWordNeedsItsCapital() {
    world.name(1, "will");
    world.name(2, "rose");
    world.name(3, "it");
    speakingOf(1, 2, 3);
    assertThat(names("When will it rain?")).isEmpty();
    assertThat(names("Will it rain on Monday?")).isEmpty();
    assertThat(names("When did Will move?").getFirst().entities()).containsExactly(1);
    assertThat(names("Where does Rose live?").getFirst().entities()).containsExactly(2);
    assertThat(names("The prices rose in May.")).isEmpty();
  }

  @Test
  void aFirstNameStandsForTheOneWhoseNameItBegins() {
    world.name(1, "ana silva");
    speakingOf(1);
    assertThat(names("What does Ana like?").getFirst().entities()).containsExactly(1);
    world.name(2, "ana costa");
    speakingOf(2);
    assertThat(names("What does Ana like?")).isEmpty();
  }

  @Test
  void namesOfOtherScopesAndOfForgottenMemoriesAreUnknown() {
    world.name(1, "fenwick");
    Item one = world.add(APOLLO, Optional.empty(), List.of(), Set.of(1));
    speakingOf();
    assertThat(names("Who is Fenwick?")).isEmpty();
    var all = new QueryNames(world.mentions);
    assertThat(all.everywhere("Who is Fenwick?", world.visible(Set.of(APOLLO)))).hasSize(1);
    assertThat(all.everywhere("Who is Fenwick?", world.visible(MINE))).isEmpty();
    world.forget(one);
    assertThat(all.everywhere("Who is Fenwick?", world.visible(Set.of(APOLLO)))).isEmpty();
  }

  @Test
  void anyTextCanBeAsked() {
    world.name(1, "日本");
    world.name(2, "🦊");
    speakingOf(1, 2);
    assertThat(names("日本 はどこ")).hasSize(1);
    assertThat(names("🦊").size()).isLessThanOrEqualTo(1);
    for (String text :
        List.of(
            "", " ", "\n", "\ud800", "a".repeat(50_000), "Ana ".repeat(20_000), "'".repeat(99))) {
      assertThat(names(text)).isEmpty();
    }
  }

  @Test
  void aRareNameWeighsMoreThanACommonOne() {
    for (int i = 0; i < 50; i++) {
      speakingOf(1);
    }
    Item rare = speakingOf(2);
    Item both = speakingOf(1, 2);
    OrdinalFilter filter = world.visible(MINE);
    var signal = new EntitySignal(world.mentions);
    var asked = signal.weigh(List.of(named(1), named(2)), filter);
    SignalScores found = signal.propose(asked, filter, 3);
    assertThat(found.ordinals()).containsExactly(both.ordinal, rare.ordinal, 1);
    assertThat(found.scores()[0]).isEqualTo(1);
    assertThat(found.scores()[1]).isGreaterThan(0.9f);
    assertThat(found.scores()[2]).isLessThan(0.1f);
  }

  @Test
  void scoresAreTheShareOfTheNamesWeight() {
    Random random = Seed.random("scoresAreTheShareOfTheNamesWeight");
    for (int round = 0; round < 40; round++) {
      var other = new World();
      for (int step = 0; step < 150; step++) {
        other.act(random, List.of(REX, APOLLO), 10);
      }
      Set<Scope> scopes = random.nextBoolean() ? MINE : Set.of(REX, APOLLO);
      OrdinalFilter filter = other.visible(scopes);
      var asked = new ArrayList<Named>();
      for (int i = random.nextInt(4); i >= 0; i--) {
        asked.add(named(1 + random.nextInt(12)));
      }
      var signal = new EntitySignal(other.mentions);
      SignalScores found = signal.propose(signal.weigh(asked, filter), filter, 1_000);
      for (int i = 0; i < found.ordinals().length; i++) {
        assertThat(found.scores()[i])
            .isCloseTo(naive(other, scopes, asked, found.ordinals()[i]), within(1e-5f));
      }
      long expected =
          other.active().stream()
              .filter(item -> naive(other, scopes, asked, item.ordinal) > 0)
              .count();
      assertThat(found.ordinals()).hasSize((int) expected);
    }
  }

  private static float naive(World world, Set<Scope> scopes, List<Named> asked, int ordinal) {
    List<Item> visible =
        world.active().stream().filter(item -> scopes.contains(item.scope)).toList();
    double mass = 0;
    double covered = 0;
    for (Named one : asked) {
      int entity = one.entities().getFirst();
      long holding = visible.stream().filter(item -> item.entities.contains(entity)).count();
      double weight = Math.log1p((visible.size() - holding + 0.5) / (holding + 0.5));
      mass += weight;
      boolean covers =
          visible.stream()
              .anyMatch(item -> item.ordinal == ordinal && item.entities.contains(entity));
      covered += covers ? weight : 0;
    }
    return (float) (covered / mass);
  }

  @Test
  void companionsAreCountedInWhatIsVisible() {
    speakingOf(1, 2);
    speakingOf(1, 2, 3);
    speakingOf(1);
    speakingOf(2, 3);
    assertThat(new EntitySignal(world.mentions).companions(1, world.visible(MINE), 5))
        .containsExactly(new Companion(2, 2), new Companion(3, 1));
    assertThat(new EntitySignal(world.mentions).companions(1, OrdinalFilter.of(1), 5))
        .containsExactly(new Companion(2, 1));
    assertThat(IntStream.of(world.mentions.entities(2))).containsExactly(1, 2, 3);
  }
}
