package dev.engram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.config.CaptureOptions;
import dev.engram.config.CaptureOptions.Secrets;
import dev.engram.config.EngramOptions;
import dev.engram.config.RecallOptions;
import dev.engram.memory.MemoryId;
import dev.engram.memory.Turn;
import dev.engram.query.Degradation;
import dev.engram.query.Hit;
import dev.engram.query.Query;
import dev.engram.query.Recall;
import dev.engram.query.RerankStrategy;
import dev.engram.query.Reranking;
import dev.engram.scope.Principal;
import dev.engram.spi.EmbeddingModel.Locality;
import dev.engram.spi.Reranker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rerankers move the best of a ranking; whatever they do, an answer comes, in time, and says so.
 */
@Timeout(60)
class RerankingTest {
  private static final Principal REX = Principal.agent("rex");
  private static final Query ASKED = Query.of("harbour storm ferry");
  private static final Reranking CROSS =
      Reranking.by(RerankStrategy.CROSS_ENCODER).withTimeout(Duration.ofSeconds(20));

  @TempDir private Path folder;
  private final List<String> read = Collections.synchronizedList(new ArrayList<>());

  private Reranker scoring(Locality where, Function<List<String>, double[]> scores) {
    return new Reranker() {
      @Override
      public Locality locality() {
        return where;
      }

      @Override
      public double[] score(String question, List<String> texts) {
        read.add(question);
        read.addAll(texts);
        return scores.apply(texts);
      }

      @Override
      public boolean available() {
        return true;
      }

      @Override
      public void close() {}
    };
  }

  private MemoryGraph open(Reranker reranker) {
    return filled(EngramOptions.defaults().withReranker(reranker));
  }

  private MemoryGraph filled(EngramOptions options) {
    var memory =
        MemoryGraph.open(
            folder.resolve("rex.engram"),
            TestKeys.right(),
            options
                .withoutBackground()
                .withCapture(CaptureOptions.defaults().withSecrets(Secrets.KEEP))
                .withEmbedder(WordEmbedder.usual()));
    memory.remember(
        List.of(
            Turn.said("Ana", "The harbour saw a storm and the ferry stayed."),
            Turn.said("Ana", "In the harbour a storm, and the ferry stayed in."),
            Turn.said("Ben", "A ferry left before lunch with our tickets."),
            Turn.said("Ben", "That storm took the greenhouse roof."),
            Turn.said("Ben", "Painting the garden fence took two days.")),
        REX);
    return memory;
  }

  private static double[] shortestFirst(List<String> texts) {
    return texts.stream().mapToDouble(text -> -text.length()).toArray();
  }

  private static List<MemoryId> ids(Recall recall) {
    return recall.hits().stream().map(Hit::id).toList();
  }

  @Test
  void aCrossEncoderDecidesTheOrderAndEvidenceSaysSo() {
    try (var memory = open(scoring(Locality.IN_PROCESS, RerankingTest::shortestFirst))) {
      Recall recall = memory.recall(ASKED.reranked(CROSS), REX);
      assertThat(recall.hits())
          .isSortedAccordingTo(Comparator.comparingInt(hit -> hit.text().length()));
      assertThat(recall.hits())
          .isSortedAccordingTo(Comparator.comparingDouble(Hit::score).reversed());
      assertThat(recall.hits()).allMatch(hit -> hit.why().contains("cross-encoder"));
      assertThat(recall.trace().degradations()).isEmpty();
      assertThat(recall.trace().stages()).anyMatch(stage -> stage.name().equals("rerank"));
    }
  }

  @Test
  void theRerankerSeesMoreThanTheLimitAndTheLimitStands() {
    try (var memory = open(scoring(Locality.IN_PROCESS, RerankingTest::shortestFirst))) {
      Recall recall = memory.recall(ASKED.limit(1).reranked(CROSS), REX);
      assertThat(recall.hits()).hasSize(1);
      assertThat(recall.hits().getFirst().text()).startsWith("That storm");
    }
  }

