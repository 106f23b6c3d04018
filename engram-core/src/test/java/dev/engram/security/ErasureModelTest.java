package dev.engram.security;

import static dev.engram.Failures.failing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.HandClock;
import dev.engram.MemoryGraph;
import dev.engram.Seed;
import dev.engram.TestKeys;
import dev.engram.WordEmbedder;
import dev.engram.config.EngramOptions;
import dev.engram.fault.ErrorCode;
import dev.engram.health.Diagnosis;
import dev.engram.internal.vault.ProjectionTable;
import dev.engram.internal.vault.RawPages;
import dev.engram.internal.vault.Vault;
import dev.engram.memory.Edge;
import dev.engram.memory.EdgeType;
import dev.engram.memory.Entity;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import dev.engram.memory.NewMemory;
import dev.engram.memory.Routine;
import dev.engram.memory.Statement;
import dev.engram.memory.Turn;
import dev.engram.query.Evolution;
import dev.engram.query.FactQuery;
import dev.engram.query.Feedback;
import dev.engram.query.Listing;
import dev.engram.query.Query;
import dev.engram.scope.Principal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random operations and erasures: every memory has a word of its own, by which it would be told.
 */
class ErasureModelTest {
  private static final Principal REX = Principal.agent("rex");
  private static final int STEPS = 120;

  @TempDir private Path folder;
  private final Random random = Seed.random("ErasureModelTest");
  private final HandClock clock = new HandClock();
  private final Map<MemoryId, List<String>> living = new HashMap<>();
  private final Set<MemoryId> forgotten = new HashSet<>();
  private final List<String> gone = new ArrayList<>();
  private final List<MemoryId> erased = new ArrayList<>();
  private Path vault;
  private Traces traces;
  private MemoryGraph memory;
  private int words;

  private MemoryGraph open() {
    return MemoryGraph.open(
        vault,
        TestKeys.right(),
        EngramOptions.defaults()
            .withEmbedder(WordEmbedder.usual())
            .withClock(clock)
            .withRandom(new Random(random.nextLong()))
            .withoutBackground());
  }

  @BeforeEach
  void begin() {
    vault = folder.resolve("rex.engram");
    open().close();
    traces = new Traces(vault, RawPages.pageKey(vault, TestKeys.right()));
    memory = open();
  }

  @RepeatedTest(2)
  @DisplayName("§10.6 what was erased never comes back, whatever is done before and after")
  void neverBack() {
    for (int step = 0; step < STEPS; step++) {
      clock.move(Duration.ofMinutes(random.nextInt(90)));
      act();
    }
    erase();
    memory.close();
    assertThat(traces.ofTexts(gone)).isEmpty();
    withoutSavedIndexes();
    memory = open();
    memory.maintain();
    look();
    memory.close();
    assertThat(traces.ofTexts(gone)).isEmpty();
  }

  private void act() {
    switch (random.nextInt(14)) {
      case 0, 1, 2, 3, 4, 5 -> remember();
      case 6 -> update();
      case 7 -> forget();
      case 8 -> restore();
      case 9 -> link();
      case 10 -> memory.recall(Query.of("who met in " + random.nextInt()), REX);
      case 11 -> judge();
      case 12 -> erase();
      default -> {
        if (random.nextInt(3) == 0) {
          memory.close();
          memory = open();
        }
      }
    }
  }

  private String word() {
    var word = new StringBuilder("Z");
    for (int i = 0; i < 8; i++) {
      word.append((char) ('a' + random.nextInt(26)));
    }
    return word.append(words++ % 10).toString().replaceAll("\\d", "q");
  }

  private NewMemory something(String own) {
    return switch (random.nextInt(5)) {
      case 0 -> Statement.of("Ben", "owns", "a " + own);
      case 1 -> Routine.of("clean the " + own, "sweep", "mop");
      case 2 -> Turn.said("Ana", "I live in " + own + " now.").in("talk " + random.nextInt(2));
      case 3 -> Turn.said("Ben", own + " told me that she likes tea.").in("talk 0");
      default -> Turn.note("Ana met " + own + " in Porto.");
    };
  }

  private void remember() {
    String own = word();
    MemoryId id = memory.remember(something(own), REX).id();
    living.computeIfAbsent(id, fresh -> new ArrayList<>()).add(own);
  }

