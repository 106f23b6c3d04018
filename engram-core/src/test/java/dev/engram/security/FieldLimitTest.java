package dev.engram.security;

import static dev.engram.Failures.failing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.engram.MemoryGraph;
import dev.engram.TestKeys;
import dev.engram.config.AccessLimits;
import dev.engram.config.AccessOptions;
import dev.engram.config.EngramOptions;
import dev.engram.config.VectorOptions;
import dev.engram.fault.EngramException;
import dev.engram.fault.ErrorCode;
import dev.engram.fault.InvalidInputException;
import dev.engram.memory.Document;
import dev.engram.memory.EntityId;
import dev.engram.memory.Exchange;
import dev.engram.memory.Finding;
import dev.engram.memory.Routine;
import dev.engram.memory.Statement;
import dev.engram.memory.Summary;
import dev.engram.memory.ToolResult;
import dev.engram.memory.Turn;
import dev.engram.query.Evolution;
import dev.engram.query.FactQuery;
import dev.engram.query.Feedback;
import dev.engram.query.PlanOverride;
import dev.engram.query.PlannedTimes;
import dev.engram.query.Query;
import dev.engram.query.QuerySide;
import dev.engram.query.TimeAnchor;
import dev.engram.query.TimeRange;
import dev.engram.scope.Principal;
import dev.engram.scope.Scope;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@code BadValueTest} does not hold already: with it, every field that comes from outside.
 */
@DisplayName("§10.17 Every field has a bound, and an error that names it")
class FieldLimitTest {
  private static final String SECRET = "xylophone";
  private static final Principal REX = Principal.agent("rex");

  @TempDir private static Path folder;
  private static MemoryGraph memory;

  @BeforeAll
  static void open() {
    memory =
        MemoryGraph.open(
            folder.resolve("v.engram"),
            TestKeys.right(),
            EngramOptions.defaults().withoutBackground());
  }

  @AfterAll
  static void close() {
    memory.close();
  }

  private static String bytes(int count) {
    return SECRET.repeat(count / SECRET.length() + 1).substring(0, count);
  }

  private static Arguments bad(ErrorCode code, String field, String bound, ThrowingCallable call) {
    return Arguments.of(field, code, bound, call);
  }

  static Stream<Arguments> brought() {
    ErrorCode large = ErrorCode.CONTENT_TOO_LARGE;
    ErrorCode invalid = ErrorCode.INVALID_INPUT;
    int mega = 1024 * 1024;
    return Stream.of(
        bad(large, "turn.text", "8192", () -> Turn.note(bytes(10 * mega))),
        bad(invalid, "turn.text", "empty", () -> Turn.note("")),
        bad(large, "turn.session", "512", () -> Turn.note("a").in(bytes(513))),
        bad(large, "document.title", "480", () -> Document.of(bytes(481), "a")),
        bad(large, "document.text", "16777216", () -> Document.of("a", bytes(16 * mega + 1))),
        bad(large, "tool.name", "512", () -> ToolResult.of(bytes(513), "a")),
        bad(large, "tool.output", "1048576", () -> ToolResult.of("a", bytes(mega + 1))),
        bad(large, "tool.session", "512", () -> ToolResult.of("a", "b").in(bytes(513))),
        bad(large, "summary.session", "512", () -> Summary.of(bytes(513), "a")),
        bad(large, "summary.text", "1048576", () -> Summary.of("a", bytes(mega + 1))),
        bad(large, "finding.text", "1048576", () -> Finding.of(bytes(mega + 1), "u")),
        bad(large, "finding.urls", "512", () -> Finding.of("a", bytes(513))),
        bad(invalid, "finding.urls", "1 to 64", () -> Finding.of("a", many(65))),
        bad(invalid, "finding.urls", "got 0", () -> Finding.of("a")),
        bad(large, "routine.task", "512", () -> Routine.of(bytes(513), "a")),
        bad(large, "routine.tools", "512", () -> Routine.of("a", "b").using(bytes(513))),
        bad(invalid, "routine.tools", "at most 64", () -> Routine.of("a", "b").using(many(65))),
        bad(
            invalid,
            "exchange.turns",
            "1 to 1000",
            () -> new Exchange(Collections.nCopies(1001, Turn.note("a")))),
        bad(
            invalid,
            "memories",
            "1 to 10000",
            () -> memory.remember(Collections.nCopies(10_001, Turn.note("a")), REX)),
        bad(invalid, "memories", "got 0", () -> memory.remember(List.of(), REX)));
  }