  static Stream<Function<List<String>, double[]>> faults() {
    return Stream.of(
        texts -> {
          throw new IllegalStateException("broken");
        },
        texts -> {
          throw new StackOverflowError();
        },
        texts -> new double[0],
        texts -> new double[texts.size() + 1],
        texts -> {
          double[] scores = new double[texts.size()];
          scores[1] = Double.NaN;
          return scores;
        },
        texts -> {
          double[] scores = new double[texts.size()];
          scores[0] = Double.POSITIVE_INFINITY;
          return scores;
        });
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aFaultyAnswerChangesNothingAndIsNamed(Function<List<String>, double[]> fault) {
    try (var memory = open(scoring(Locality.IN_PROCESS, fault))) {
      Recall plain = memory.recall(ASKED, REX);
      Recall recall = memory.recall(ASKED.reranked(CROSS), REX);
      assertThat(ids(recall)).isEqualTo(ids(plain));
      assertThat(recall.trace().degradations()).containsExactly(Degradation.RERANKER_FAILED);
    }
  }

  @Test
  void aStalledRerankerCostsItsTimeOutOnceAndIsAskedAgainWhenItIsDone() {
    var go = new CountDownLatch(1);
    var gone = new CountDownLatch(1);
    Function<List<String>, double[]> stalling =
        texts -> {
          boolean waiting = true;
          while (waiting) {
            try {
              go.await();
              waiting = false;
            } catch (InterruptedException ignored) {
              // a reranker that does not heed it
            }
          }
          gone.countDown();
          return shortestFirst(texts);
        };
    Reranking brief = CROSS.withTimeout(Duration.ofMillis(150));
    try (var memory = open(scoring(Locality.IN_PROCESS, stalling))) {
      Recall first = memory.recall(ASKED.reranked(brief), REX);
      assertThat(first.trace().degradations()).containsExactly(Degradation.RERANKER_FAILED);
      assertThat(ids(first)).isEqualTo(ids(memory.recall(ASKED, REX)));
      Recall next = memory.recall(ASKED.reranked(CROSS), REX);
      assertThat(next.trace().degradations()).containsExactly(Degradation.RERANKER_UNAVAILABLE);
      go.countDown();
      Recall later = next;
      while (!later.trace().degradations().isEmpty()) {
        later = memory.recall(ASKED.reranked(CROSS), REX);
      }
      assertThat(gone.getCount()).isZero();
    }
  }

  @Test
  void withoutARerankerTheOrderStandsAndTheAnswerSaysSo() {
    try (var memory = filled(EngramOptions.defaults())) {
      Recall recall = memory.recall(ASKED.reranked(CROSS), REX);
      assertThat(ids(recall)).isEqualTo(ids(memory.recall(ASKED, REX)));
      assertThat(recall.trace().degradations()).containsExactly(Degradation.RERANKER_UNAVAILABLE);
    }
  }

  @Test
  void secretsThatAreKeptDoNotLeaveForARemoteReranker() {
    String key = "sk_live_" + "4eC39HqLyjWDarjtT1zdp7dc";
    try (var memory = open(scoring(Locality.REMOTE, RerankingTest::shortestFirst))) {
      memory.remember(Turn.said("Ana", "The harbour key is " + key + "."), REX);
      Recall recall = memory.recall(Query.of("harbour key " + key).reranked(CROSS), REX);
      assertThat(recall.trace().degradations()).isEmpty();
      assertThat(recall.hits()).anyMatch(hit -> hit.text().contains(key));
      assertThat(read).isNotEmpty().noneMatch(text -> text.contains(key));
    }
  }

  @Test
  void marginalRelevanceLetsWhatRepeatsWait() {
    try (var memory = filled(EngramOptions.defaults())) {
      List<String> plain = memory.recall(ASKED, REX).hits().stream().map(Hit::text).toList();
      assertThat(plain.subList(0, 2)).allMatch(text -> text.contains("stayed"));
      Reranking diverse = Reranking.by(RerankStrategy.MMR).withLambda(0.3);
      List<Hit> hits = memory.recall(ASKED.reranked(diverse), REX).hits();
      assertThat(hits.getFirst().text()).isEqualTo(plain.getFirst());
      assertThat(hits.get(1).text()).doesNotContain("stayed");
      assertThat(hits).hasSameSizeAs(plain);
    }
  }

  @ParameterizedTest
  @EnumSource(RerankStrategy.class)
  void everyStrategyAnswersWithTheSameMemoriesAndFallingScores(RerankStrategy strategy) {
    var options =
        EngramOptions.defaults()
            .withRecall(RecallOptions.defaults().withReranking(Reranking.by(strategy)));
    try (var memory = filled(options)) {
      Recall plain = memory.recall(ASKED.reranked(Reranking.none()), REX);
      Recall recall = memory.recall(ASKED, REX);
      assertThat(ids(recall)).containsExactlyInAnyOrderElementsOf(ids(plain));
      assertThat(recall.hits())
          .isSortedAccordingTo(Comparator.comparingDouble(Hit::score).reversed());
    }
  }
}
