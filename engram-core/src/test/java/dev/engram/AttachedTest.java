package dev.engram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.config.EngramOptions;
import dev.engram.fault.EngramException;
import dev.engram.fault.ErrorCode;
import dev.engram.health.Diagnosis;
import dev.engram.memory.Edge;
import dev.engram.memory.EdgeType;
import dev.engram.memory.Entity;
import dev.engram.memory.MemoryId;
import dev.engram.memory.Statement;
import dev.engram.memory.Turn;
import dev.engram.scope.Principal;
import dev.engram.scope.Scope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Indexes of links, names and times follow whatever changes those: after any history they equal
 * what a rebuild makes of the rows, which is what {@code doctor} compares.
 */
class AttachedTest {
  private static final List<Principal> WHO =
      List.of(
          Principal.agent("rex"),
          Principal.agent("rex").in(Scope.project("apollo")),
          Principal.agent("ada"));

  private static final List<String> SAID =
      List.of(
          "I met Ana Silva in Porto yesterday.",
          "Robert (Bob) moved to Lyon in March 2024.",
          "Kubernetes, aka k8s, runs the Fenwick cluster.",
          "My sister Clara works at Heronbook since last year.",
          "Bob has moved to Oslo now.",
          "Ana prefers tea over coffee.",
          "Clara no longer works at Heronbook.",
          "The exam is on 9 May 2026 in Aberdeen.",
          "Heronbook hired Tomás's cousin Ines on Friday.",
          "nothing of note");

  @TempDir private Path folder;
  private final HandClock clock = new HandClock();
  private final List<MemoryId> ids = new ArrayList<>();
  private MemoryGraph memory;

  @BeforeEach
  void open() {
    memory =
        MemoryGraph.open(
            folder.resolve("rex.engram"),
            TestKeys.right(),
            EngramOptions.defaults()
                .withClock(clock)
                .withEmbedder(WordEmbedder.usual())
                .withoutBackground());
  }

  @AfterEach
  void close() {
    memory.close();
  }

  private void requireSound() {
    assertThat(memory.doctor().findings())
        .allMatch(Diagnosis.Finding::sound)
        .extracting(Diagnosis.Finding::check)
        .contains("index edges", "index mentions", "index times");
  }

  @Test
  void indexesEqualTheirRebuildAfterAnyHistory() {
    Random random = Seed.random("indexesEqualTheirRebuildAfterAnyHistory");
    for (int step = 1; step <= 300; step++) {
      clock.move(Duration.ofMinutes(random.nextInt(3_000)));
      try {
        act(random);
      } catch (EngramException refused) {
        assertThat(refused.code())
            .isIn(
                ErrorCode.UNKNOWN_MEMORY,
                ErrorCode.UNKNOWN_ENTITY,
                ErrorCode.ACCESS_DENIED,
                ErrorCode.INVALID_INPUT,
                ErrorCode.CYCLE);
      }
      if (step % 50 == 0) {
        requireSound();
      }
      if (step % 100 == 0) {
        memory.close();
        open();
        requireSound();
      }
    }
  }

  private void act(Random random) {
    Principal who = any(WHO, random);
    switch (ids.isEmpty() ? 0 : random.nextInt(10)) {
      case 0, 1, 2, 3 ->
          ids.add(
              memory
                  .remember(
                      Turn.said(any(List.of("Ana", "Bob", "user"), random), any(SAID, random))
                          .at(clock.instant())
                          .in("talk"),
                      who)
                  .id());
      case 4 ->
          ids.add(
              memory
                  .remember(
                      Statement.of(any(List.of("Bob", "Clara"), random), "lives in", "Lyon"), who)
                  .id());
      case 5 -> memory.update(any(ids, random), Turn.said("Ana", any(SAID, random)), who);
      case 6 -> memory.forget(any(ids, random), who);
      case 7 -> {
        EdgeType type = any(List.of(EdgeType.values()), random);
        double weight = (1 + random.nextInt(4)) / 4.0;
        memory.link(new Edge(any(ids, random), any(ids, random), type, weight), who);
      }
      case 8 -> {
        List<Entity> known = memory.entities(50, who);
        if (known.size() > 1) {
          memory.merge(any(known, random).id(), any(known, random).id(), who);
        }
      }
      default -> {
        for (Entity entity : memory.entities(50, who)) {
          if (entity.aliases().size() > 1) {
            memory.split(entity.id(), Set.of(any(entity.aliases(), random)), who);
            break;
          }
        }
      }
    }
  }

  private static <T> T any(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }
}