  private static String[] many(int count) {
    return IntStream.range(0, count).mapToObj(i -> SECRET + i).toArray(String[]::new);
  }

  static Stream<Arguments> asked() {
    ErrorCode query = ErrorCode.INVALID_QUERY;
    PlanOverride plan = PlanOverride.none();
    TimeRange always = TimeRange.after(Instant.EPOCH);
    return Stream.of(
        bad(query, "subject", "512", () -> FactQuery.about(bytes(513))),
        bad(query, "limit", "1 to 10000", () -> FactQuery.about("a").limit(10_001)),
        bad(query, "subject", "1 to 512", () -> memory.entitiesNamed(bytes(513), REX)),
        bad(query, "subject", "1 to 512", () -> memory.entitiesNamed(" ", REX)),
        bad(query, "entities.most", "1 to 10000, got 0", () -> memory.entities(0, REX)),
        bad(query, "entities.most", "got -1", () -> memory.entities(-1, REX)),
        bad(query, "entities.most", "got 10001", () -> memory.entities(10_001, REX)),
        bad(query, "evolution.limit", "1 to 500", () -> Evolution.of("a").limit(501)),
        bad(query, "query.text", "8192", () -> Evolution.of(bytes(8193))),
        bad(query, "query.text", "8192", () -> Feedback.helpful().asked(bytes(8193))),
        bad(query, "plan.expansions", "at most 64", () -> plan.withExpansions(List.of(many(65)))),
        bad(query, "plan.expansions", "1 to 512", () -> plan.withExpansions(List.of(bytes(513)))),
        bad(query, "plan.expansions", "got 1", () -> plan.withExpansions(List.of(" "))),
        bad(
            query,
            "plan.sides",
            "at most 8",
            () -> plan.withSides(Collections.nCopies(9, new QuerySide("a", "b")))),
        bad(
            query,
            "plan.sides.subject",
            "512",
            () -> plan.withSides(List.of(new QuerySide(bytes(513), "b")))),
        bad(
            query,
            "plan.sides.text",
            "8192",
            () -> plan.withSides(List.of(new QuerySide("a", bytes(8193))))),
        bad(
            query,
            "plan.times.ranges",
            "at most 32",
            () -> plan.withTimes(times(Collections.nCopies(33, always), List.of()))),
        bad(
            query,
            "plan.times.anchors",
            "at most 32",
            () -> plan.withTimes(times(List.of(), Collections.nCopies(33, anchor("a"))))),
        bad(
            query,
            "plan.anchors.event",
            "8192",
            () -> plan.withTimes(times(List.of(), List.of(anchor(bytes(8193)))))));
  }

  private static TimeAnchor anchor(String event) {
    return new TimeAnchor(TimeAnchor.Relation.AFTER, event, Optional.empty(), 0, 1);
  }

  private static PlannedTimes times(List<TimeRange> ranges, List<TimeAnchor> anchors) {
    return new PlannedTimes(ranges, anchors, PlannedTimes.Order.ANY, false, false, false);
  }

  static Stream<Arguments> others() {
    ErrorCode invalid = ErrorCode.INVALID_INPUT;
    ErrorCode option = ErrorCode.CONFIG_INVALID;
    EntityId some = EntityId.create(new Random(1));
    AccessOptions access = AccessOptions.defaults();
    AccessLimits limits = AccessLimits.NONE;
    return Stream.of(
        bad(invalid, "entity.names", "1 to 1000", () -> memory.split(some, Set.of(), REX)),
        bad(invalid, "entity.names", "got 1001", () -> memory.split(some, Set.of(many(1001)), REX)),
        bad(invalid, "entity.names", "1 to 512", () -> memory.split(some, Set.of(bytes(513)), REX)),
        bad(invalid, "scope", "none of", () -> Scope.parse("user:" + bytes(1024 * 1024))),
        bad(invalid, "principal.scopes", "at most 256", () -> joined()),
        bad(invalid, "principal.overseen", "at most 256", () -> overseeing()),
        bad(option, "access.callsPerMinute", "1 to 10000", () -> limits.callsPerMinute(0)),
        bad(option, "access.callsPerSession", "1 to 1000000", () -> limits.callsPerSession(-1)),
        bad(option, "access.writesPerMinute", "1 to 100000", () -> limits.writesPerMinute(100_001)),
        bad(option, "access.memoriesPerScope", "1 to 100000000", () -> limits.memoriesPerScope(0)),
        bad(option, "access.noise", "0 to 1", () -> access.withNoise(Double.NaN)),
        bad(
            option,
            "access.envelope",
            "0 to 10 s",
            () -> access.withEnvelope(Duration.ofSeconds(11))),
        bad(
            option,
            "access.sessionPause",
            "1 s to 1 day",
            () -> access.withSessionPause(Duration.ofMillis(999))),
        bad(
            option,
            "vectors.searchTime",
            "10 min",
            () -> VectorOptions.defaults().withSearchTime(Duration.ofSeconds(Long.MAX_VALUE))));
  }

