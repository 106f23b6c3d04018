package dev.engram;

import static dev.engram.Failures.failing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.config.CaptureOptions;
import dev.engram.config.EngramOptions;
import dev.engram.config.RecallOptions;
import dev.engram.fault.ErrorCode;
import dev.engram.health.Diagnosis;
import dev.engram.memory.Remembered;
import dev.engram.memory.Turn;
import dev.engram.query.Degradation;
import dev.engram.query.Query;
import dev.engram.query.Recall;
import dev.engram.scope.Principal;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EmbedderStatesTest {
  private static final Principal REX = Principal.agent("rex");
  private static final RecallOptions BY_MEANING = RecallOptions.defaults().withWeights(0, 1);

  /** What is derived from words has tests of its own. */
  private static final EngramOptions WORDS_ALONE =
      EngramOptions.defaults().withCapture(CaptureOptions.defaults().off());

  @TempDir private Path folder;
  private final WordEmbedder embedder = WordEmbedder.usual();

  private MemoryGraph open(EngramOptions options) {
    return MemoryGraph.open(
        folder.resolve("rex.engram"), TestKeys.right(), options.withoutBackground());
  }

  private MemoryGraph open(WordEmbedder model) {
    return open(WORDS_ALONE.withEmbedder(model).withRecall(BY_MEANING));
  }

  private static List<Turn> crates(int count) {
    return IntStream.range(0, count).mapToObj(i -> Turn.note("crate " + i + " of tea")).toList();
  }

  private static void requireSound(MemoryGraph memory) {
    assertThat(memory.doctor().findings()).allMatch(Diagnosis.Finding::sound);
  }

  @Test
  void whatIsRememberedWhileTheEmbedderIsDownIsFoundByMeaningOnceItIsUp() {
    embedder.down(true);
    try (var memory = open(embedder)) {
      List<Remembered> answers = memory.remember(crates(120), REX);
      assertThat(answers).noneMatch(Remembered::embedded);
      assertThat(memory.stats(REX).pending()).isEqualTo(120);
      assertThat(memory.health().pendingEmbeddings()).isEqualTo(120);
      assertThat(memory.health().embedderAvailable()).isFalse();
      Recall blind = memory.recall(Query.of("tea"), REX);
      assertThat(blind.trace().degradations())
          .containsExactlyInAnyOrder(
              Degradation.EMBEDDER_UNAVAILABLE, Degradation.EMBEDDINGS_PENDING);
      assertThat(memory.maintain()).isZero();
      requireSound(memory);

      embedder.down(false);
      assertThat(memory.maintain()).isEqualTo(120);
      assertThat(embedder.batches()).containsExactly(50, 50, 20);
      assertThat(memory.stats(REX).pending()).isZero();
      Recall seen = memory.recall(Query.of("crate 77 of tea").limit(1), REX);
      assertThat(seen.hits().getFirst().text()).isEqualTo("crate 77 of tea");
      assertThat(seen.hits().getFirst().memory().traits().embedded()).isTrue();
      assertThat(seen.trace().degradations()).isEmpty();
      requireSound(memory);
    }
  }

  @Test
  void withoutAnEmbedderRecallAnswersByWordsAndSaysSo() {
    try (var memory = open(WORDS_ALONE)) {
      memory.remember(crates(3), REX);
      Recall recall = memory.recall(Query.of("tea"), REX);
      assertThat(recall.hits()).hasSize(3);
      assertThat(recall.trace().degradations()).containsExactly(Degradation.NO_EMBEDDER);
      assertThat(memory.health().warnings()).anyMatch(w -> w.startsWith("no embedder"));
      requireSound(memory);
    }
  }

  @Test
  void aVaultThatWasEmbeddedIsSoundAlsoWithoutAnEmbedderAndWithItAgain() {
    try (var memory = open(embedder)) {
      memory.remember(crates(60), REX);
    }
    try (var memory = open(WORDS_ALONE)) {
      requireSound(memory);
      memory.remember(Turn.note("learned without an embedder"), REX);
      requireSound(memory);
    }
    try (var memory = open(embedder)) {
      requireSound(memory);
      assertThat(memory.stats(REX).pending()).isEqualTo(1);
      assertThat(memory.maintain()).isEqualTo(1);
      requireSound(memory);
    }
  }

  @Test
  void anotherModelMakesEverythingPendingUntilItIsEmbeddedAnew() {
    try (var memory = open(embedder)) {
      memory.remember(crates(60), REX);
      assertThat(memory.stats(REX).pending()).isZero();
    }
    try (var memory = open(new WordEmbedder("other-16", 16))) {
      assertThat(memory.stats(REX).pending()).isEqualTo(60);
      assertThat(memory.recall(Query.of("tea"), REX).trace().degradations())
          .contains(Degradation.EMBEDDINGS_PENDING);
      requireSound(memory);
      assertThat(memory.maintain()).isEqualTo(60);
      requireSound(memory);
      assertThat(memory.recall(Query.of("crate 7 of tea").limit(1), REX).hits().getFirst().text())
          .isEqualTo("crate 7 of tea");
    }
  }

  @Test
  void theFormerModelsVectorsServeAgainWhenItComesBack() {
    try (var memory = open(embedder)) {
      memory.remember(crates(60), REX);
    }
    open(new WordEmbedder("other-16", 16)).close();
    try (var memory = open(embedder)) {
      memory.maintain();
      assertThat(memory.stats(REX).pending()).isZero();
      requireSound(memory);
      assertThat(memory.recall(Query.of("crate 9 of tea").limit(1), REX).hits().getFirst().text())
          .isEqualTo("crate 9 of tea");
    }
  }

  @Test
  void aModelOfTheSameNameAndAnotherDimensionIsRefused() {
    open(embedder).close();
    failing(ErrorCode.DIMENSION_MISMATCH, () -> open(new WordEmbedder("words-32", 31)));
    open(embedder).close();
  }

  static Stream<Arguments> nonsense() {
    return Stream.of(
        Arguments.of("a short vector", ErrorCode.DIMENSION_MISMATCH, one(new float[31])),
        Arguments.of("a long vector", ErrorCode.DIMENSION_MISMATCH, one(new float[33])),
        Arguments.of("an empty vector", ErrorCode.DIMENSION_MISMATCH, one(new float[0])),
        Arguments.of("zeros", ErrorCode.EMBEDDING_FAILED, one(new float[32])),
        Arguments.of("not a number", ErrorCode.EMBEDDING_FAILED, one(filled(Float.NaN))),
        Arguments.of("infinite", ErrorCode.EMBEDDING_FAILED, one(filled(Float.POSITIVE_INFINITY))));
  }

  private static float[] filled(float value) {
    float[] vector = new float[32];
    vector[0] = 1;
    vector[31] = value;
    return vector;
  }

  private static UnaryOperator<List<float[][]>> one(float[] vector) {
    return answer -> answer.stream().map(text -> new float[][] {vector}).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("nonsense")
  void aVectorThatMakesNoSenseIsRefusedAndNothingIsStored(
      String what, ErrorCode code, UnaryOperator<List<float[][]>> distortion) {
    try (var memory = open(embedder)) {
      memory.remember(Turn.note("sound"), REX);
      embedder.distort(distortion);
      assertThat(failing(code, () -> memory.remember(Turn.note("marzipan"), REX)))
          .hasMessageNotContaining("marzipan");
      assertThat(failing(code, () -> memory.recall(Query.of("marzipan"), REX)))
          .hasMessageNotContaining("marzipan");
      embedder.distort(UnaryOperator.identity());
      assertThat(memory.stats(REX).total()).isEqualTo(1);
      requireSound(memory);
    }
  }

  @Test
  void anAnswerWithTooFewEntriesOrAnEntryWithoutVectorsIsRefused() {
    try (var memory = open(embedder)) {
      embedder.distort(answer -> answer.subList(1, answer.size()));
      failing(ErrorCode.EMBEDDING_FAILED, () -> memory.remember(crates(3), REX));
      embedder.distort(answer -> answer.stream().map(text -> new float[0][]).toList());
      failing(ErrorCode.EMBEDDING_FAILED, () -> memory.remember(crates(3), REX));
      assertThat(memory.stats(REX).total()).isZero();
    }
  }

  @Test
  void aTurnUpdatedWhileTheEmbedderIsDownIsPendingAndNoLongerFoundByItsOldMeaning() {
    try (var memory = open(embedder)) {
      Remembered tea = memory.remember(Turn.note("the kettle is green"), REX);
      embedder.down(true);
      assertThat(memory.update(tea.id(), Turn.note("a violin in the attic"), REX).embedded())
          .isFalse();
      embedder.down(false);
      assertThat(memory.recall(Query.of("green kettle"), REX).hits()).isEmpty();
      assertThat(memory.maintain()).isEqualTo(1);
      assertThat(memory.recall(Query.of("attic violin"), REX).hits())
          .singleElement()
          .satisfies(hit -> assertThat(hit.text()).isEqualTo("a violin in the attic"));
      requireSound(memory);
    }
  }
}
