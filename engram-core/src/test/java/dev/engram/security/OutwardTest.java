package dev.engram.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.MemoryGraph;
import dev.engram.TestKeys;
import dev.engram.WordEmbedder;
import dev.engram.archive.ExportRequest;
import dev.engram.audit.AuditCount;
import dev.engram.audit.AuditEvent;
import dev.engram.config.CaptureOptions;
import dev.engram.config.CaptureOptions.Secrets;
import dev.engram.config.EngramOptions;
import dev.engram.config.OutwardOptions;
import dev.engram.config.OutwardOptions.Rules;
import dev.engram.config.OutwardOptions.Treatment;
import dev.engram.health.Diagnosis;
import dev.engram.health.MigrationProgress;
import dev.engram.health.OutwardHealth;
import dev.engram.memory.CaptureNote;
import dev.engram.memory.Memory;
import dev.engram.memory.Remembered;
import dev.engram.memory.SecurityTier;
import dev.engram.memory.Turn;
import dev.engram.query.Degradation;
import dev.engram.query.FactQuery;
import dev.engram.query.Query;
import dev.engram.query.Recall;
import dev.engram.query.RerankStrategy;
import dev.engram.query.Reranking;
import dev.engram.scope.Principal;
import dev.engram.spi.EmbeddingModel.Locality;
import dev.engram.spi.HumanChannel.PlaintextRequest;
import dev.engram.spi.SensitiveFinder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
@DisplayName("What leaves the process passes one gate")
class OutwardTest {
  private static final Principal REX = Principal.agent("rex");
  private static final Pattern MARKED = Pattern.compile("⟦(.*?)⟧", Pattern.DOTALL);
  private static final String NO_FACTS = "{\"facts\": [], \"summary\": \"\", \"key_fact\": \"\"}";
  private static final Reranking CROSS =
      Reranking.by(RerankStrategy.CROSS_ENCODER).withTimeout(Duration.ofSeconds(20));

  /** Made up; what stands between the marks is personal. */
  private static final List<String> PERSONAL =
      List.of(
          "You can write to ⟦jo.bloggs+x@mail.example.org⟧ about the greenhouse.",
          "The invoice was paid with ⟦4111 1111 1111 1111⟧ on a Tuesday.",
          "Send the deposit to ⟦DE89 3704 0044 0532 0130 00⟧ please.",
          "The plumber's line is ⟦+44 20 7946 0958⟧ in the morning.",
          "The form wants SSN ⟦219-09-9999⟧ again.",
          "The other form wants ITIN ⟦912-70-1234⟧ again.",
          "Somebody logged in from ⟦203.0.113.77⟧ at night.",
          "The network card is ⟦00:1b:44:11:3a:b7⟧ by the label.",
          "For the visa: my passport number is ⟦C01X00T47⟧ I think.",
          "The rental wants driver's license ⟦D1234567⟧ too.",
          "The tax office knows CPF ⟦529.982.247-25⟧ already.",
          "For the club: born on ⟦3 May 1984⟧ in spring.",
          "The party is at ⟦24 Clarke Avenue⟧ on Friday.",
          "Tip the band at ⟦1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa⟧ if you like.",
          "The ticket was signed by ⟦Maria Jones⟧ in blue.");

  @TempDir private Path folder;

  private MemoryGraph open(String name, EngramOptions options) {
    return MemoryGraph.open(
        folder.resolve(name + ".engram"), TestKeys.right(), options.withoutBackground());
  }

  private static EngramOptions all(Overheard outside, UnaryOperator<String> answer) {
    return EngramOptions.defaults()
        .withEmbedder(outside.embedder("words-a"))
        .withLanguageModel(outside.languageModel(answer))
        .withReranker(outside.reranker())
        .withCapture(CaptureOptions.defaults().withSecrets(Secrets.KEEP));
  }

  private static void useAll(MemoryGraph memory, List<String> marked) {
    memory.remember(marked.stream().map(line -> Turn.said("Ana", plain(line))).toList(), REX);
    for (String line : marked) {
      memory.recall(Query.of(plain(line)), REX);
    }
    memory.recall(Query.of(plain(marked.getLast())).limit(100).reranked(CROSS), REX);
    memory.maintain();
  }

  private static String plain(String marked) {
    return marked.replace("⟦", "").replace("⟧", "");
  }

  private static List<String> values(String marked) {
    return MARKED.matcher(marked).results().map(found -> found.group(1)).toList();
  }

