package dev.engram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.engram.config.CaptureOptions;
import dev.engram.config.EngramOptions;
import dev.engram.config.TrustOptions;
import dev.engram.fault.AccessException;
import dev.engram.fault.EngramException;
import dev.engram.fault.ErrorCode;
import dev.engram.fault.InvalidInputException;
import dev.engram.health.Diagnosis;
import dev.engram.health.Quality;
import dev.engram.memory.EdgeType;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import dev.engram.memory.MemoryState;
import dev.engram.memory.Remembered;
import dev.engram.memory.Statement;
import dev.engram.memory.Turn;
import dev.engram.query.FactQuery;
import dev.engram.query.Feedback;
import dev.engram.query.Hit;
import dev.engram.query.Query;
import dev.engram.query.Recall;
import dev.engram.query.RecallId;
import dev.engram.query.Trust;
import dev.engram.scope.Principal;
import dev.engram.scope.Scope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Judgements of answers: what they move, for how long, and who may give them. */
class FeedbackTest {
  private static final Principal REX = Principal.agent("rex").in(Scope.project("apollo"));
  private static final Principal ADA = Principal.agent("ada");
  private static final String QUESTION = "Which editor does Ana use?";
  private static final String REWORDED = "which editor does ana use";
  private static final String ANOTHER = "What did Ana learn at school?";

  @TempDir private Path folder;
  private final HandClock clock = new HandClock();
  private WordEmbedder embedder = WordEmbedder.usual();

  private EngramOptions options() {
    return EngramOptions.defaults()
        .withEmbedder(embedder)
        .withClock(clock)
        .withCapture(CaptureOptions.defaults().off())
        .withoutBackground();
  }

  private MemoryGraph open() {
    return open(options());
  }

  private MemoryGraph open(EngramOptions options) {
    return MemoryGraph.open(folder.resolve("rex.engram"), TestKeys.right(), options);
  }

  private static MemoryId vim(MemoryGraph memory) {
    memory.remember(Turn.note("Ana likes tea"), REX);
    return memory.remember(Turn.note("Ana learned the editor Vim at school"), REX).id();
  }

  private static List<MemoryId> answers(MemoryGraph memory, String question) {
    return memory.recall(Query.of(question), REX).hits().stream().map(Hit::id).toList();
  }

  private static Trust trust(MemoryGraph memory, MemoryId id) {
    return memory.recall(Query.of("editor Vim").includingSuppressed(), REX).hits().stream()
        .filter(hit -> hit.id().equals(id))
        .findFirst()
        .orElseThrow()
        .trust();
  }

  @Test
  void whatDidNotHelpIsHeldBackFromSuchQuestionsAndFromNoOthers() {
    try (var memory = open()) {
      MemoryId vim = vim(memory);
      Recall recall = memory.recall(Query.of(QUESTION), REX);
      assertThat(recall.hits().getFirst().id()).isEqualTo(vim);
      assertThat(recall.trace().suppressed()).isZero();
      memory.feedback(vim, Feedback.unhelpful().to(recall.id()), REX);

      Recall again = memory.recall(Query.of(REWORDED), REX);
      assertThat(again.hits()).extracting(Hit::id).isNotEmpty().doesNotContain(vim);
      assertThat(again.trace().suppressed()).isOne();
      assertThat(answers(memory, "Which editor does Ana now use?")).doesNotContain(vim);
      assertThat(answers(memory, ANOTHER)).startsWith(vim);
      Recall all = memory.recall(Query.of(QUESTION).includingSuppressed(), REX);
      assertThat(all.hits().getFirst().id()).isEqualTo(vim);
      assertThat(memory.get(vim, REX).traits().state()).isEqualTo(MemoryState.ACTIVE);
    }
  }

  @Test
  void aNamedAnswerNeedsNoFurtherEmbedding() {
    try (var memory = open()) {
      MemoryId vim = vim(memory);
      Recall recall = memory.recall(Query.of(QUESTION), REX);
      int before = embedder.questions();
      memory.feedback(vim, Feedback.unhelpful().to(recall.id()).asked("whatever"), REX);
      assertThat(embedder.questions()).isEqualTo(before);
      assertThat(answers(memory, QUESTION)).doesNotContain(vim);
    }
  }

