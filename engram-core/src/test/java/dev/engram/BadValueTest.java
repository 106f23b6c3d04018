package dev.engram;

import static dev.engram.Failures.failing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.config.DedupOptions;
import dev.engram.config.RecallOptions;
import dev.engram.config.VaultKey;
import dev.engram.config.VaultOptions;
import dev.engram.fault.ErrorCode;
import dev.engram.fault.InvalidInputException;
import dev.engram.memory.Category;
import dev.engram.memory.Edge;
import dev.engram.memory.EdgeType;
import dev.engram.memory.MemoryId;
import dev.engram.memory.MemoryKind;
import dev.engram.memory.Routine;
import dev.engram.memory.Statement;
import dev.engram.memory.TimeSpan;
import dev.engram.memory.Turn;
import dev.engram.query.Listing;
import dev.engram.query.Query;
import dev.engram.query.TokenBudget;
import dev.engram.scope.Principal;
import dev.engram.scope.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each bad value: its code, its field, its bound, and never the value of a text. */
@DisplayName("§10.17 Each bad value is refused by field and bound, without its content")
class BadValueTest {
  private static final String SECRET = "xylophone";
  private static final MemoryId SOME = MemoryId.create(1, new Random(1));
  private static final MemoryId OTHER = MemoryId.create(1, new Random(2));

  private static Arguments bad(
      String what, ErrorCode code, String field, String bound, ThrowingCallable call) {
    return Arguments.of(what, code, field, bound, call);
  }

  private static String kilobytes(int count) {
    return (SECRET + " ").repeat(count * 1024 / 10 + 1);
  }

  static Stream<Arguments> texts() {
    ErrorCode invalid = ErrorCode.INVALID_INPUT;
    ErrorCode large = ErrorCode.CONTENT_TOO_LARGE;
    return Stream.of(
        bad("an empty turn", invalid, "turn.text", "is empty", () -> Turn.note("")),
        bad("a blank turn", invalid, "turn.text", "is blank, 3", () -> Turn.note(" \t\n")),
        bad("8 KiB and more", large, "turn.text", "8192", () -> Turn.note(kilobytes(8))),
        bad("a megabyte", large, "turn.text", "8192", () -> Turn.note(kilobytes(1024))),
        bad(
            "8 KiB of three-byte characters",
            large,
            "turn.text",
            "has 8193 bytes in UTF-8; the bound is 8192",
            () -> Turn.note("水".repeat(2731))),
        bad(
            "half a surrogate pair",
            invalid,
            "turn.text",
            "half a surrogate pair at 10",
            () -> Turn.note(SECRET + " \uD83D.")),
        bad(
            "the other half",
            invalid,
            "turn.text",
            "half a surrogate pair at 9",
            () -> Turn.note(SECRET + "\uDE00")),
        bad("NUL", invalid, "turn.text", "NUL at 9", () -> Turn.note(SECRET + "\0")),
        bad("a blank speaker", invalid, "turn.speaker", "blank", () -> Turn.said(" ", "hi")),
        bad("a long speaker", large, "turn.speaker", "512", () -> Turn.said(kilobytes(1), "hi")),
        bad("an empty session", invalid, "turn.session", "empty", () -> Turn.note("hi").in("")),
        bad(
            "an empty subject",
            invalid,
            "statement.subject",
            "empty",
            () -> Statement.of("", "is", SECRET)),
        bad(
            "a blank predicate",
            invalid,
            "statement.predicate",
            "blank",
            () -> Statement.of(SECRET, " ", "b")),
        bad(
            "a large object",
            large,
            "statement.object",
            "8192",
            () -> Statement.of("a", "is", kilobytes(8))),
        bad(
            "three parts that are too large together",
            large,
            "statement.text",
            "8192",
            () -> Statement.of("a".repeat(500), "is", "b".repeat(8192 - 500))),
        bad(
            "no step",
            invalid,
            "routine.steps",
            "1 to 64 entries, got 0",
            () -> Routine.of(SECRET)),
        bad(
            "a blank step",
            invalid,
            "routine.steps",
            "blank",
            () -> Routine.of(SECRET, "one", " ")),
        bad(
            "too many steps",
            invalid,
            "routine.steps",
            "got 65",
            () -> Routine.of("t", Stream.generate(() -> SECRET).limit(65).toArray(String[]::new))),
        bad(
            "steps that are too large together",
            large,
            "routine.text",
            "8192",
            () -> Routine.of("t", "a".repeat(5000), "b".repeat(5000))));
  }