  private static Principal joined() {
    Principal principal = REX;
    for (int i = 0; i <= Principal.MOST_SCOPES; i++) {
      principal = principal.in(Scope.project("p" + i));
    }
    return principal;
  }

  private static Principal overseeing() {
    Principal principal = Principal.orchestrator("max");
    for (int i = 0; i <= Principal.MOST_SCOPES; i++) {
      principal = principal.overseeing("a" + i);
    }
    return principal;
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource({"brought", "asked", "others"})
  void isRefusedByFieldAndBound(String field, ErrorCode code, String bound, ThrowingCallable call) {
    var failure = failing(code, call);
    assertThat(failure).isInstanceOf(InvalidInputException.class);
    assertThat(((InvalidInputException) failure).field()).isEqualTo(field);
    assertThat(failure).hasMessageContaining(bound);
    assertThat(failure.getMessage()).doesNotContain(SECRET).hasSizeLessThan(300);
  }

  @Test
  @DisplayName("§10.17 ten megabytes, nothing and NULL are stored by no way, and change no size")
  void nothingOfItIsStored() {
    int before = memory.stats(REX).total();
    long size = memory.health().vaultBytes();
    String large = bytes(10 * 1024 * 1024);
    List<ThrowingCallable> calls =
        List.of(
            () -> memory.remember(Turn.said("Ana", large), REX),
            () -> memory.remember(Turn.said(large, "a"), REX),
            () -> memory.remember(Statement.of("a", "is", large), REX),
            () -> memory.remember(Routine.of("a", large), REX),
            () -> memory.remember(ToolResult.of("a", large), REX),
            () -> memory.remember(Summary.of("a", large), REX),
            () -> memory.remember(Finding.of(large, "u"), REX),
            () -> memory.remember(Turn.note(" \n\t"), REX),
            () -> memory.remember(Statement.of("a", "", "b"), REX),
            () -> memory.remember(Document.of("a", ""), REX),
            () -> memory.remember(Turn.note("a\0b"), REX),
            () -> memory.remember(Document.of("a", "b\0"), REX),
            () -> memory.remember(ToolResult.of("a", "b\0"), REX));
    for (ThrowingCallable call : calls) {
      assertThatThrownBy(call).isInstanceOf(InvalidInputException.class);
    }
    for (ThrowingCallable call : nothings()) {
      assertThatThrownBy(call).isInstanceOfAny(NullPointerException.class, EngramException.class);
    }
    assertThat(memory.stats(REX).total()).isEqualTo(before);
    assertThat(memory.health().vaultBytes()).isEqualTo(size);
  }

  @SuppressWarnings({"NullAway", "DataFlowIssue"})
  private static List<ThrowingCallable> nothings() {
    return List.of(
        () -> memory.remember(Turn.note(null), REX),
        () -> memory.remember(Turn.said(null, "a"), REX),
        () -> memory.remember(Statement.of("a", null, "b"), REX),
        () -> memory.remember(Routine.of(null, "a"), REX),
        () -> memory.remember(Document.of("a", null), REX),
        () -> memory.remember((Turn) null, REX),
        () -> memory.recall(Query.of(null), REX));
  }

  @Test
  @DisplayName("§10.17 moments at the ends of time are answered")
  void momentsAtTheEndsOfTimeAreAnswered() {
    memory.remember(Turn.said("Ana", "I moved to Porto in March."), REX);
    List<Instant> ends = List.of(Instant.MIN, Instant.EPOCH, Instant.MAX);
    for (Instant from : ends) {
      for (Instant to : ends) {
        if (!to.isBefore(from)) {
          for (Query query :
              Stream.of(TimeRange.within(from, to), TimeRange.after(from), TimeRange.before(to))
                  .map(range -> PlanOverride.none().withRange(range))
                  .map(plan -> Query.of("Where did Ana move?").planned(plan))
                  .collect(Collectors.toList())) {
            assertThat(memory.recall(query, REX).hits()).isNotEmpty();
          }
        }
      }
    }
  }
}
