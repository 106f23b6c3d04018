package dev.engram.qdrant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.MemoryGraph;
import dev.engram.config.CaptureOptions;
import dev.engram.config.EngramOptions;
import dev.engram.config.RecallOptions;
import dev.engram.config.VaultKey;
import dev.engram.health.BackendHealth;
import dev.engram.memory.Turn;
import dev.engram.query.Query;
import dev.engram.query.Recall;
import dev.engram.scope.Principal;
import dev.engram.spi.BackendTrust;
import dev.engram.spi.Embedder;
import dev.engram.spi.EmbeddingModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way: a vault, an engine, and a server that speaks Qdrant's protocol. */
class QdrantThroughEngramTest {
  private static final Principal REX = Principal.agent("rex");

  @TempDir private Path folder;

  @Test
  void recallAsksTheServerAndGoesOnWithoutIt() {
    try (var stub = new QdrantStub();
        var memory = open(stub)) {
      memory.remember(
          IntStream.range(0, 60).mapToObj(i -> Turn.note("crate " + i + " of tea")).toList(), REX);
      awaitFull(memory);
      assertThat(stub.points()).hasSize(60);
      assertThat(stub.bodies.toString()).doesNotContain("crate").doesNotContain("tea");
      var query = Query.of("crate 41 of tea").limit(1);
      assertAnswered(memory.recall(query, REX), "qdrant");

      stub.stop();
      assertAnswered(memory.recall(query, REX), "qdrant>flat");
      memory.remember(Turn.note("one more"), REX);
    }
  }

  private MemoryGraph open(QdrantStub stub) {
    return MemoryGraph.open(
        folder.resolve("rex.engram"),
        VaultKey.raw(new byte[32]),
        EngramOptions.defaults()
            .withEmbedder(new Letters())
            .withCapture(CaptureOptions.defaults().off())
            .withRecall(RecallOptions.defaults().withWeights(0, 1))
            .withVectorBackend(
                QdrantBackend.of(QdrantOptions.of("rex").withEndpoint(stub.endpoint())),
                BackendTrust.VERIFIED)
            .withoutBackground());
  }

  private static void awaitFull(MemoryGraph memory) {
    BackendHealth health;
    do {
      Thread.onSpinWait();
      health = memory.vectorBackends().orElseThrow().health().getFirst();
    } while (health.phase() != BackendHealth.Phase.ACTIVE || health.waiting() > 0);
  }

  private static void assertAnswered(Recall recall, String path) {
    assertThat(recall.hits().getFirst().text()).isEqualTo("crate 41 of tea");
    assertThat(recall.trace().stages())
        .filteredOn(stage -> stage.name().equals("semantic"))
        .allMatch(stage -> stage.detail().equals(path));
  }

  /** Each word adds a direction drawn from its hash. */
  private static final class Letters implements Embedder {
    private static final int DIMENSION = 32;

    @Override
    public EmbeddingModel model() {
      return new EmbeddingModel(
          "letters",
          DIMENSION,
          1_000,
          EmbeddingModel.Similarity.COSINE,
          EmbeddingModel.Locality.IN_PROCESS);
    }

    @Override
    public List<float[][]> embedDocuments(List<String> texts) {
      return texts.stream().map(text -> new float[][] {embedQuery(text)}).toList();
    }

    @Override
    public float[] embedQuery(String text) {
      float[] sum = new float[DIMENSION];
      for (String word : text.toLowerCase(Locale.ROOT).split(" ", -1)) {
        var random = new Random(word.hashCode());
        for (int i = 0; i < DIMENSION; i++) {
          sum[i] += (float) random.nextGaussian();
        }
      }
      return sum;
    }

    @Override
    public boolean available() {
      return true;
    }

    @Override
    public void close() {}
  }
}
