package dev.engram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.engram.config.EngramOptions;
import dev.engram.config.VaultKey;
import dev.engram.fault.EngramException;
import dev.engram.fault.ErrorCode;
import dev.engram.fault.InvalidInputException;
import dev.engram.health.Diagnosis;
import dev.engram.memory.CaptureNote;
import dev.engram.memory.Document;
import dev.engram.memory.Exchange;
import dev.engram.memory.Material;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import dev.engram.memory.MemoryKind;
import dev.engram.memory.Remembered;
import dev.engram.memory.Remembered.Outcome;
import dev.engram.memory.Routine;
import dev.engram.memory.SecurityTier;
import dev.engram.memory.Statement;
import dev.engram.memory.ToolResult;
import dev.engram.memory.Turn;
import dev.engram.query.Degradation;
import dev.engram.query.Dropped;
import dev.engram.query.FactQuery;
import dev.engram.query.Hit;
import dev.engram.query.Listing;
import dev.engram.query.Query;
import dev.engram.query.Recall;
import dev.engram.scope.Principal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Spec §10.5: what is sealed beyond the pages, and what can still be done with it. */
@DisplayName("§10.5 What is sealed beyond the pages, and what can still be done with it")
class FieldTiersTest {
  private static final Principal REX = Principal.agent("rex");

  /** Words that stand nowhere else. */
  private static final List<String> PLANTED = List.of("quokkaherd", "zanzibarium", "wombatting");

  private static final String SECRET = "The quokkaherd keeps zanzibarium for wombatting.";

  @TempDir private Path folder;
  private final HandClock clock = new HandClock();

  private Path file() {
    return folder.resolve("rex.engram");
  }

  private MemoryGraph open() {
    return open(EngramOptions.defaults().withEmbedder(WordEmbedder.usual()));
  }

  private MemoryGraph open(EngramOptions options) {
    return MemoryGraph.open(file(), TestKeys.right(), options.withClock(clock));
  }

  private static Turn hidden(String text) {
    Turn turn = Turn.said("Ana", text);
    return turn.with(turn.placement().atLeast(SecurityTier.CONFIDENTIAL));
  }

  private static Material at(Material material, SecurityTier tier) {
    return switch (material) {
      case Turn turn -> turn.with(turn.placement().atLeast(tier));
      case Statement stated -> stated.with(stated.placement().atLeast(tier));
      case Routine routine -> routine.with(routine.placement().atLeast(tier));
      case Document document -> document.with(document.placement().atLeast(tier));
      case ToolResult result -> result.with(result.placement().atLeast(tier));
      default -> throw new IllegalArgumentException("no placement of its own");
    };
  }

  private static Stream<Material> everyKind() {
    return Stream.of(
        Turn.said("Ana", SECRET).in("talk"),
        Document.of("Notes", "# Stores\n\n" + SECRET + "\n\nThe rest is about wombatting."),
        Statement.of("quokkaherd", "keeps", "zanzibarium for wombatting"),
        Routine.of("feed the quokkaherd", "bring zanzibarium", "go wombatting").using("wombatting"),
        ToolResult.of("lookup", SECRET));
  }

