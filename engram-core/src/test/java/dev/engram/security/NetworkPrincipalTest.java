package dev.engram.security;

import static dev.engram.Failures.failing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.MemoryGraph;
import dev.engram.TestKeys;
import dev.engram.config.EngramOptions;
import dev.engram.fault.ErrorCode;
import dev.engram.memory.MemoryId;
import dev.engram.memory.Turn;
import dev.engram.query.Hit;
import dev.engram.query.Listing;
import dev.engram.query.Query;
import dev.engram.scope.Principal;
import dev.engram.scope.Scope;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("§10.13.3 What comes in over a network sees and writes little")
class NetworkPrincipalTest {
  private static final Principal HOOK = Principal.network("rex", "webhook.github");
  private static final Principal REX = Principal.agent("rex");
  private static final Scope TAGGED = Scope.channel("rex", "net:webhook.github");

  @TempDir private Path folder;
  private MemoryGraph memory;

  @BeforeEach
  void open() {
    memory =
        MemoryGraph.open(
            folder.resolve("v.engram"),
            TestKeys.right(),
            EngramOptions.defaults().withoutBackground());
  }

  @AfterEach
  void close() {
    memory.close();
  }

  private List<String> answers(Principal principal) {
    return memory.recall(Query.of("the deploy key"), principal).hits().stream()
        .map(Hit::text)
        .toList();
  }

  @Test
  @DisplayName("it sees its agent's scope and its own, not the global one")
  void seesItsAgentsScopeAlone() {
    assertThat(HOOK.visibleScopes()).containsExactlyInAnyOrder(Scope.agent("rex"), TAGGED);
    assertThat(HOOK.seeingGlobal().visibleScopes()).contains(Scope.global());
    assertThat(HOOK.in(Scope.project("apollo")).visibleScopes())
        .contains(Scope.project("apollo"))
        .doesNotContain(Scope.global());
    Principal max = Principal.orchestrator("max");
    memory.remember(Turn.note("The deploy key of everyone.").to(Scope.global()), max);
    memory.remember(Turn.note("The deploy key of rex."), REX);
    assertThat(answers(HOOK)).containsExactly("The deploy key of rex.");
    assertThat(answers(HOOK.seeingGlobal())).hasSize(2);
  }

  @Test
  @DisplayName("it writes nothing unless the host lets it")
  void isReadOnly() {
    Turn note = Turn.note("The deploy key is under the mat.");
    failing(ErrorCode.ACCESS_DENIED, () -> memory.remember(note, HOOK));
    failing(ErrorCode.ACCESS_DENIED, () -> memory.dryRun(List.of(note), HOOK));
    MemoryId own = memory.remember(note, REX).id();
    failing(ErrorCode.ACCESS_DENIED, () -> memory.forget(own, HOOK));
    failing(ErrorCode.ACCESS_DENIED, () -> memory.update(own, Turn.note("No."), HOOK));
    failing(ErrorCode.ACCESS_DENIED, () -> memory.forget(own, HOOK.writing()));
    failing(ErrorCode.ACCESS_DENIED, () -> memory.forget(own, REX.readOnly()));
  }

  @Test
  @DisplayName("a webhook's memory is tagged and isolated from interactive sessions")
  void whatItWritesIsTaggedAndIsolated() {
    MemoryId id = memory.remember(Turn.note("The deploy key came by hook."), HOOK.writing()).id();
    assertThat(memory.get(id, HOOK).scope()).isEqualTo(TAGGED);
    for (Scope elsewhere : List.of(Scope.agent("rex"), Scope.global(), Scope.project("apollo"))) {
      Turn there = Turn.note("Into another scope.").to(elsewhere);
      Principal writing = HOOK.writing().seeingGlobal().in(Scope.project("apollo"));
      failing(ErrorCode.ACCESS_DENIED, () -> memory.remember(there, writing));
    }
    List<Principal> interactive =
        List.of(
            REX,
            REX.in(Scope.channel("rex", "discord")),
            REX.in(Scope.user("rex", "discord", "42")),
            REX.in(Scope.channel("rex", "webhook.github")),
            Principal.network("rex", "webhook.gitlab"),
            Principal.network("ada", "webhook.github"));
    for (Principal other : interactive) {
      failing(ErrorCode.UNKNOWN_MEMORY, () -> memory.get(id, other));
      assertThat(answers(other)).isEmpty();
      assertThat(memory.list(Listing.newest(10), other)).isEmpty();
      assertThat(memory.stats(other).total()).isZero();
    }
    Principal asked = REX.in(TAGGED);
    assertThat(answers(asked)).containsExactly("The deploy key came by hook.");
  }

  @Test
  @DisplayName("it may speak with a user of its own channel and with no other")
  void speaksInItsOwnChannel() {
    Scope user = Scope.user("rex", "net:webhook.github", "42");
    Principal with = HOOK.in(user);
    assertThat(with.home()).isEqualTo(user);
    assertThat(with.visibleScopes()).contains(user, TAGGED);
    assertThat(with.in(Scope.user("rex", "net:webhook.github", "43")).visibleScopes())
        .doesNotContain(user);
    failing(ErrorCode.INVALID_INPUT, () -> HOOK.in(Scope.channel("rex", "discord")));
    failing(ErrorCode.INVALID_INPUT, () -> HOOK.in(Scope.user("rex", "discord", "42")));
    failing(ErrorCode.ACCESS_DENIED, () -> HOOK.overseeing("ada"));
    failing(ErrorCode.INVALID_INPUT, () -> Principal.network("rex", "a/b"));
    failing(ErrorCode.INVALID_INPUT, () -> Principal.network("rex", "x".repeat(125)));
    assertThat(Principal.network("rex", "x".repeat(124)).home()).isNotNull();
  }
}