  static Stream<Arguments> values() {
    ErrorCode invalid = ErrorCode.INVALID_INPUT;
    ErrorCode option = ErrorCode.CONFIG_INVALID;
    Turn turn = Turn.note(SECRET);
    return Stream.of(
        bad(
            "importance below 0",
            invalid,
            "importance",
            "0 to 1, got -0.1",
            () -> turn.placement().important(-0.1)),
        bad(
            "importance that is no number",
            invalid,
            "importance",
            "0 to 1, got NaN",
            () -> turn.placement().important(Double.NaN)),
        bad(
            "a category in capitals",
            invalid,
            "memory.category",
            "[a-z0-9_]{1,64}",
            () -> new Category("Xylophone")),
        bad("a time too far back", invalid, "time", "-4000", () -> turn.at(Instant.MIN)),
        bad("a time too far ahead", invalid, "time", "9999", () -> turn.at(Instant.MAX)),
        bad(
            "a span that ends before it begins",
            invalid,
            "time.to",
            "before time.from",
            () -> new TimeSpan(Instant.EPOCH.plusSeconds(1), Instant.EPOCH)),
        bad(
            "an edge to itself",
            invalid,
            "edge.target",
            "own source",
            () -> Edge.of(SOME, SOME, EdgeType.SUPPORTS)),
        bad(
            "an edge of no weight",
            invalid,
            "edge.weight",
            "above 0",
            () -> new Edge(SOME, OTHER, EdgeType.SUPPORTS, 0)),
        bad(
            "an edge of a weight that is no number",
            invalid,
            "edge.weight",
            "NaN",
            () -> new Edge(SOME, OTHER, EdgeType.SUPPORTS, Double.NaN)),
        bad("an id of words", invalid, "memory.id", "36 characters", () -> MemoryId.parse(SECRET)),
        bad("an empty id", invalid, "memory.id", "of 0 characters", () -> MemoryId.parse("")),
        bad(
            "an id with misplaced dashes",
            invalid,
            "memory.id",
            "no UUID",
            () -> MemoryId.parse("0190abcdef-123-7456-8789-abcdef01234")),
        bad("an unknown scope", invalid, "scope", "none of", () -> Scope.parse("planet:mars")),
        bad("a scope in capitals", invalid, "scope", "none of", () -> Scope.parse("Agent:rex")),
        bad("an empty scope", invalid, "scope", "none of", () -> Scope.parse("")),
        bad("too few names", invalid, "scope", "none of", () -> Scope.parse("user:rex/discord")),
        bad("an empty name", invalid, "scope.agent", "got 0", () -> Scope.parse("agent:")),
        bad(
            "a blank in a name",
            invalid,
            "scope.agent",
            "U+0020 at 9",
            () -> Scope.agent(SECRET + " ")),
        bad(
            "a long name",
            invalid,
            "scope.project",
            "1 to 128 characters, got 129",
            () -> Scope.project("x".repeat(129))),
        bad("a surrogate in a name", invalid, "scope.agent", "U+D83D", () -> Scope.agent("\uD83D")),
        bad(
            "a principal without a name",
            invalid,
            "principal.agent",
            "1 to 128",
            () -> Principal.agent("")),
        bad(
            "a short raw key",
            invalid,
            "key.raw",
            "32 bytes, got 31",
            () -> VaultKey.raw(new byte[31])),
        bad(
            "an empty passphrase",
            invalid,
            "key.passphrase",
            "1 to 1024 characters, got 0",
            () -> VaultKey.passphrase(new char[0])),
        bad(
            "half a character in a passphrase",
            invalid,
            "key.passphrase",
            "surrogate",
            () -> VaultKey.passphrase((SECRET + "\uD83D").toCharArray())),
        bad(
            "no readers",
            option,
            "vault.readers",
            "1 to 64, got 0",
            () -> VaultOptions.defaults().withReaders(0)),
        bad(
            "no queue",
            option,
            "vault.writeQueue",
            "1 to 100000, got 0",
            () -> VaultOptions.defaults().withWriteQueue(0)),
        bad(
            "saving at every change",
            option,
            "vault.saveEvery",
            "at least 100",
            () -> VaultOptions.defaults().withSaveEvery(1)),
        bad(
            "a weight that is no number",
            option,
            "recall.lexical",
            "0 to 10, got NaN",
            () -> RecallOptions.defaults().withWeights(Double.NaN, 1)),
        bad(
            "too few candidates",
            option,
            "recall.candidates",
            "10 to 10000",
            () -> RecallOptions.defaults().withCandidates(9)),
        bad(
            "no dedup window",
            option,
            "dedup.window",
            "positive",
            () -> new DedupOptions(true, Duration.ZERO, 0.5)),
        bad(
            "a dedup window of ages",
            option,
            "dedup.window",
            "at most",
            () -> new DedupOptions(true, Duration.ofSeconds(Long.MAX_VALUE), 0.5)));
  }