  private MemoryId some() {
    var ids = new ArrayList<>(living.keySet());
    ids.sort((a, b) -> a.uuid().compareTo(b.uuid()));
    return ids.get(random.nextInt(ids.size()));
  }

  private void update() {
    if (living.isEmpty() || forgotten.size() == living.size()) {
      return;
    }
    MemoryId id = some();
    if (!forgotten.contains(id) && memory.get(id, REX) instanceof Memory.Episode) {
      String own = word();
      memory.update(id, Turn.said("Ana", "No, I work in " + own + "."), REX);
      living.get(id).add(own);
    }
  }

  private void forget() {
    if (!living.isEmpty() && forgotten.add(some())) {
      memory.forget(last(), REX);
    }
  }

  private MemoryId last() {
    return forgotten.stream().filter(this::answers).findAny().orElseThrow();
  }

  private boolean answers(MemoryId id) {
    return memory.list(Listing.newest(1_000), REX).stream().anyMatch(one -> one.id().equals(id));
  }

  private void restore() {
    if (!forgotten.isEmpty()) {
      MemoryId id = forgotten.iterator().next();
      memory.erasure().restore(id, REX);
      forgotten.remove(id);
      assertThat(answers(id)).isTrue();
    }
  }

  private void link() {
    if (living.size() > 2) {
      MemoryId one = some();
      MemoryId other = some();
      if (!one.equals(other) && !forgotten.contains(one) && !forgotten.contains(other)) {
        memory.link(new Edge(one, other, EdgeType.RELATED_TO, 0.5), REX);
      }
    }
  }

  private void judge() {
    if (!living.isEmpty()) {
      MemoryId id = some();
      if (!forgotten.contains(id)) {
        memory.feedback(id, Feedback.helpful().asked("what of " + living.get(id)), REX);
      }
    }
  }

  private void erase() {
    if (living.isEmpty()) {
      return;
    }
    Set<MemoryId> ids = new HashSet<>(List.of(some(), some()));
    assertThat(memory.erasure().erase(List.copyOf(ids), REX).complete()).isTrue();
    for (MemoryId id : ids) {
      gone.addAll(living.remove(id));
      forgotten.remove(id);
      erased.add(id);
    }
    look();
    assertThat(traces.ofTexts(gone)).isEmpty();
  }

  private void look() {
    for (MemoryId id : erased) {
      failing(ErrorCode.UNKNOWN_MEMORY, () -> memory.get(id, REX));
      failing(ErrorCode.UNKNOWN_MEMORY, () -> memory.history(id, REX));
      failing(ErrorCode.UNKNOWN_MEMORY, () -> memory.erasure().restore(id, REX));
    }
    for (String word : gone.subList(Math.max(0, gone.size() - 5), gone.size())) {
      assertThat(memory.recall(Query.of(word).limit(100), REX).hits())
          .noneMatch(hit -> hit.text().contains(word));
      assertThat(memory.facts(FactQuery.about(word).withHistory(), REX)).isEmpty();
      assertThat(memory.entitiesNamed(word, REX)).isEmpty();
      assertThat(memory.evolution(Evolution.of(word), REX).events())
          .noneMatch(event -> event.toString().contains(word));
    }
    List<Memory> all = memory.list(Listing.newest(1_000), REX);
    assertThat(all).noneMatch(one -> gone.stream().anyMatch(one.text()::contains));
    for (MemoryId id : living.keySet()) {
      assertThat(memory.history(id, REX).versions()).hasSameSizeAs(living.get(id));
    }
    for (Entity entity : memory.entities(1_000, REX)) {
      assertThat(gone).doesNotContainAnyElementsOf(entity.aliases());
      assertThat(memory.timeline(entity.id(), REX))
          .noneMatch(one -> gone.stream().anyMatch(one.text()::contains));
    }
    assertThat(memory.doctor().findings()).allMatch(Diagnosis.Finding::sound);
  }

  private void withoutSavedIndexes() {
    var settings = new Vault.Settings(false, 1, 10);
    try (var raw = Vault.open(vault, TestKeys.right(), settings, clock, new Random(1))) {
      Boolean done =
          raw.writer()
              .write(tx -> {
                ProjectionTable.deleteAll(tx);
                return true;
              });
      assertThat(done).isTrue();
    }
  }
}
