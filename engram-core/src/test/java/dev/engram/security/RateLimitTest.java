package dev.engram.security;

import static dev.engram.Failures.failing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.Conversation;
import dev.engram.HandClock;
import dev.engram.MemoryGraph;
import dev.engram.TestKeys;
import dev.engram.config.AccessLimits;
import dev.engram.config.AccessOptions;
import dev.engram.config.CaptureOptions;
import dev.engram.config.EngramOptions;
import dev.engram.fault.EngramException;
import dev.engram.fault.ErrorCode;
import dev.engram.fault.RateLimitException;
import dev.engram.memory.Edge;
import dev.engram.memory.EdgeType;
import dev.engram.memory.EntityId;
import dev.engram.memory.MemoryId;
import dev.engram.memory.Statement;
import dev.engram.memory.Turn;
import dev.engram.query.Evolution;
import dev.engram.query.FactQuery;
import dev.engram.query.Feedback;
import dev.engram.query.Listing;
import dev.engram.query.Query;
import dev.engram.scope.Principal;
import dev.engram.scope.Scope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("§10.16.2 Calls of untrusted principals are counted")
class RateLimitTest {
  private static final Principal REX = Principal.agent("rex");
  private static final Principal HOOK = Principal.network("rex", "webhook.github");
  private static final Query QUERY = Query.of("Where does Ana live?");

  @TempDir private Path folder;
  private final HandClock clock = new HandClock();

  private MemoryGraph open(AccessOptions access) {
    return open(access, CaptureOptions.defaults());
  }

  private MemoryGraph open(AccessOptions access, CaptureOptions capture) {
    return MemoryGraph.open(
        folder.resolve("v.engram"),
        TestKeys.right(),
        EngramOptions.defaults()
            .withClock(clock)
            .withAccess(access)
            .withCapture(capture)
            .withoutBackground());
  }

  private static RateLimitException limited(Runnable call) {
    EngramException refused = failing(ErrorCode.RATE_LIMITED, call::run);
    assertThat(refused).isInstanceOf(RateLimitException.class);
    assertThat(refused.code().label()).isEqualTo("E2003");
    return (RateLimitException) refused;
  }