  @Test
  void judgementsOutliveTheEngineAndExpire() {
    try (var memory = open()) {
      MemoryId vim = vim(memory);
      memory.feedback(vim, Feedback.unhelpful().asked(QUESTION), REX);
    }
    clock.move(Duration.ofDays(89));
    embedder = WordEmbedder.usual();
    try (var memory = open()) {
      assertThat(memory.recall(Query.of(QUESTION), REX).trace().suppressed()).isOne();
      clock.move(Duration.ofDays(2));
      Recall late = memory.recall(Query.of(QUESTION), REX);
      assertThat(late.trace().suppressed()).isZero();
      assertThat(late.hits().getFirst().text()).contains("Vim");
      assertThat(memory.doctor().findings()).allMatch(Diagnosis.Finding::sound);
    }
  }

  @Test
  void theLastJudgementForAQuestionCounts() {
    try (var memory = open()) {
      MemoryId vim = vim(memory);
      memory.feedback(vim, Feedback.unhelpful().asked(QUESTION), REX);
      assertThat(answers(memory, QUESTION)).doesNotContain(vim);
      memory.feedback(vim, Feedback.helpful().asked(REWORDED), REX);
      assertThat(answers(memory, QUESTION)).startsWith(vim);
    }
  }

  @Test
  void newWordsAreNotHeldBackByWhatWasSaidOfTheOldOnes() {
    try (var memory = open()) {
      MemoryId vim = vim(memory);
      memory.feedback(vim, Feedback.unhelpful().asked(QUESTION), REX);
      clock.move(Duration.ofMinutes(1));
      memory.update(vim, Turn.note("The editor that Ana has in use is Helix"), REX);
      assertThat(answers(memory, QUESTION)).startsWith(vim);
    }
  }

  @Test
  void withoutAQuestionAJudgementCountsAndHoldsNothingBack() {
    try (var memory = open()) {
      MemoryId vim = vim(memory);
      Trust before = trust(memory, vim);
      memory.feedback(vim, Feedback.unhelpful(), REX);
      assertThat(answers(memory, QUESTION)).startsWith(vim);
      assertThat(trust(memory, vim).accuracy()).isLessThan(before.accuracy());
      assertThat(trust(memory, vim).utility()).isLessThan(before.utility());
    }
  }

  @Test
  void withoutAnEmbedderTheWordsOfTheQuestionDecide() {
    var plain =
        EngramOptions.defaults()
            .withClock(clock)
            .withCapture(CaptureOptions.defaults().off())
            .withoutBackground();
    try (var memory = open(plain)) {
      MemoryId vim = vim(memory);
      Recall recall = memory.recall(Query.of(QUESTION), REX);
      memory.feedback(vim, Feedback.unhelpful().to(recall.id()), REX);
      assertThat(answers(memory, REWORDED)).doesNotContain(vim);
      assertThat(answers(memory, "Which editor does Ana now use?")).contains(vim);
    }
  }

  @Test
  void anEmbedderThatIsDownKeepsNobodyFromJudging() {
    try (var memory = open()) {
      MemoryId vim = vim(memory);
      embedder.down(true);
      memory.feedback(vim, Feedback.unhelpful().asked(QUESTION), REX);
      assertThat(answers(memory, QUESTION)).doesNotContain(vim);
      embedder.down(false);
      assertThat(answers(memory, QUESTION)).doesNotContain(vim);
    }
  }

  @Test
  void aMemoryThatIsNotVisibleIsJudgedAsOneThatDoesNotExist() {
    try (var memory = open()) {
      MemoryId vim = vim(memory);
      MemoryId nobody = new MemoryId(new UUID(0x7000L, 0x8000000000000000L));
      for (Feedback feedback :
          List.of(
              Feedback.helpful(),
              Feedback.unhelpful().asked(QUESTION),
              Feedback.correctedTo(Turn.note("Ana uses Helix")))) {
        String hidden = refusal(() -> memory.feedback(vim, feedback, ADA));
        String unknown = refusal(() -> memory.feedback(nobody, feedback, ADA));
        assertThat(hidden.replace(vim.toString(), nobody.toString())).isEqualTo(unknown);
      }
      assertThat(memory.stats(ADA).total()).as("nothing of a correction is kept").isZero();
      MemoryId own = memory.remember(Turn.note("Ada's own"), ADA).id();
      refusal(() -> memory.feedback(own, Feedback.correctedTo(vim), ADA));
      assertThat(memory.history(own, ADA).edges()).isEmpty();
    }
  }

