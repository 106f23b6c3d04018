package dev.engram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.engram.config.EngramOptions;
import dev.engram.config.MigrationOptions;
import dev.engram.health.Diagnosis;
import dev.engram.memory.MemoryId;
import dev.engram.memory.SecurityTier;
import dev.engram.memory.Turn;
import dev.engram.query.Hit;
import dev.engram.query.Query;
import dev.engram.query.Recall;
import dev.engram.scope.Principal;
import dev.engram.spi.BackendTrust;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Spec §10.24.1: vectors tell no more than their memory's tier allows, and are found all the same.
 */
@DisplayName(
    "§10.24.1 Vectors tell no more than their memory's tier allows, and are found all the same")
class EmbeddingTierTest {
  private static final Principal REX = Principal.agent("rex");
  private static final String WORDS = "The zanzibarium key hangs behind the blue door.";

  @TempDir private Path folder;
  private final WordEmbedder embedder = WordEmbedder.usual();

  private Path file() {
    return folder.resolve("rex.engram");
  }

  private EngramOptions options() {
    return EngramOptions.defaults().withEmbedder(embedder).withoutBackground();
  }

  private MemoryGraph open() {
    return open(options());
  }

  private MemoryGraph open(EngramOptions options) {
    return MemoryGraph.open(file(), TestKeys.right(), options);
  }

  private static Turn at(String words, SecurityTier tier) {
    Turn turn = Turn.note(words);
    return turn.with(turn.placement().atLeast(tier));
  }

  private float[] stored(MemoryId id) {
    byte[] bytes =
        VaultContents.bytes(
                file(),
                TestKeys.right(),
                "SELECT e.bytes FROM embedding e JOIN memory m ON m.ordinal = e.ordinal WHERE"
                    + " lower(hex(m.id)) = '"
                    + id.toString().replace("-", "")
                    + "'")
            .getFirst();
    float[] vector = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
    return vector;
  }

  private static double cosine(float[] one, float[] other) {
    double dot = 0;
    double first = 0;
    double second = 0;
    for (int i = 0; i < one.length; i++) {
      dot += one[i] * other[i];
      first += one[i] * one[i];
      second += other[i] * other[i];
    }
    return dot / Math.sqrt(first * second);
  }

  @Test
  void eachTierKeepsItsOwnFormOfTheVector() {
    float[] plain = embedder.embedDocuments(List.of(WORDS)).getFirst()[0];
    MemoryId clear;
    MemoryId sensitive;
    MemoryId confidential;
    try (var memory = open()) {
      clear = memory.remember(at(WORDS, SecurityTier.CLEARTEXT), REX).id();
      sensitive = memory.remember(at(WORDS, SecurityTier.SENSITIVE), REX).id();
      confidential = memory.remember(at(WORDS, SecurityTier.CONFIDENTIAL), REX).id();
    }
    assertThat(stored(clear)).containsExactly(plain);
    assertThat(stored(sensitive)).isNotEqualTo(plain);
    assertThat(cosine(stored(sensitive), plain)).isGreaterThan(0.999);
    long values =
        IntStream.range(0, plain.length)
            .mapToLong(i -> Math.round(stored(sensitive)[i] * 127 / largest(stored(sensitive))))
            .filter(step -> Math.abs(step) > 127)
            .count();
    assertThat(values).isZero();
    assertThat(Math.abs(cosine(stored(confidential), plain))).isLessThan(0.6);
  }

  private static float largest(float[] vector) {
    float largest = 0;
    for (float component : vector) {
      largest = Math.max(largest, Math.abs(component));
    }
    return largest;
  }

  /**
   * What an inversion needs most, the nearest known text, is not to be had from a turned vector.
   */
  @Test
  void theNearestKnownTextOfATurnedVectorIsAnyText() {
    List<String> known =
        IntStream.range(0, 200).mapToObj(i -> "word" + i + " and thing" + i % 7).toList();
    List<MemoryId> ids;
    try (var memory = open()) {
      ids =
          memory
              .remember(
                  known.stream().map(text -> at(text, SecurityTier.CONFIDENTIAL)).toList(), REX)
              .stream()
              .map(one -> one.id())
              .toList();
    }
    List<float[][]> plain = embedder.embedDocuments(known);
    int guessed = 0;
    for (int i = 0; i < 20; i++) {
      float[] seen = stored(ids.get(i));
      int best = 0;
      for (int j = 1; j < known.size(); j++) {
        if (cosine(plain.get(j)[0], seen) > cosine(plain.get(best)[0], seen)) {
          best = j;
        }
      }
      guessed += best == i ? 1 : 0;
    }
    assertThat(guessed).isLessThanOrEqualTo(2);
  }

