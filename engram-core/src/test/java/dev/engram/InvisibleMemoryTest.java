package dev.engram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.engram.config.AuditOptions;
import dev.engram.config.EngramOptions;
import dev.engram.memory.Derived;
import dev.engram.memory.Edge;
import dev.engram.memory.EdgeType;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import dev.engram.memory.MemoryKind;
import dev.engram.memory.MemoryState;
import dev.engram.memory.NewMemory;
import dev.engram.memory.Remembered;
import dev.engram.memory.Routine;
import dev.engram.memory.Statement;
import dev.engram.memory.Turn;
import dev.engram.query.Hit;
import dev.engram.query.Query;
import dev.engram.query.Recall;
import dev.engram.query.TokenBudget;
import dev.engram.scope.Principal;
import dev.engram.scope.Role;
import dev.engram.scope.Scope;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a principal may not see neither comes back from a recall, whatever is asked and however, nor
 * changes anything of what does.
 */
class InvisibleMemoryTest {
  private static final int CASES = 10_000;
  private static final Instant START = Instant.parse("2026-01-05T09:00:00Z");

  private static final List<Scope> SCOPES =
      List.of(
          Scope.global(),
          Scope.project("apollo"),
          Scope.project("gemini"),
          Scope.squad("red"),
          Scope.agent("rex"),
          Scope.agent("ada"),
          Scope.channel("rex", "discord"),
          Scope.user("rex", "discord", "42"),
          Scope.user("rex", "discord", "43"),
          Scope.session("s1"),
          Scope.workflow("w1"),
          Scope.personal("ana"));

  private static final List<Principal> PRINCIPALS =
      List.of(
          Principal.agent("rex"),
          Principal.agent("rex").in(Scope.project("apollo")),
          Principal.agent("rex").in(Scope.channel("rex", "discord")),
          Principal.agent("rex").in(Scope.user("rex", "discord", "42")).in(Scope.squad("red")),
          Principal.agent("ada").in(Scope.project("gemini")).in(Scope.session("s1")),
          Principal.agent("eve").in(Scope.workflow("w1")).in(Scope.personal("ana")),
          Principal.agent("nobody"),
          Principal.orchestrator("max").in(Scope.project("apollo")).overseeing("rex"));

  private static final List<String> WHO = List.of("Ana", "Ben", "Priya", "Heronbook", "Lisbon");
  private static final List<String> DOES =
      List.of("moved to", "likes", "fixed", "no longer uses", "visited", "painted", "sold");
  private static final List<String> WHAT =
      List.of("Porto", "the blue boat", "PostgreSQL", "a garden", "Heronbook", "two old bikes");
  private static final List<String> WHEN =
      List.of(
          "", " last Friday", " in March", " two weeks ago", " on 3 May 2025", " every Tuesday");
  private static final List<String> ASKS =
      List.of(
          "What did %s do%s?",
          "Where did %s move%s?",
          "Why did %s sell the blue boat%s?",
          "How do I release %s%s?",
          "Is %s better than PostgreSQL%s?",
          "What happened%s with %s?",
          "How has %s changed%s?",
          "tell me everything about %s%s",
          "%s%s");

  @TempDir private Path folder;
  private final Random random = Seed.random("InvisibleMemoryTest");
  private final HandClock clock = new HandClock();

  private MemoryGraph open(String name) {
    return MemoryGraph.open(
        folder.resolve(name),
        TestKeys.right(),
        EngramOptions.defaults()
            .withEmbedder(WordEmbedder.usual())
            .withClock(clock)
            .withAudit(AuditOptions.unkept())
            .withoutBackground());
  }

  /** Things said everywhere: in sessions, about the same few names, at times, by several voices. */
  private List<NewMemory> things(int howMany) {
    var things = new ArrayList<NewMemory>();
    for (int i = 0; i < howMany; i++) {
      Scope scope = any(SCOPES);
      String said = any(WHO) + " " + any(DOES) + " " + any(WHAT) + any(WHEN) + ".";
      things.add(
          switch (random.nextInt(8)) {
            case 0 -> Statement.of(any(WHO), any(DOES), any(WHAT) + " " + i).explicit().to(scope);
            case 1 ->
                Routine.of("Release " + any(WHO) + " " + i, "Tag the commit", "Run the checks")
                    .to(scope);
            default ->
                Turn.said(any(WHO), said + " Note " + i + ".")
                    .in("talk-" + random.nextInt(3))
                    .at(START.plus(Duration.ofHours(5L * i)))
                    .to(scope);
          });
    }
    return things;
  }

