package dev.engram;

import static dev.engram.Failures.failing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.config.CaptureOptions;
import dev.engram.config.EngramOptions;
import dev.engram.fault.ErrorCode;
import dev.engram.memory.CaptureNote;
import dev.engram.memory.Derived;
import dev.engram.memory.Details;
import dev.engram.memory.Document;
import dev.engram.memory.DryRun;
import dev.engram.memory.DryRun.Action;
import dev.engram.memory.EdgeType;
import dev.engram.memory.Exchange;
import dev.engram.memory.Finding;
import dev.engram.memory.Material;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import dev.engram.memory.Remembered;
import dev.engram.memory.Routine;
import dev.engram.memory.RunOutcome;
import dev.engram.memory.Source;
import dev.engram.memory.Statement;
import dev.engram.memory.Summary;
import dev.engram.memory.ToolResult;
import dev.engram.memory.Turn;
import dev.engram.query.FactQuery;
import dev.engram.query.Listing;
import dev.engram.query.Query;
import dev.engram.scope.Principal;
import dev.engram.scope.Scope;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that remember takes keeps its words and gives what can be derived from it. */
class MaterialTest {
  private static final Principal REX = Principal.agent("rex").in(Scope.project("apollo"));
  private static final Instant MONDAY = Instant.parse("2025-06-02T09:00:00Z");

  @TempDir private Path folder;
  private final HandClock clock = new HandClock();
  private MemoryGraph memory;

  @BeforeEach
  void open() {
    memory =
        MemoryGraph.open(
            folder.resolve("rex.engram"),
            TestKeys.right(),
            EngramOptions.defaults()
                .withClock(clock)
                .withoutBackground()
                .withEmbedder(WordEmbedder.usual())
                .withCapture(CaptureOptions.defaults().in(ZoneOffset.UTC)));
  }

  @AfterEach
  void close() {
    assertThat(memory.doctor().findings()).allMatch(one -> one.sound());
    memory.close();
  }

  private Remembered remember(Material material) {
    return memory.remember(material, REX);
  }

  private List<String> texts(Remembered remembered) {
    return remembered.pieces().stream().map(id -> memory.get(id, REX).text()).toList();
  }

  @Test
  void aTurnKeepsItsWordsAndItsFactsPointBack() {
    var said = remember(Turn.said("Ana", "I work at Heronbook and I live in Porto.").at(MONDAY));
    assertThat(texts(said)).containsExactly("I work at Heronbook and I live in Porto.");
    assertThat(said.derived()).hasSize(2).allMatch(one -> one.from().equals(said.id()));
    for (Derived derived : said.derived()) {
      var fact = (Memory.Fact) memory.get(derived.id(), REX);
      assertThat(fact.subject()).isEqualTo("Ana");
      assertThat(fact.origin()).contains(said.id());
      assertThat(fact.traits().source()).isEqualTo(Source.DERIVED);
      assertThat(memory.history(fact.id(), REX).edges())
          .anyMatch(
              edge -> edge.type() == EdgeType.DERIVED_FROM && edge.target().equals(said.id()));
    }
  }

  @Test
  void theTurnsOfAnExchangeAreEachOthersContext() {
    var exchange =
        Exchange.of(
            Turn.said("Ana", "Martin started at Heronbook yesterday."),
            Turn.said("Ben", "He lives in Porto."));
    var remembered = remember(exchange);
    assertThat(texts(remembered)).hasSize(2);
    assertThat(memory.facts(FactQuery.about("Martin"), REX))
        .anyMatch(fact -> fact.object().contains("Porto"));
  }

  @Test
  void aDocumentIsCutWhereItsStructureIs() {
    String code = "```java\nint a = 1;\n\nint b = 2;\n```";
    String text =
        "# Handbook\n\nHeronbook runs on PostgreSQL 17.\n\n## Release\n\n"
            + "The release train leaves every Tuesday.\n\n"
            + code
            + "\n";
    var remembered = remember(Document.of("handbook", text));
    String all = String.join("\n", texts(remembered));
    assertThat(all).contains("Heronbook runs on PostgreSQL 17.", "every Tuesday", code);
    var first = (Memory.Episode) memory.get(remembered.id(), REX);
    assertThat(first.session()).contains("document:handbook");
    assertThat(memory.recall(Query.of("when does the release train leave?"), REX).hits())
        .first()
        .satisfies(hit -> assertThat(hit.text()).contains("Tuesday"));
  }

  @Test
  void whatAToolAnswersIsKeptAndNothingInItIsTakenForAStatement() {
    var answered =
        remember(ToolResult.of("weather", "I live in Oslo. 12 degrees, rain.").in("talk"));
    assertThat(answered.derived()).isEmpty();
    assertThat(memory.get(answered.id(), REX).traits().source()).isEqualTo(Source.TOOL);
    assertThat(memory.entitiesNamed("weather", REX)).isEmpty();
  }

  @Test
  void aSummaryAndAFindingGiveFactsOfTheirOwnSubjects() {
    var summary = remember(Summary.of("talk", "Heronbook uses PostgreSQL. Ana prefers tea."));
    assertThat(memory.get(summary.id(), REX).traits().importance()).isEqualTo(0.6);
    assertThat(memory.facts(FactQuery.about("Heronbook"), REX)).isNotEmpty();
    var finding = remember(Finding.of("PostgreSQL 17 came out in 2024.", "https://example.org/a"));
    assertThat(texts(finding).getFirst()).contains("https://example.org/a");
    assertThat(memory.details(finding.id(), REX).annotations().metadata().urls())
        .containsExactly("https://example.org/a");
  }

