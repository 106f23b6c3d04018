package dev.engram;

import static dev.engram.Failures.failing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.config.EngramOptions;
import dev.engram.fault.ErrorCode;
import dev.engram.memory.Entity;
import dev.engram.memory.EntityEvent;
import dev.engram.memory.EntityType;
import dev.engram.memory.Memory;
import dev.engram.memory.Statement;
import dev.engram.memory.Turn;
import dev.engram.query.FactQuery;
import dev.engram.scope.Principal;
import dev.engram.scope.Scope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom memories speak of: one entity for many names, none across scopes. */
class EntityTest {
  private static final Principal REX = Principal.agent("rex").in(Scope.project("apollo"));
  private static final Principal ADA = Principal.agent("ada").in(Scope.project("gemini"));

  @TempDir private Path folder;
  private final HandClock clock = new HandClock();
  private MemoryGraph memory;

  @BeforeEach
  void open() {
    memory =
        MemoryGraph.open(
            folder.resolve("rex.engram"),
            TestKeys.right(),
            EngramOptions.defaults().withClock(clock).withoutBackground());
  }

  @AfterEach
  void close() {
    memory.close();
  }

  private Entity only(String name, Principal who) {
    List<Entity> found = memory.entitiesNamed(name, who);
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  @Test
  void everyNameOfASpeakerIsOneEntityWithItsTimeline() {
    memory.remember(Turn.said("Ana", "I work with Tomás at Heronbook.").at(clock.instant()), REX);
    clock.move(Duration.ofDays(3));
    memory.remember(Turn.said("ANA", "Heronbook hired Tomás's sister.").at(clock.instant()), REX);
    Entity ana = only("ana", REX);
    assertThat(ana.type()).isEqualTo(EntityType.PERSON);
    assertThat(ana.firstSeen()).isBefore(ana.lastSeen());
    assertThat(only("tomas", REX).mentions()).isGreaterThanOrEqualTo(2);
    List<Memory> timeline = memory.timeline(ana.id(), REX);
    assertThat(timeline).hasSizeGreaterThanOrEqualTo(2);
    assertThat(timeline)
        .isSortedAccordingTo((one, other) ->
            one.traits()
                .occurred()
                .orElseThrow()
                .from()
                .compareTo(other.traits().occurred().orElseThrow().from()));
  }

  @Test
  void noEntityReachesAcrossScopes() {
    memory.remember(Turn.said("Ana", "I live in Porto."), REX);
    memory.remember(Turn.said("Ana", "I live in Oslo."), ADA);
    Entity mine = only("Ana", REX);
    Entity hers = only("Ana", ADA);
    assertThat(mine.id()).isNotEqualTo(hers.id());
    failing(ErrorCode.UNKNOWN_ENTITY, () -> memory.timeline(hers.id(), REX));
    failing(ErrorCode.UNKNOWN_ENTITY, () -> memory.merge(mine.id(), hers.id(), REX));
    assertThat(memory.entities(100, REX)).noneMatch(one -> one.id().equals(hers.id()));
  }

  @Test
  void mergedEntitiesShareTheirFactsAndCanBeTakenApart() {
    memory.remember(Statement.of("Robert", "lives in", "Lyon"), REX);
    memory.remember(Turn.said("Robert", "Good to be here in Lyon."), REX);
    memory.remember(Turn.said("Bob", "I have a dog."), REX);
    Entity robert = only("Robert", REX);
    Entity bob = only("Bob", REX);
    Entity one = memory.merge(robert.id(), bob.id(), REX);
    assertThat(one.aliases()).contains("Robert", "Bob");
    assertThat(only("Bob", REX).id()).isEqualTo(robert.id());
    assertThat(memory.facts(FactQuery.about("Bob"), REX))
        .anyMatch(fact -> fact.object().equals("Lyon"));
    clock.move(Duration.ofDays(1));
    memory.remember(Statement.of("Bob", "lives in", "Porto").at(clock.instant()), REX);
    assertThat(memory.facts(FactQuery.about("Robert"), REX))
        .noneMatch(fact -> fact.object().equals("Lyon"));
    failing(ErrorCode.UNKNOWN_ENTITY, () -> memory.timeline(bob.id(), REX));

    Entity apart = memory.split(robert.id(), Set.of("Bob"), REX);
    assertThat(only("Bob", REX).id()).isEqualTo(apart.id());
    assertThat(memory.entityHistory(robert.id(), REX))
        .extracting(EntityEvent::operation)
        .containsExactly(EntityEvent.Operation.MERGE, EntityEvent.Operation.SPLIT);
    failing(ErrorCode.INVALID_INPUT, () -> memory.split(robert.id(), Set.of("Robert"), REX));
    failing(ErrorCode.INVALID_INPUT, () -> memory.merge(robert.id(), robert.id(), REX));
  }

  @Test
  void whoIsSpokenOfNoMoreIsNotListed() {
    var said = memory.remember(Turn.said("Ana", "I met Fenwick in Aberdeen."), REX);
    assertThat(memory.entities(100, REX)).extracting(Entity::name).contains("Fenwick");
    memory.forget(said.id(), REX);
    assertThat(memory.entities(100, REX)).isEmpty();
  }
}