  private static String refusal(Runnable call) {
    try {
      call.run();
    } catch (AccessException refused) {
      assertThat(refused.code()).isEqualTo(ErrorCode.UNKNOWN_MEMORY);
      return String.valueOf(refused.getMessage());
    }
    throw new AssertionError("was not refused");
  }

  @Test
  void whoMayNotWriteIntoAScopeMayNotJudgeWhatOthersAreAnsweredFromIt() {
    try (var memory = open()) {
      Principal chief = Principal.admin("chief");
      MemoryId rule = memory.remember(Turn.note("editors").to(Scope.global()), chief).id();
      assertThatThrownBy(() -> memory.feedback(rule, Feedback.unhelpful(), REX))
          .isInstanceOfSatisfying(
              AccessException.class,
              refused -> assertThat(refused.code()).isEqualTo(ErrorCode.ACCESS_DENIED));
    }
  }

  @Test
  void anAnswerThatIsNoLongerKnownIsRefusedUnlessTheQuestionIsTold() {
    try (var memory = open()) {
      MemoryId vim = vim(memory);
      RecallId first = memory.recall(Query.of(QUESTION), REX).id();
      for (int i = 0; i < 256; i++) {
        memory.recall(Query.of("tea"), REX);
      }
      assertThatThrownBy(() -> memory.feedback(vim, Feedback.unhelpful().to(first), REX))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("feedback.recall");
      memory.feedback(vim, Feedback.unhelpful().to(first).asked(QUESTION), REX);
      assertThat(answers(memory, QUESTION)).doesNotContain(vim);
    }
  }

  @Test
  void aCorrectionInNewWordsIsRememberedAndContradictsTheOld() {
    try (var memory = open()) {
      MemoryId vim = vim(memory);
      Recall recall = memory.recall(Query.of(QUESTION), REX);
      Feedback corrected =
          Feedback.correctedTo(Turn.note("Ana now does all editing in Helix")).to(recall.id());
      Remembered right = memory.feedback(vim, corrected, REX).orElseThrow();
      assertThat(answers(memory, QUESTION)).contains(right.id()).doesNotContain(vim);
      assertThat(memory.history(vim, REX).edges())
          .singleElement()
          .satisfies(edge -> {
            assertThat(edge.type()).isEqualTo(EdgeType.CONTRADICTS);
            assertThat(edge.source()).isEqualTo(right.id());
          });
      assertThat(trust(memory, vim).accuracy()).isLessThan(0.2);
      assertThat(answers(memory, ANOTHER)).as("it was said, after all").contains(vim);
    }
  }

  @Test
  void aCorrectedFactHoldsNoLonger() {
    try (var memory = open()) {
      MemoryId wrong = memory.remember(Statement.of("Ana", "plays", "the harp"), REX).id();
      clock.move(Duration.ofDays(1));
      Statement violin = Statement.of("Ana", "plays", "the violin");
      MemoryId right = memory.feedback(wrong, Feedback.correctedTo(violin), REX).orElseThrow().id();
      assertThat(memory.facts(FactQuery.about("Ana"), REX))
          .extracting(Memory.Fact::id)
          .containsExactly(right);
      Memory old = memory.history(wrong, REX).versions().getLast();
      assertThat(old.traits().state()).isEqualTo(MemoryState.SUPERSEDED);
      assertThat(old.traits().validUntil()).hasValue(clock.instant());
      assertThat(memory.doctor().findings()).allMatch(Diagnosis.Finding::sound);
    }
  }

  @Test
  void aCorrectionMayNameAMemoryThatIsThere() {
    try (var memory = open()) {
      MemoryId vim = vim(memory);
      MemoryId helix = memory.remember(Turn.note("Ana does her editing in Helix"), REX).id();
      assertThat(memory.feedback(vim, Feedback.correctedTo(helix).asked(QUESTION), REX)).isEmpty();
      assertThat(answers(memory, QUESTION)).contains(helix).doesNotContain(vim);
      assertThatThrownBy(() -> memory.feedback(vim, Feedback.correctedTo(vim), REX))
          .isInstanceOf(InvalidInputException.class);
    }
  }