  private Query question() {
    String asked = any(ASKS).formatted(any(WHO), any(WHEN));
    Query query = Query.of(asked).limit(1 + random.nextInt(30));
    if (random.nextInt(4) == 0) {
      query = query.only(EnumSet.of(any(List.of(MemoryKind.values()))));
    }
    return random.nextInt(5) == 0 ? query.within(TokenBudget.of(1 + random.nextInt(400))) : query;
  }

  @Test
  void nothingInvisibleIsEverAnswered() {
    try (MemoryGraph memory = open("all.engram")) {
      Principal host = Principal.admin("host");
      Set<MemoryId> gone = fill(memory, host);
      int answered = 0;
      for (int i = 0; i < CASES; i++) {
        Principal principal = any(PRINCIPALS);
        Query query = question();
        if (principal.role() == Role.ORCHESTRATOR && random.nextBoolean()) {
          query = query.includingOverseen();
        }
        var allowed = new HashSet<>(principal.visibleScopes());
        if (query.overseen()) {
          allowed.addAll(principal.overseenScopes());
        }
        for (Hit hit : memory.recall(query, principal).hits()) {
          assertThat(allowed).contains(hit.memory().scope());
          assertThat(hit.memory().traits().state()).isEqualTo(MemoryState.ACTIVE);
          assertThat(gone).doesNotContain(hit.id());
          answered++;
        }
      }
      assertThat(answered).isGreaterThan(CASES);
    }
  }

  /** Remembers, links across scopes, forgets some; returns what was forgotten. */
  private Set<MemoryId> fill(MemoryGraph memory, Principal host) {
    var ids = new ArrayList<MemoryId>();
    for (Remembered one : memory.remember(things(300), host)) {
      ids.add(one.id());
      one.derived().stream().map(Derived::id).forEach(ids::add);
    }
    for (int i = 0; i < 500; i++) {
      MemoryId from = any(ids);
      MemoryId to = any(ids);
      if (!from.equals(to)) {
        memory.link(Edge.of(from, to, any(List.of(EdgeType.SUPPORTS, EdgeType.CONTRADICTS))), host);
      }
    }
    var gone = new HashSet<MemoryId>();
    for (int i = 0; i < 20; i++) {
      MemoryId id = any(ids);
      if (gone.add(id)) {
        memory.forget(id, host);
      }
    }
    return gone;
  }

  @Test
  void whatIsInvisibleChangesNoAnswer() {
    Principal rex = Principal.agent("rex").in(Scope.project("apollo"));
    List<NewMemory> all = things(250);
    List<NewMemory> seen =
        all.stream()
            .filter(thing -> rex.visibleScopes().contains(thing.placement().scope().orElseThrow()))
            .toList();
    try (MemoryGraph crowded = open("crowded.engram");
        MemoryGraph alone = open("alone.engram")) {
      Principal host = Principal.admin("host");
      all.forEach(thing -> crowded.remember(thing, host));
      seen.forEach(thing -> alone.remember(thing, host));
      for (int i = 0; i < 1_000; i++) {
        Query query = question();
        assertSame(crowded.recall(query, rex), alone.recall(query, rex));
      }
    }
  }

  private static void assertSame(Recall one, Recall other) {
    assertThat(one.trace().visible()).isEqualTo(other.trace().visible());
    assertThat(texts(one)).isEqualTo(texts(other));
    for (int i = 0; i < one.hits().size(); i++) {
      assertThat(one.hits().get(i).score()).isCloseTo(other.hits().get(i).score(), within(1e-4));
    }
  }

  private static List<String> texts(Recall recall) {
    return recall.hits().stream().map(Hit::memory).map(Memory::text).toList();
  }

  private <T> T any(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