  static Stream<Arguments> kindsAndTiers() {
    return Stream.of(SecurityTier.SENSITIVE, SecurityTier.CONFIDENTIAL)
        .flatMap(tier ->
            Stream.concat(
                everyKind().map(material -> Arguments.of(at(material, tier), tier)),
                Stream.of(
                    Arguments.of(
                        Exchange.of(
                            (Turn) at(Turn.said("Ana", SECRET), tier),
                            (Turn) at(Turn.said("Ben", "And more wombatting?"), tier)),
                        tier))));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("kindsAndTiers")
  @DisplayName("§10.5.3 what is sealed stands in no row and comes back whole")
  void whatIsSealedStandsInNoPageAndComesBackWhole(Material material, SecurityTier tier) {
    List<MemoryId> ids;
    List<Memory> before;
    try (var memory = open()) {
      Remembered kept = memory.remember(material, REX);
      assertThat(kept.notes()).contains(CaptureNote.SEALED);
      ids = kept.pieces();
      before = memory.list(Listing.newest(100), REX);
      assertThat(before).allMatch(one -> one.traits().tier() == tier);
      assertThat(before).anyMatch(one -> one.text().contains("zanzibarium"));
      assertThat(memory.doctor().findings()).allMatch(Diagnosis.Finding::sound);
    }
    var contents = VaultContents.of(file(), TestKeys.right());
    for (String word : PLANTED) {
      assertThat(contents.tablesWith(word)).as(word).isEmpty();
    }
    try (var memory = open()) {
      assertThat(memory.list(Listing.newest(100), REX)).isEqualTo(before);
      assertThat(memory.get(ids.getFirst(), REX)).isIn(before);
      Recall recall = memory.recall(Query.of("quokkaherd zanzibarium wombatting"), REX);
      assertThat(recall.hits()).anyMatch(hit -> hit.text().contains("zanzibarium"));
      assertThat(memory.doctor().findings()).allMatch(Diagnosis.Finding::sound);
    }
  }

  @Test
  void personalDataSealsByItselfAndLeavesTheNameOfItsKind() {
    String words = "Reach Tamsin at tamsin.quokkaherd@zanzibarium.org about the boat.";
    try (var memory = open()) {
      Remembered kept = memory.remember(Turn.said("Ana", words), REX);
      assertThat(kept.notes()).contains(CaptureNote.SEALED);
      Memory whole = memory.get(kept.id(), REX);
      assertThat(whole.text()).isEqualTo(words);
      assertThat(whole.traits().tier()).isEqualTo(SecurityTier.SENSITIVE);
      for (Memory.Fact fact :
          memory.list(Listing.newest(100).only(Set.of(MemoryKind.FACT)), REX).stream()
              .map(Memory.Fact.class::cast)
              .toList()) {
        assertThat(fact.traits().tier()).isEqualTo(SecurityTier.SENSITIVE);
      }
    }
    var contents = VaultContents.of(file(), TestKeys.right());
    for (String word : List.of("quokkaherd", "zanzibarium", words)) {
      assertThat(contents.tablesWith(word)).as(word).isEmpty();
    }
    assertThat(VaultContents.column(file(), TestKeys.right(), "SELECT text FROM memory LIMIT 1"))
        .containsExactly("Reach Tamsin at [email] about the boat.");
  }

  @Test
  void aCardNumberMakesAMemoryConfidential() {
    try (var memory = open()) {
      var id = memory.remember(Turn.said("Ana", "My card is 4111 1111 1111 1111."), REX).id();
      assertThat(memory.get(id, REX).traits().tier()).isEqualTo(SecurityTier.CONFIDENTIAL);
    }
    assertThat(VaultContents.of(file(), TestKeys.right()).tablesWith("4111")).isEmpty();
    assertThat(VaultContents.of(file(), TestKeys.right()).tablesWith("my card")).isEmpty();
  }

  @Test
  @DisplayName("§10.5.5 a confidential memory is found by meaning and not by words")
  void aConfidentialMemoryIsFoundByMeaningAndNotByWords() {
    try (var memory = open()) {
      memory.remember(hidden(SECRET), REX);
      memory.remember(Turn.said("Ben", "The tide is low at noon."), REX);
      Hit found = memory.recall(Query.of("where is the zanzibarium"), REX).hits().getFirst();
      assertThat(found.text()).isEqualTo(SECRET);
      assertThat(found.evidence()).noneMatch(one -> one.signal().equals("lexical"));
    }
    try (var memory = open(EngramOptions.defaults())) {
      assertThat(memory.recall(Query.of("where is the zanzibarium"), REX).hits())
          .noneMatch(hit -> hit.text().contains("zanzibarium"));
      assertThat(memory.recall(Query.of("confidential"), REX).hits())
          .noneMatch(hit -> hit.text().contains("zanzibarium"));
    }
  }

  @Test
  @DisplayName("§10.5.5 a sensitive memory is found by the words that show")
  void aSensitiveMemoryIsFoundByTheWordsThatShow() {
    try (var memory = open(EngramOptions.defaults())) {
      String words = "The harbour master answers at pier@zanzibarium.org on weekdays.";
      memory.remember(Turn.said("Ana", words), REX);
      assertThat(memory.recall(Query.of("harbour master"), REX).hits().getFirst().text())
          .isEqualTo(words);
      assertThat(memory.recall(Query.of("zanzibarium"), REX).hits()).isEmpty();
    }
  }

  @Test
  @DisplayName("§10.5.3 a seal that was moved to another row does not open")
  void aSealIsBoundToItsRow() {
    MemoryId first;
    try (var memory = open()) {
      first = memory.remember(hidden("The first quokkaherd sleeps."), REX).id();
      memory.remember(hidden("The second wombat digs."), REX);
      memory.remember(Turn.said("Ben", "The tide is low at noon."), REX);
    }
    VaultContents.tamper(
        file(),
        TestKeys.right(),
        """
        UPDATE sealed SET bytes = (SELECT bytes FROM sealed ORDER BY ordinal DESC LIMIT 1)
        WHERE ordinal = (SELECT min(ordinal) FROM sealed)
        """);
    requireClosedForGood(first);
  }

  @Test
  void aDamagedSealKeepsOneMemoryClosedAndNoOther() {
    MemoryId first;
    try (var memory = open()) {
      first = memory.remember(hidden("The first quokkaherd sleeps."), REX).id();
      memory.remember(hidden("The second wombat digs."), REX);
      memory.remember(Turn.said("Ben", "The tide is low at noon."), REX);
    }
    VaultContents.tamper(
        file(),
        TestKeys.right(),
        """
        UPDATE sealed SET bytes = CAST(x'00' || substr(bytes, 2) AS BLOB)
        WHERE ordinal = (SELECT min(ordinal) FROM sealed)
        """);
    requireClosedForGood(first);
  }

  @Test
  void aRowThatSaysAnotherTierDoesNotOpen() {
    MemoryId first;
    try (var memory = open()) {
      first = memory.remember(hidden("The first quokkaherd sleeps."), REX).id();
      memory.remember(hidden("The second wombat digs."), REX);
      memory.remember(Turn.said("Ben", "The tide is low at noon."), REX);
    }
    VaultContents.tamper(
        file(),
        TestKeys.right(),
        "UPDATE memory SET tier = 'sensitive' WHERE ordinal = (SELECT min(ordinal) FROM sealed)");
    try (var memory = open()) {
      assertThatExceptionOfType(EngramException.class)
          .isThrownBy(() -> memory.get(first, REX))
          .satisfies(one -> assertThat(one.code()).isEqualTo(ErrorCode.ENCRYPTION_FAILED));
    }
  }

  private void requireClosedForGood(MemoryId first) {
    try (var memory = open()) {
      assertThatExceptionOfType(EngramException.class)
          .isThrownBy(() -> memory.get(first, REX))
          .satisfies(one -> assertThat(one.code()).isEqualTo(ErrorCode.ENCRYPTION_FAILED));
      Recall recall = memory.recall(Query.of("quokkaherd wombat tide"), REX);
      assertThat(recall.trace().degradations()).contains(Degradation.SEALED_UNREADABLE);
      assertThat(recall.hits())
          .extracting(Hit::text)
          .contains("The second wombat digs.", "The tide is low at noon.");
      assertThat(recall.trace().dropped())
          .anyMatch(one -> one.id().equals(first) && one.reason() == Dropped.Reason.UNREADABLE);
      assertThat(memory.list(Listing.newest(10), REX)).hasSizeGreaterThanOrEqualTo(3);
      assertThat(memory.doctor().findings())
          .anyMatch(one -> one.check().equals("sealed memories open") && !one.sound());
    }
  }

  @Test
  void aSealedMemoryThatIsSaidAgainIsStrengthenedAndAnotherIsNot() {
    try (var memory = open()) {
      assertThat(memory.remember(hidden("Door code is heron."), REX).outcome())
          .isEqualTo(Outcome.STORED);
      assertThat(memory.remember(hidden("Door code is heron."), REX).outcome())
          .isEqualTo(Outcome.STRENGTHENED);
      assertThat(memory.remember(hidden("Gate code is osprey."), REX).outcome())
          .isEqualTo(Outcome.STORED);
      Turn mail = Turn.said("Ana", "Write to heron@zanzibarium.org.");
      Turn other = Turn.said("Ana", "Write to osprey@wombatting.org.");
      assertThat(memory.remember(mail, REX).outcome()).isEqualTo(Outcome.STORED);
      assertThat(memory.remember(other, REX).outcome()).isEqualTo(Outcome.STORED);
      assertThat(memory.remember(mail, REX).outcome()).isEqualTo(Outcome.STRENGTHENED);
      assertThat(memory.recall(Query.of("code"), REX).hits())
          .extracting(Hit::text)
          .contains("Door code is heron.", "Gate code is osprey.");
    }
  }

  @Test
  void whatWasClearIsSealedWhenItComesBackAsASecret() {
    try (var memory = open()) {
      memory.remember(Turn.said("Ana", SECRET), REX);
      Remembered again = memory.remember(hidden(SECRET), REX);
      assertThat(again.outcome()).isEqualTo(Outcome.STORED);
      assertThat(memory.get(again.id(), REX).traits().tier()).isEqualTo(SecurityTier.CONFIDENTIAL);
    }
  }

  @Test
  void sealedFactsReplaceAndRestateEachOther() {
    try (var memory = open()) {
      Statement old = Statement.of("Ana", "lives in", "Zanzibarium");
      Statement next = Statement.of("Ana", "lives in", "Quokkaherd");
      var first = memory.remember(at(old, SecurityTier.CONFIDENTIAL), REX).id();
      clock.move(Duration.ofDays(3));
      assertThat(memory.remember(at(old, SecurityTier.CONFIDENTIAL), REX).outcome())
          .isEqualTo(Outcome.STRENGTHENED);
      memory.remember(at(next, SecurityTier.CONFIDENTIAL), REX);
      assertThat(memory.facts(FactQuery.about("Ana"), REX))
          .extracting(Memory.Fact::object)
          .containsExactly("Quokkaherd");
      assertThat(memory.facts(FactQuery.about("Ana").withHistory(), REX))
          .extracting(Memory.Fact::object)
          .containsExactly("Quokkaherd", "Zanzibarium");
      assertThat(memory.history(first, REX).versions()).hasSize(1);
    }
    var contents = VaultContents.of(file(), TestKeys.right());
    assertThat(contents.tablesWith("zanzibarium")).isEmpty();
    assertThat(contents.tablesWith("lives in")).isEmpty();
  }

  @Test
  void newWordsOfASealedMemoryAreSealedAsWell() {
    MemoryId id;
    try (var memory = open()) {
      id = memory.remember(hidden(SECRET), REX).id();
      memory.update(id, Turn.said("Ana", "The wombatting is over."), REX);
      assertThat(memory.get(id, REX).text()).isEqualTo("The wombatting is over.");
      assertThat(memory.get(id, REX).traits().tier()).isEqualTo(SecurityTier.CONFIDENTIAL);
      assertThat(memory.history(id, REX).versions())
          .extracting(Memory::text)
          .containsExactly(SECRET, "The wombatting is over.");
      memory.forget(id, REX);
    }
    for (String word : PLANTED) {
      assertThat(VaultContents.of(file(), TestKeys.right()).tablesWith(word)).isEmpty();
    }
  }

  @Test
  void whatIsSaidNextBorrowsNoSealedWords() {
    try (var memory = open()) {
      memory.remember(
          List.of(
              hidden("The zanzibarium key hangs by the quokkaherd.").in("talk"),
              Turn.said("Ben", "Does it open the gate?").in("talk"),
              Turn.said("Ana", "It opens everything.").in("talk")),
          REX);
      memory.remember(Turn.said("Ben", "Where was it again?").in("talk"), REX);
    }
    for (String word : PLANTED) {
      assertThat(VaultContents.of(file(), TestKeys.right()).tablesWith(word)).isEmpty();
    }
  }

  @Test
  void hashesOfSealedWordsTellNothingWithoutTheKey() {
    try (var memory = open()) {
      memory.remember(hidden(SECRET), REX);
      memory.remember(Turn.said("Ben", "The tide is low at noon."), REX);
    }
    Path other = folder.resolve("other.engram");
    try (var memory = MemoryGraph.open(other, TestKeys.wrong())) {
      memory.remember(hidden(SECRET), REX);
      memory.remember(Turn.said("Ben", "The tide is low at noon."), REX);
    }
    String keys = "SELECT content_key FROM memory WHERE kind = 'episode' ORDER BY ordinal";
    List<String> here = VaultContents.column(file(), TestKeys.right(), keys);
    List<String> there = VaultContents.column(other, TestKeys.wrong(), keys);
    assertThat(here.getFirst()).isNotEqualTo(there.getFirst());
    assertThat(here.getLast()).isEqualTo(there.getLast());
  }

  @Test
  void aVaultWithoutAKeyRefusesToSealAndSaysSo() {
    try (var memory =
        MemoryGraph.open(folder.resolve("plain.engram"), VaultKey.insecurePlaintext())) {
      assertThatExceptionOfType(InvalidInputException.class)
          .isThrownBy(() -> memory.remember(hidden(SECRET), REX))
          .withMessageContaining("placement.tier");
      var mail = memory.remember(Turn.said("Ana", "Write to heron@zanzibarium.org."), REX);
      assertThat(memory.get(mail.id(), REX).traits().tier()).isEqualTo(SecurityTier.CLEARTEXT);
      assertThat(mail.notes()).doesNotContain(CaptureNote.SEALED);
      assertThat(memory.health().warnings()).anyMatch(one -> one.contains("nothing is sealed"));
      assertThat(memory.doctor().findings())
          .anyMatch(one -> one.check().equals("sealed memories open") && !one.sound());
    }
  }

  @Test
  void kindsOfPersonalDataCanBeLeftClear() {
    var options = EngramOptions.defaults();
    try (var memory = open(options.withCapture(options.capture().leavingClear("email")))) {
      var kept = memory.remember(Turn.said("Ana", "Write to heron@zanzibarium.org."), REX);
      assertThat(memory.get(kept.id(), REX).traits().tier()).isEqualTo(SecurityTier.CLEARTEXT);
    }
  }

  @Test
  void aDryRunShowsTheWordsAndLeavesNothing() {
    try (var memory = open()) {
      assertThat(memory.dryRun(List.of(hidden(SECRET)), REX).planned().getFirst().memory().text())
          .isEqualTo(SECRET);
      assertThat(memory.list(Listing.newest(10), REX)).isEmpty();
    }
    assertThat(VaultContents.column(file(), TestKeys.right(), "SELECT ordinal FROM sealed"))
        .isEmpty();
  }
}