  @Test
  void whatHelpedAndWasRecalledIsTrustedMore() {
    MemoryId vim;
    try (var memory = open()) {
      vim = vim(memory);
      Trust before = trust(memory, vim);
      memory.feedback(vim, Feedback.helpful(), REX);
      for (int i = 0; i < 5; i++) {
        memory.recall(Query.of("Vim"), REX);
      }
      Trust after = trust(memory, vim);
      assertThat(after.accuracy()).isGreaterThan(before.accuracy());
      assertThat(after.utility()).isGreaterThan(before.utility());
      clock.move(Duration.ofDays(60));
      assertThat(trust(memory, vim).freshness()).isBetween(0.05, 0.6);
    }
    embedder = WordEmbedder.usual();
    try (var memory = open()) {
      assertThat(trust(memory, vim).utility()).as("use is counted for ever").isGreaterThan(0.5);
    }
  }

  @Test
  void trustRanksOnlyWhenAskedTo() {
    try (var memory = open()) {
      MemoryId one = memory.remember(Turn.note("the harbour opens at nine"), REX).id();
      MemoryId other = memory.remember(Turn.note("the harbour opens at noon"), REX).id();
      for (int i = 0; i < 4; i++) {
        memory.feedback(one, Feedback.helpful(), REX);
      }
      memory.feedback(other, Feedback.unhelpful(), REX);
      assertThat(answers(memory, "harbour opens at noon")).startsWith(other);
    }
    embedder = WordEmbedder.usual();
    try (var memory = open(options().withTrust(TrustOptions.defaults().withWeight(10)))) {
      Recall recall = memory.recall(Query.of("harbour opens at noon"), REX);
      assertThat(recall.hits().getFirst().text()).isEqualTo("the harbour opens at nine");
      assertThat(recall.hits()).isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
    }
  }

  @Test
  void qualityIsMeasuredAgainstJudgementsAndOutlivesTheEngine() {
    try (var memory = open()) {
      MemoryId vim = vim(memory);
      assertThat(memory.quality().recalls()).isZero();
      Recall recall = memory.recall(Query.of(QUESTION), REX);
      assertThat(recall.hits().getFirst().id()).isEqualTo(vim);
      memory.feedback(recall.hits().get(1).id(), Feedback.helpful().to(recall.id()), REX);
      Quality quality = memory.quality();
      assertThat(quality.recalls()).isOne();
      assertThat(quality.ndcg().orElseThrow()).isBetween(0.62, 0.64);
      assertThat(quality.strategies()).containsEntry("convex", 1);
      assertThat(quality.relevancy()).isBetween(0.0, 1.0);
      assertThat(quality.lift()).isEmpty();
    }
    embedder = WordEmbedder.usual();
    try (var memory = open()) {
      assertThat(memory.quality().recalls()).isOne();
      assertThat(memory.quality().judged()).isOne();
    }
  }

  @Test
  void anEmbedderThatNoLongerFitsItsVectorsIsNoticed() {
    try (var memory = open()) {
      memory.remember(
          IntStream.range(0, 120)
              .mapToObj(i -> Turn.note("crate " + i + " of tea from harbour " + i / 2))
              .toList(),
          REX);
      for (int i = 0; i < 10; i++) {
        memory.recall(Query.of("crate " + i + " of tea"), REX);
      }
      assertThat(memory.quality().lift().orElseThrow()).isPositive();
      assertThat(memory.health().warnings()).noneMatch(warning -> warning.contains("stale"));
      embedder.distort(answer -> {
        for (float[][] parts : answer) {
          for (int i = 0; i < parts[0].length; i++) {
            parts[0][i] = -parts[0][i];
          }
        }
        return answer;
      });
      for (int i = 0; i < 10; i++) {
        memory.recall(Query.of("crate " + i + " of tea"), REX);
      }
      assertThat(memory.quality().lift().orElseThrow()).isNegative();
      assertThat(memory.health().warnings()).anyMatch(warning -> warning.contains("stale"));
    }
  }

  @Test
  void feedbackThatMakesNoSenseIsRefused() {
    assertThatThrownBy(() -> Feedback.helpful().asked(" ")).isInstanceOf(EngramException.class);
    assertThatThrownBy(() -> Feedback.helpful().asked("x".repeat(50_000)))
        .isInstanceOf(InvalidInputException.class);
    assertThat(Feedback.helpful().asked("secret").toString()).doesNotContain("secret");
  }
}