  @Test
  void aProcedureCountsHowItTurnedOut() {
    Routine brew = Routine.of("brew tea", "boil water", "wait 3 minutes");
    MemoryId id = remember(brew.turnedOut(RunOutcome.SUCCESS)).id();
    remember(brew.turnedOut(RunOutcome.SUCCESS));
    remember(brew.turnedOut(RunOutcome.FAILURE));
    var procedure = (Memory.Procedure) memory.get(id, REX);
    assertThat(procedure.successes()).isEqualTo(2);
    assertThat(procedure.failures()).isEqualTo(1);
  }

  @Test
  void whatIsAskedToBeRememberedHasTheCeilingAndThanksTheFloor() {
    var asked = remember(Turn.said("Ana", "Remember that my locker code is 4471."));
    var thanks = remember(Turn.said("Ana", "Thanks a lot, that is so kind!"));
    assertThat(memory.get(asked.id(), REX).traits().importance()).isEqualTo(1);
    assertThat(memory.get(asked.id(), REX).traits().source()).isEqualTo(Source.USER_EXPLICIT);
    assertThat(memory.get(thanks.id(), REX).traits().importance()).isEqualTo(0.05);
    assertThat(memory.get(thanks.id(), REX).traits().strength()).isLessThan(0.7);
    assertThat(memory.details(thanks.id(), REX).annotations().reasons()).isNotEmpty();
  }

  @Test
  void detailsTellSizesAffectTimesAndNames() {
    var said =
        remember(
            Turn.said("Ana", "We shipped Heronbook 2.0 last Friday in Porto and I am so happy!!")
                .at(MONDAY));
    Details details = memory.details(said.id(), REX);
    assertThat(details.annotations().times())
        .anyMatch(time -> time.from().equals(Instant.parse("2025-05-30T00:00:00Z")));
    assertThat(details.annotations().affect().valence()).isPositive();
    assertThat(details.annotations().sizes().keyFactTokens())
        .isLessThanOrEqualTo(details.annotations().sizes().fullTokens());
    assertThat(details.entities()).anyMatch(entity -> entity.name().equals("Porto"));
    assertThat(details.entities()).anyMatch(entity -> entity.name().equals("Ana"));
  }

  @Test
  void aDryRunTellsWhatWouldBeStoredAndStoresNothing() {
    remember(Turn.said("Ana", "I live in Lyon.").in("talk"));
    var before = memory.stats(REX);
    List<Turn> next = List.of(Turn.said("Ana", "I moved from Lyon to Porto.").in("talk"));
    DryRun rehearsal = memory.dryRun(next, REX);
    assertThat(memory.stats(REX)).isEqualTo(before);
    assertThat(memory.list(Listing.newest(10), REX)).hasSize(before.total());
    var done = memory.remember(next, REX).getFirst();
    assertThat(rehearsal.planned().stream().filter(one -> one.action() == Action.STORE))
        .hasSize(1 + done.derived().size());
    assertThat(rehearsal.planned())
        .anyMatch(one -> one.action() == Action.CLOSE && one.memory().text().contains("Lyon"))
        .allMatch(one -> !one.why().isEmpty());
  }

  @Test
  void secretsAreTakenOutBeforeAnythingIsStored() {
    String key = "sk_live_" + "4eC39HqLyjWDarjtT1zdp7dc";
    var said = remember(Turn.said("Ana", "The payment key is " + key + " for now."));
    assertThat(said.notes()).contains(CaptureNote.SECRETS_REDACTED);
    assertThat(memory.get(said.id(), REX).text()).doesNotContain(key).contains("[REDACTED:");
    var stated = remember(Statement.of("deploy password", "is", "hunter2hunter2"));
    assertThat(memory.get(stated.id(), REX).text()).doesNotContain("hunter2");
    String pem =
        "-----BEGIN RSA PRIVATE KEY-----\n"
            + "MIIEowIBAAKCAQEAx7Zq9vUq5kE1s0Yl3n8Tw2\n".repeat(80)
            + "-----END RSA PRIVATE KEY-----\n";
    var document = remember(Document.of("notes", "# Keys\n\nOurs:\n\n" + pem + "\nThe end."));
    assertThat(String.join("", texts(document))).doesNotContain("MIIEowIBAAKCAQEA");
    assertThat(document.notes()).contains(CaptureNote.SECRETS_REDACTED);
  }

  @Test
  void aThousandRepetitionsAreOneMemory() {
    Turn turn = Turn.said("Ana", "I live in Porto.").at(MONDAY);
    for (int i = 0; i < 1_000; i++) {
      remember(turn);
    }
    assertThat(memory.list(Listing.newest(10), REX)).hasSize(2);
    Memory.Fact fact = memory.facts(FactQuery.about("Ana"), REX).getFirst();
    assertThat(fact.traits().strength()).isGreaterThan(900);
  }

  @Test
  void limitsAreTyped() {
    failing(ErrorCode.CONTENT_TOO_LARGE, () -> Document.of("x", "a".repeat(17 << 20)));
    failing(ErrorCode.CONTENT_TOO_LARGE, () -> Turn.note("a".repeat(9_000)));
    failing(ErrorCode.INVALID_INPUT, () -> Exchange.of());
    failing(ErrorCode.INVALID_INPUT, () -> new Finding("x", List.of(), Turn.note("x").placement()));
  }
}