  static Stream<Arguments> queries() {
    ErrorCode invalid = ErrorCode.INVALID_QUERY;
    return Stream.of(
        bad("an empty query", invalid, "query.text", "blank", () -> Query.of("")),
        bad("a blank query", invalid, "query.text", "blank, 2", () -> Query.of(" \n")),
        bad("NUL", invalid, "query.text", "NUL at 9", () -> Query.of(SECRET + "\0")),
        bad("over 8 KiB", invalid, "query.text", "8192", () -> Query.of(kilobytes(8))),
        bad("a megabyte", invalid, "query.text", "8192", () -> Query.of(kilobytes(1024))),
        bad(
            "a limit of 0",
            invalid,
            "query.limit",
            "1 to 1000, got 0",
            () -> Query.of(SECRET).limit(0)),
        bad(
            "a limit below 0",
            invalid,
            "query.limit",
            "1 to 1000, got -5",
            () -> Query.of(SECRET).limit(-5)),
        bad(
            "a huge limit",
            invalid,
            "query.limit",
            "1 to 1000, got 2147483647",
            () -> Query.of(SECRET).limit(Integer.MAX_VALUE)),
        bad(
            "no kind",
            invalid,
            "query.kinds",
            "at least one",
            () -> Query.of(SECRET).only(EnumSet.noneOf(MemoryKind.class))),
        bad("no budget", invalid, "query.budget", "1 to 1000000", () -> TokenBudget.of(0)),
        bad("a listing of none", invalid, "listing.limit", "1 to 1000", () -> Listing.newest(0)),
        bad("a huge listing", invalid, "listing.limit", "got 1001", () -> Listing.newest(1001)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"texts", "values", "queries"})
  void isRefusedByFieldAndBoundWithoutItsContent(
      String what, ErrorCode code, String field, String bound, ThrowingCallable call) {
    var failure = failing(code, call);
    assertThat(failure).isInstanceOf(InvalidInputException.class);
    assertThat(((InvalidInputException) failure).field()).isEqualTo(field);
    assertThat(failure).hasMessageContaining(field).hasMessageContaining(bound);
    assertThat(String.valueOf(failure.getMessage()).toLowerCase(java.util.Locale.ROOT))
        .doesNotContain(SECRET);
    assertThat(failure.getMessage()).hasSizeLessThan(300);
  }
}