  private static List<String> secrets() throws IOException {
    try (var in =
        Objects.requireNonNull(
            OutwardTest.class.getResourceAsStream("/dev/engram/internal/screen/secrets.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("\t", 2)[1].replace("\\n", "\n"))
          .toList();
    }
  }

  static Stream<Rules> policies() {
    return Stream.of(
        Rules.clear(), Rules.guarded(), Rules.guarded().withConfidential(Treatment.PLACEHOLDERS));
  }

  @ParameterizedTest
  @MethodSource("policies")
  @DisplayName("§34.13 no planted secret leaves for any service, whatever the policy")
  void noPlantedSecretLeaves(Rules rules) throws IOException {
    List<String> planted = secrets();
    var outside = Overheard.remote();
    var policy = OutwardOptions.defaults().withRemote(rules);
    try (var memory = open("secrets", all(outside, user -> NO_FACTS).withOutward(policy))) {
      useAll(memory, planted);
    }
    assertNoneLeaked(planted, outside);
  }

  @Test
  @DisplayName("§34.13 no planted secret leaves for a service on this machine")
  void noPlantedSecretLeavesForThisMachine() throws IOException {
    List<String> planted = secrets();
    var local = Overheard.local();
    try (var memory = open("local", all(local, user -> NO_FACTS))) {
      useAll(memory, planted);
    }
    assertNoneLeaked(planted, local);
  }

  private static void assertNoneLeaked(List<String> planted, Overheard heard) {
    assertThat(heard.words()).hasSizeGreaterThanOrEqualTo(planted.size());
    String everything = String.join("\n", heard.words());
    var leaked = new ArrayList<String>();
    for (String line : planted) {
      values(line).stream()
          .filter(value -> value.length() > 5 && everything.contains(value))
          .forEach(leaked::add);
    }
    assertThat(leaked).isEmpty();
  }

  @Test
  @DisplayName("§10.5.2, §34.13 no planted personal data of any kind leaves for another machine")
  void noPlantedPersonalDataLeaves() {
    var outside = Overheard.remote();
    var policy =
        OutwardOptions.defaults()
            .withRemote(Rules.guarded().withConfidential(Treatment.PLACEHOLDERS));
    try (var memory = open("personal", all(outside, user -> NO_FACTS).withOutward(policy))) {
      useAll(memory, PERSONAL);
      OutwardHealth embedder = memory.health().outward().getFirst();
      assertThat(embedder.place()).isEqualTo(Locality.REMOTE);
      assertThat(embedder.replaced())
          .containsKeys("email", "credit-card", "iban", "phone", "us-ssn", "person-name");
    }
    String everything = String.join("\n", outside.words());
    for (String line : PERSONAL) {
      assertThat(everything).doesNotContain(values(line));
    }
    assertThat(everything).doesNotContain("Ana").contains("[EMAIL ", "greenhouse", "[PHONE 1]");
  }

  @Test
  void whatStaysOnThisMachineOrInThisProcessIsClear() {
    for (Overheard near :
        List.of(Overheard.local(), new Overheard(Locality.IN_PROCESS, Optional.empty()))) {
      try (var memory = open("near" + near.hashCode(), all(near, user -> NO_FACTS))) {
        useAll(memory, PERSONAL);
      }
      String everything = String.join("\n", near.words());
      PERSONAL.forEach(line -> assertThat(everything).contains(values(line)));
    }
  }

  @Test
  void aServiceThatOnlySaysItIsNearGetsWhatStrangersGetAndHealthSaysSo() {
    var outside = new Overheard(Locality.LOCAL_SERVICE, Optional.empty());
    try (var memory = open("unproven", all(outside, user -> NO_FACTS))) {
      memory.remember(Turn.said("Ana", "Write to jo.bloggs@mail.example.org."), REX);
      assertThat(memory.health().outward())
          .allMatch(service -> service.unproven() && service.place() == Locality.REMOTE);
      assertThat(memory.health().warnings())
          .anyMatch(warning -> warning.contains("names no address"));
    }
    assertThat(outside.words()).isNotEmpty().noneMatch(text -> text.contains("bloggs"));
  }

  @Test
  void aQuestionAndWhatAnswersItNameAValueAlikeInEveryCallOfAVault() {
    var outside = Overheard.remote();
    var options = EngramOptions.defaults().withEmbedder(outside.embedder("words-a"));
    try (var memory = open("alike", options)) {
      memory.remember(Turn.note("The gate code was sent to jo.bloggs@mail.example.org."), REX);
      memory.remember(Turn.note("The roof bill went to kim@post.example.net."), REX);
    }
    try (var memory = open("alike", options.withEmbedder(outside.embedder("words-a")))) {
      Recall recall = memory.recall(Query.of("Jo.Bloggs@mail.example.org"), REX);
      assertThat(recall.hits().getFirst().text()).contains("gate code");
      assertThat(recall.trace().stages())
          .anyMatch(stage -> stage.name().equals("embed") && stage.detail().contains("1 replaced"));
    }
    String asked = outside.words().getLast();
    assertThat(asked).matches("\\[EMAIL \\d+]");
    assertThat(outside.words()).allMatch(text -> text.contains(asked) || text.contains("roof"));
  }

  @Test
  void whatAModelAnswersSpeaksOfTheValuesAgain() {
    var outside = Overheard.remote();
    UnaryOperator<String> answer =
        user -> {
          String mail = user.substring(user.indexOf("[EMAIL"), user.indexOf("]") + 1);
          return """
          {"facts": [{"text": "The gardener's address is %s.", "subject": "gardener",
            "predicate": "has address", "object": "%s", "negated": false, "modality": "actual",
            "category": "fact", "confidence": 0.9,
            "quote": "the gardener's address is %s"}],
           "summary": "", "key_fact": ""}
          """
              .formatted(mail, mail, mail);
        };
    var options = EngramOptions.defaults().withLanguageModel(outside.languageModel(answer));
    try (var memory = open("restored", options)) {
      Remembered said =
          memory.remember(
              Turn.note("Note that the gardener's address is jo.bloggs@mail.example.org."), REX);
      assertThat(said.notes()).containsExactly(CaptureNote.SEALED);
      List<Memory.Fact> facts = memory.facts(FactQuery.about("gardener"), REX);
      assertThat(facts).anyMatch(fact -> fact.object().equals("jo.bloggs@mail.example.org"));
    }
    assertThat(outside.words()).isNotEmpty().noneMatch(text -> text.contains("bloggs"));
  }

  @Test
  void confidentialMemoriesStayAndNothingStandsStillBecauseOfThem() {
    var outside = Overheard.remote();
    var options = all(outside, user -> NO_FACTS);
    try (var memory = open("confidential", options)) {
      Turn secret = Turn.said("Ana", "The heron knows where the ladder is.");
      Remembered kept =
          memory.remember(secret.with(secret.placement().atLeast(SecurityTier.CONFIDENTIAL)), REX);
      assertThat(kept.notes())
          .containsExactlyInAnyOrder(CaptureNote.SEALED, CaptureNote.OUTWARD_WITHHELD);
      Turn other = Turn.said("Ana", "The otter knows where the rope is.");
      memory.remember(other.with(other.placement().atLeast(SecurityTier.SENSITIVE)), REX);
      memory.remember(Turn.said("Ana", "The badger painted the fence."), REX);
      assertThat(memory.maintain()).isZero();
      assertThat(memory.maintain()).isZero();
      assertThat(memory.get(kept.id(), REX).text()).contains("heron");
      assertThat(memory.health().pendingEmbeddings()).isEqualTo(2);
      Recall recall = memory.recall(Query.of("badger fence").reranked(CROSS), REX);
      assertThat(recall.hits().getFirst().text()).contains("badger");
      assertThat(recall.trace().degradations()).contains(Degradation.EMBEDDINGS_PENDING);
      assertThat(memory.health().outward())
          .anyMatch(one -> one.service().startsWith("embedder") && one.withheld() >= 2)
          .anyMatch(one -> one.service().startsWith("language model") && one.withheld() == 2);
      assertThat(memory.audit().recent(200))
          .anyMatch(entry ->
              entry.event() == AuditEvent.OUTWARD_REFUSED && entry.count(AuditCount.WITHHELD) >= 1)
          .anyMatch(entry -> entry.event() == AuditEvent.OUTWARD_CALLED);
    }
    assertThat(outside.words())
        .anyMatch(text -> text.contains("badger"))
        .noneMatch(text -> text.contains("heron") || text.contains("otter"));
  }

  @Test
  void newWordsOfASealedMemoryStayToo() {
    var outside = Overheard.remote();
    try (var memory = open("update", all(outside, user -> NO_FACTS))) {
      Turn secret = Turn.said("Ana", "The heron knows where the ladder is.");
      Remembered kept =
          memory.remember(secret.with(secret.placement().atLeast(SecurityTier.CONFIDENTIAL)), REX);
      memory.update(kept.id(), Turn.said("Ana", "The heron moved the ladder."), REX);
    }
    assertThat(outside.words()).noneMatch(text -> text.contains("heron"));
  }

  @Test
  void aMoveToARemoteModelEndsWithoutWhatMustStay() {
    var outside = Overheard.remote();
    try (var memory = open("move", EngramOptions.defaults().withEmbedder(WordEmbedder.usual()))) {
      memory.remember(Turn.note("Paid with 4111 1111 1111 1111 at the mill."), REX);
      for (int i = 0; i < 20; i++) {
        memory.remember(Turn.note("The fence has " + (100 + i) + " boards."), REX);
      }
      assertThat(memory.health().pendingEmbeddings()).isZero();
      var migration = memory.vectors().migrate(outside.embedder("words-b"));
      memory.maintain();
      assertThat(migration.progress().state()).isEqualTo(MigrationProgress.State.DONE);
      assertThat(memory.health().embedder()).contains("words-b");
      assertThat(memory.health().pendingEmbeddings()).isEqualTo(1);
      assertThat(memory.doctor().findings()).allMatch(Diagnosis.Finding::sound);
    }
    assertThat(outside.words()).noneMatch(text -> text.contains("4111") || text.contains("mill"));
  }

  @Test
  void whatCannotBeJudgedIsKeptAndSentToNobody() {
    var outside = Overheard.remote();
    var broken = new AtomicBoolean(true);
    SensitiveFinder finder =
        text -> {
          if (broken.get()) {
            throw new IllegalStateException(text);
          }
          return List.of();
        };
    var policy = OutwardOptions.defaults().hiding(finder);
    try (var memory = open("broken", all(outside, user -> NO_FACTS).withOutward(policy))) {
      Remembered said = memory.remember(Turn.said("Ana", "The badger painted the fence."), REX);
      assertThat(said.notes())
          .containsExactlyInAnyOrder(CaptureNote.MODEL_UNUSABLE, CaptureNote.OUTWARD_WITHHELD);
      Recall recall = memory.recall(Query.of("badger fence").reranked(CROSS), REX);
      assertThat(recall.hits().getFirst().text()).contains("badger");
      assertThat(recall.trace().degradations()).contains(Degradation.OUTWARD_WITHHELD);
      assertThat(memory.health().outward()).anyMatch(one -> one.failed() > 0);
    }
    assertThat(outside.words()).isEmpty();
    broken.set(false);
    try (var memory = open("broken", all(outside, user -> NO_FACTS).withOutward(policy))) {
      assertThat(memory.maintain()).isPositive();
      assertThat(memory.health().pendingEmbeddings()).isZero();
    }
  }

  @Test
  void whatTheHostFindsIsHiddenAndWhatItLeavesClearIsNot() {
    var outside = Overheard.remote();
    SensitiveFinder finder =
        text -> {
          int at = text.indexOf("Bluebird");
          return at < 0 ? List.of() : List.of(new SensitiveFinder.Stretch(at, at + 8, "project"));
        };
    var policy = OutwardOptions.defaults().hiding(finder).leavingClear("person-name");
    var options = EngramOptions.defaults().withEmbedder(outside.embedder("words-a"));
    try (var memory = open("host", options.withOutward(policy))) {
      memory.remember(Turn.note("Maria Jones leads Bluebird now."), REX);
    }
    assertThat(outside.words())
        .anyMatch(text -> text.matches("Maria Jones leads \\[PROJECT \\d+] now\\."));
  }

  @Test
  @DisplayName("§10.20.2 plain text that a person allowed holds no secret")
  void plainExportsHoldNoSecret() throws IOException {
    var shown = new ArrayList<PlaintextRequest>();
    var options =
        EngramOptions.defaults()
            .withCapture(CaptureOptions.defaults().withSecrets(Secrets.KEEP))
            .withHuman(shown::add);
    Path file = folder.resolve("plain.json");
    try (var memory = open("plain", options)) {
      memory.remember(Turn.note("For Ana: DB_PASSWORD=s3cr3t!pass99 opens it."), REX);
      memory.archives().requestPlaintextExport(ExportRequest.everything(), REX);
      memory
          .archives()
          .exportPlaintext(file, shown.getLast().code(), ExportRequest.everything(), REX);
    }
    assertThat(Files.readString(file))
        .contains("Ana", "[REDACTED:")
        .doesNotContain("s3cr3t!pass99");
  }
}