  private static double semantic(Recall recall, String text) {
    return recall.hits().stream()
        .filter(hit -> hit.text().equals(text))
        .flatMap(hit -> hit.evidence().stream())
        .filter(one -> one.signal().equals("semantic"))
        .findFirst()
        .orElseThrow()
        .score();
  }

  @Test
  void turningKeepsEveryScore() {
    Query query = Query.of("where does the zanzibarium key hang");
    double clear;
    try (var memory =
        MemoryGraph.open(folder.resolve("clear.engram"), TestKeys.right(), options())) {
      memory.remember(at(WORDS, SecurityTier.CLEARTEXT), REX);
      clear = semantic(memory.recall(query, REX), WORDS);
    }
    try (var memory = open(EngramOptions.defaults().withEmbedder(WordEmbedder.usual()))) {
      memory.remember(at(WORDS, SecurityTier.CONFIDENTIAL), REX);
      assertThat(semantic(memory.recall(query, REX), WORDS)).isCloseTo(clear, within(0.01));
    }
  }

  @Test
  void whatWasStoredWithoutAnEmbedderIsSealedWhenItGetsItsVectors() {
    float[] plain = embedder.embedDocuments(List.of(WORDS)).getFirst()[0];
    MemoryId id;
    try (var memory = open()) {
      embedder.down(true);
      id = memory.remember(at(WORDS, SecurityTier.CONFIDENTIAL), REX).id();
      embedder.down(false);
      memory.maintain();
      assertThat(memory.stats(REX).pending()).isZero();
      assertThat(memory.recall(Query.of("zanzibarium key"), REX).hits().getFirst().text())
          .isEqualTo(WORDS);
      assertThat(memory.doctor().findings()).allMatch(Diagnosis.Finding::sound);
    }
    assertThat(Math.abs(cosine(stored(id), plain))).isLessThan(0.6);
    try (var memory = open(EngramOptions.defaults().withEmbedder(WordEmbedder.usual()))) {
      assertThat(memory.recall(Query.of("zanzibarium key"), REX).hits().getFirst().text())
          .isEqualTo(WORDS);
      assertThat(memory.doctor().findings()).allMatch(Diagnosis.Finding::sound);
    }
  }

  @Test
  void aMoveToAnotherModelKeepsThemApart() {
    var next = new WordEmbedder("other-48", 48);
    try (var memory = open()) {
      memory.remember(at(WORDS, SecurityTier.CONFIDENTIAL), REX);
      memory.remember(
          IntStream.range(0, 60)
              .mapToObj(i -> at("crate " + i + " of tea", SecurityTier.CLEARTEXT))
              .toList(),
          REX);
      var migration = memory.vectors().migrate(next, MigrationOptions.defaults());
      memory.maintain();
      memory.maintain();
      assertThat(migration.await(Duration.ofMinutes(1)).share()).isEqualTo(1);
      assertThat(memory.recall(Query.of("zanzibarium key"), REX).hits().getFirst().text())
          .isEqualTo(WORDS);
      assertThat(memory.doctor().findings()).allMatch(Diagnosis.Finding::sound);
    }
    try (var memory =
        open(EngramOptions.defaults().withEmbedder(new WordEmbedder("other-48", 48)))) {
      assertThat(memory.recall(Query.of("zanzibarium key"), REX).hits())
          .extracting(Hit::text)
          .contains(WORDS);
    }
  }

  @Test
  void noConfidentialVectorReachesAnOutsideStore() throws InterruptedException {
    var store = new FakeBackend("shelf");
    try (var memory = open(options().withVectorBackend(store, BackendTrust.VERIFIED))) {
      memory.remember(at(WORDS, SecurityTier.CONFIDENTIAL), REX);
      memory.remember(at("crate of tea", SecurityTier.CLEARTEXT), REX);
      memory.remember(at("crate of rope", SecurityTier.SENSITIVE), REX);
      VectorBackendTest.awaitFull(memory, "shelf");
      assertThat(store.held()).hasSize(2);
      assertThat(memory.recall(Query.of("zanzibarium key"), REX).hits().getFirst().text())
          .isEqualTo(WORDS);
    }
  }
}
