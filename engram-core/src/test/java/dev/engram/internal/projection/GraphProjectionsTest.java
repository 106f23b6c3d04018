package dev.engram.internal.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.engram.Seed;
import dev.engram.internal.projection.World.Item;
import dev.engram.internal.vault.EdgeTable.EdgeRow;
import dev.engram.memory.EdgeType;
import dev.engram.memory.TimeSpan;
import dev.engram.scope.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Edges, mentions and times say what plain maps say, however they came about. */
class GraphProjectionsTest {
  private static final List<Scope> SCOPES = List.of(Scope.agent("rex"), Scope.project("apollo"));

  @Test
  void whatIsHeldIsWhatTheRowsSayAfterAnyHistory() {
    Random random = Seed.random("whatIsHeldIsWhatTheRowsSayAfterAnyHistory");
    for (int round = 0; round < 40; round++) {
      var world = new World();
      for (int step = 0; step < 150; step++) {
        world.act(random, SCOPES, 12);
      }
      requireTrue(world, random);
      assertThat(world.rebuilt().fingerprints()).isEqualTo(world.fingerprints());
      World reloaded = world.reloaded();
      assertThat(reloaded.fingerprints()).isEqualTo(world.fingerprints());
      for (int step = 0; step < 30; step++) {
        reloaded.act(random, SCOPES, 12);
      }
      requireTrue(reloaded, random);
    }
  }

  private static void requireTrue(World world, Random random) {
    EdgeProjection.View edges = world.edges.view();
    var incoming = new ArrayList<EdgeRow>(world.links());
    for (Item item : world.items()) {
      var expected = new ArrayList<String>();
      for (EdgeRow edge : incoming) {
        if (edge.source() == item.root) {
          expected.add(shown(edge.target(), edge.type(), edge.weight(), true));
        }
        if (edge.target() == item.root) {
          expected.add(shown(edge.source(), edge.type(), edge.weight(), false));
        }
      }
      Links links = edges.of(item.ordinal);
      var found = new ArrayList<String>();
      for (int i = 0; i < links.size(); i++) {
        found.add(shown(links.root(i), links.type(i), links.weight(i), links.outgoing(i)));
        assertThat(i == 0 || links.weight(i) <= links.weight(i - 1)).isTrue();
      }
      assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
      if (item.active) {
        assertThat(edges.present(item.root)).isEqualTo(item.ordinal);
      }
      int[] spoken = world.mentions.entities(item.ordinal);
      assertThat(spoken)
          .containsExactly(
              item.active ? item.entities.stream().mapToInt(e -> e).toArray() : new int[0]);
    }
    for (int entity = 1; entity <= 12; entity++) {
      int wanted = entity;
      int[] expected =
          world.active().stream()
              .filter(item -> item.entities.contains(wanted))
              .mapToInt(item -> item.ordinal)
              .toArray();
      assertThat(world.mentions.memories(entity).toArray()).containsExactly(expected);
      assertThat(world.mentions.names(entity))
          .isEqualTo(expected.length == 0 ? List.of() : world.namesOf(entity));
    }
    for (int i = 0; i < 5; i++) {
      requireTimes(world, World.span(random));
    }
  }

  private static String shown(int root, EdgeType type, double weight, boolean outgoing) {
    return root + " " + type + " " + Math.round(weight * 1_000) + " " + outgoing;
  }

  private static void requireTimes(World world, TimeSpan range) {
    long from = range.from().getEpochSecond();
    long to = range.to().getEpochSecond();
    var happening = new TreeSet<Integer>();
    var mentioning = new TreeSet<Integer>();
    for (Item item : world.active()) {
      if (touches(item.when(), from, to)) {
        happening.add(item.ordinal);
      }
      if (item.spoken.stream().anyMatch(span -> touches(span, from, to))) {
        mentioning.add(item.ordinal);
      }
    }
    assertThat(visited(world.times.view(), from, to, true)).isEqualTo(happening);
    assertThat(visited(world.times.view(), from, to, false)).isEqualTo(mentioning);
  }

  private static boolean touches(TimeSpan span, long from, long to) {
    return span.from().getEpochSecond() <= to && span.to().getEpochSecond() >= from;
  }

  private static Set<Integer> visited(
      TimeProjection.View view, long from, long to, boolean events) {
    var found = new TreeSet<Integer>();
    TimeProjection.Visitor visitor =
        (ordinal, start, end) -> {
          found.add(ordinal);
          return true;
        };
    if (events) {
      view.happening(from, to, visitor);
    } else {
      view.mentioning(from, to, visitor);
    }
    return found;
  }

  @Test
  void aRangeIsFoundWithoutLookingAtTheRest() {
    var world = new World();
    Instant first = Instant.parse("2020-01-01T00:00:00Z");
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      Instant when = first.plusSeconds(random.nextInt(200_000_000));
      world.add(SCOPES.getFirst(), Optional.of(TimeSpan.at(when)), List.of(), Set.of());
    }
    int[] looked = {0};
    world
        .times
        .view()
        .happening(
            first.plusSeconds(1_000_000).getEpochSecond(),
            first.plusSeconds(2_000_000).getEpochSecond(),
            (ordinal, from, to) -> ++looked[0] > 0);
    assertThat(looked[0]).isBetween(50, 200);
  }

  @Test
  void anEntityIsKnownInItsScopeAlone() {
    var world = new World();
    world.name(1, "ana", "ana silva");
    world.add(SCOPES.getFirst(), Optional.empty(), List.of(), Set.of(1));
    assertThat(world.mentions.named(SCOPES.getFirst(), "ana")).contains(1);
    assertThat(world.mentions.named(SCOPES.getLast(), "ana")).isEmpty();
    assertThat(world.mentions.beginning(SCOPES.getFirst(), "ana", 3)).containsExactly(1);
    assertThat(world.mentions.beginning(SCOPES.getLast(), "ana", 3)).isEmpty();
    world.forget(world.item(1));
    assertThat(world.mentions.named(SCOPES.getFirst(), "ana")).isEmpty();
    assertThat(world.mentions.names(1)).isEmpty();
  }

  @Test
  void damagedImagesAreRefusedAndLeaveNothing() {
    var world = new World();
    for (int i = 0; i < 100; i++) {
      world.act(new Random(i), SCOPES, 5);
    }
    List<Projection> all = List.of(world.edges, world.mentions, world.times);
    for (Projection projection : all) {
      var file = projection.image().files().getFirst();
      byte[] bytes = file.content().read();
      bytes[bytes.length / 2] ^= 1;
      assertThatThrownBy(() -> projection.load(Map.of(file.name(), bytes)))
          .isInstanceOf(RuntimeException.class);
      assertThat(projection.fingerprint()).isZero();
    }
  }

  @Test
  void ramIsCountedAndBounded() {
    var world = new World();
    for (int i = 0; i < 10_000; i++) {
      world.add(SCOPES.getFirst(), Optional.empty(), List.of(), Set.of(1 + i % 1_000));
      if (i > 0) {
        world.link(world.item(i + 1), world.item(i), EdgeType.SUPPORTS, 1);
      }
    }
    assertThat(world.edges.ramBytes()).isBetween(500_000L, 1_000_000L);
    assertThat(world.mentions.ramBytes()).isBetween(300_000L, 1_000_000L);
    assertThat(world.times.ramBytes()).isBetween(300_000L, 1_000_000L);
  }
}