  @Test
  @DisplayName("the twenty-first call of a minute is refused, with the time to wait")
  void theTwentyFirstCallOfAMinuteIsRefused() {
    try (MemoryGraph memory = open(AccessOptions.defaults())) {
      for (int i = 0; i < 20; i++) {
        memory.recall(QUERY, HOOK);
        clock.move(Duration.ofSeconds(1));
      }
      RateLimitException refused = limited(() -> memory.recall(QUERY, HOOK));
      assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(40));
      assertThat(refused).hasMessageContaining("20 calls").hasMessageContaining("40 s");
      clock.move(Duration.ofSeconds(39));
      assertThat(limited(() -> memory.stats(HOOK)).retryAfter()).isEqualTo(Duration.ofSeconds(1));
      clock.move(refused.retryAfter().minusSeconds(39));
      memory.recall(QUERY, HOOK);
      limited(() -> memory.recall(QUERY, HOOK));
    }
  }

  @Test
  @DisplayName("the two hundred and first call of a session is refused until it is over")
  void theTwoHundredAndFirstCallOfASessionIsRefused() {
    try (MemoryGraph memory = open(AccessOptions.defaults())) {
      Principal one = HOOK.in(Scope.session("s1"));
      for (int i = 0; i < 200; i++) {
        memory.stats(one);
        clock.move(Duration.ofSeconds(4));
      }
      RateLimitException refused = limited(() -> memory.stats(one));
      assertThat(refused).hasMessageContaining("200 calls a session");
      memory.stats(HOOK.in(Scope.session("s2")));
      clock.move(refused.retryAfter().minusMillis(1));
      limited(() -> memory.stats(one));
      clock.move(Duration.ofMillis(1));
      memory.stats(one);
    }
  }

  @Test
  @DisplayName("the host's own principals are not counted unless it says so")
  void theHostIsNotCounted() {
    try (MemoryGraph memory = open(AccessOptions.defaults())) {
      for (int i = 0; i < 300; i++) {
        memory.stats(REX);
        memory.stats(HOOK.trusted());
      }
      for (int i = 0; i < 20; i++) {
        memory.stats(REX.untrusted());
      }
      limited(() -> memory.stats(REX.untrusted()));
    }
    AccessOptions few = AccessOptions.defaults().withTrusted(AccessLimits.NONE.callsPerMinute(2));
    try (MemoryGraph memory = open(few)) {
      memory.stats(REX);
      memory.stats(REX);
      limited(() -> memory.stats(REX));
    }
  }

  @Test
  @DisplayName("each principal, and each user of a channel, has an allowance of its own")
  void eachHasItsOwn() {
    try (MemoryGraph memory = open(AccessOptions.defaults())) {
      Principal in = REX.untrusted();
      Principal one = in.in(Scope.user("rex", "discord", "1"));
      Principal other = in.in(Scope.user("rex", "discord", "2"));
      IntStream.range(0, 20).forEach(i -> memory.stats(one));
      limited(() -> memory.stats(one));
      IntStream.range(0, 20).forEach(i -> memory.stats(other));
      limited(() -> memory.stats(one.in(Scope.project("apollo"))));
    }
  }

  @Test
  @DisplayName("no call is free")
  void everyCallCounts() {
    try (MemoryGraph memory =
            open(AccessOptions.defaults().withUntrusted(AccessLimits.UNTRUSTED.callsPerMinute(1)));
        Conversation talk = memory.conversation(REX.untrusted())) {
      MemoryId id = memory.remember(Statement.of("Ana", "lives in", "Porto"), REX).id();
      EntityId entity = memory.entitiesNamed("Ana", REX).getFirst().id();
      MemoryId none = MemoryId.create(1, new Random(1));
      Principal who = REX.untrusted();
      var calls = new LinkedHashMap<String, Runnable>();
      calls.put("recall", () -> memory.recall(QUERY, who));
      calls.put("plan", () -> memory.plan(QUERY, who));
      calls.put("get", () -> memory.get(id, who));
      calls.put("details", () -> memory.details(id, who));
      calls.put("history", () -> memory.history(id, who));
      calls.put("list", () -> memory.list(Listing.newest(1), who));
      calls.put("stats", () -> memory.stats(who));
      calls.put("facts", () -> memory.facts(FactQuery.about("Ana"), who));
      calls.put("entities", () -> memory.entities(1, who));
      calls.put("entitiesNamed", () -> memory.entitiesNamed("Ana", who));
      calls.put("timeline", () -> memory.timeline(entity, who));
      calls.put("entityHistory", () -> memory.entityHistory(entity, who));
      calls.put("evolution", () -> memory.evolution(Evolution.of("Ana"), who));
      calls.put("remember", () -> memory.remember(Turn.note("One."), who));
      calls.put("dryRun", () -> memory.dryRun(List.of(Turn.note("Two.")), who));
      calls.put("update", () -> memory.update(none, Turn.note("Three."), who));
      calls.put("forget", () -> memory.forget(none, who));
      calls.put("link", () -> memory.link(Edge.of(id, none, EdgeType.SUPPORTS), who));
      calls.put("feedback", () -> memory.feedback(none, Feedback.helpful(), who));
      calls.put("merge", () -> memory.merge(entity, entity, who));
      calls.put("split", () -> memory.split(entity, Set.of("Ana"), who));
      calls.put("conversation.recall", () -> talk.recall(QUERY));
      calls.put("conversation.heard", () -> talk.heard("Ana moved."));
      for (Map.Entry<String, Runnable> call : calls.entrySet()) {
        clock.move(Duration.ofMinutes(1));
        memory.stats(who);
        assertThat(limited(call.getValue())).as(call.getKey()).isNotNull();
      }
    }
  }

  @Test
  @DisplayName("§10.17 an untrusted writer floods neither the minute nor the scope")
  void floodsAreRefused() {
    AccessOptions few =
        AccessOptions.defaults()
            .withUntrusted(AccessLimits.NONE.writesPerMinute(10).memoriesPerScope(25));
    try (MemoryGraph memory = open(few, CaptureOptions.defaults().off())) {
      Principal hook = HOOK.writing();
      memory.remember(notes(0, 10), hook);
      RateLimitException refused = limited(() -> memory.remember(notes(10, 1), hook));
      assertThat(refused).hasMessageContaining("10 memories written a minute");
      limited(() -> memory.forget(MemoryId.create(1, new Random(1)), hook));
      clock.move(refused.retryAfter());
      memory.remember(notes(10, 10), hook);
      clock.move(Duration.ofMinutes(1));
      limited(() -> memory.remember(notes(20, 11), hook));
      EngramException full =
          failing(ErrorCode.SCOPE_FULL, () -> memory.remember(notes(20, 6), hook));
      assertThat(full)
          .hasMessageContaining("holds 20 memories; the bound")
          .hasMessageContaining("25");
      assertThat(memory.stats(hook).total()).isEqualTo(20);
      clock.move(Duration.ofMinutes(1));
      memory.remember(notes(20, 5), hook);
      clock.move(Duration.ofMinutes(1));
      failing(ErrorCode.SCOPE_FULL, () -> memory.remember(notes(30, 1), hook));
      memory.remember(notes(40, 100), REX);
    }
  }

  private static List<Turn> notes(int first, int count) {
    return IntStream.range(first, first + count)
        .mapToObj(i -> Turn.note("Build " + i + " of branch " + (i * 7919) + " is green."))
        .toList();
  }
}
