package dev.engram.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.engram.spi.EmbedderException;
import dev.engram.spi.EmbedderUnavailableException;
import dev.engram.spi.EmbeddingDimensionException;
import dev.engram.spi.EmbeddingFailedException;
import dev.engram.spi.EmbeddingModel.Locality;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OllamaEmbedderTest {
  private static final String SECRET = "Ana hid the key under the third stone.";

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-01T00:00:00Z"));
  private final List<Duration> waits = Collections.synchronizedList(new ArrayList<>());

  private OllamaStub stub;
  private OllamaEmbedder embedder;

  @BeforeEach
  void start() {
    stub = OllamaStub.start();
    embedder = open(options());
  }

  @AfterEach
  void stop() {
    embedder.close();
    stub.close();
  }

  private OllamaOptions options() {
    return OllamaOptions.of("m").withEndpoint(stub.endpoint()).withDimension(3);
  }

  private OllamaEmbedder open(OllamaOptions options) {
    return OllamaEmbedder.of(options, new Pace(now::get, new Random(1), waits::add));
  }

  private void reopen(OllamaOptions options) {
    embedder.close();
    embedder = open(options);
  }

  private float[][] embed(String text) {
    return embedder.embedDocuments(List.of(text)).getFirst();
  }

  @Test
  void sendsABatchInOneRequestAndReturnsUnitVectorsInOrder() {
    var vectors = embedder.embedDocuments(List.of("abc", "abcdefgh"));

    assertThat(vectors).hasSize(2);
    assertThat(vectors.get(0)[0])
        .containsExactly(new float[] {0.94868f, 0.31623f, 0}, within(1e-4f));
    assertThat(vectors.get(1)[0])
        .containsExactly(new float[] {0.99228f, 0.12403f, 0}, within(1e-4f));
    assertThat(stub.bodies.toString())
        .isEqualTo("[{\"model\":\"m\",\"input\":[\"abc\",\"abcdefgh\"],\"truncate\":false}]");
  }

  @Test
  void sendsMoreTextsThanABatchInSeveralRequests() {
    reopen(options().withBatchSize(2));
    assertThat(embedder.embedDocuments(List.of("a", "b", "c", "d", "e"))).hasSize(5);
    assertThat(stub.count("/api/embed")).isEqualTo(3);
  }

  @Test
  void putsTheModelsInstructionsBeforeQuestionsAndDocuments() {
    reopen(options().withInstructions("ask: ", "doc: "));
    embedder.embedQuery("where?");
    embed("here");
    assertThat(stub.bodies.get(0).at("/input/0").asString()).isEqualTo("ask: where?");
    assertThat(stub.bodies.get(1).at("/input/0").asString()).isEqualTo("doc: here");
  }

  @Test
  void sendsLoneSurrogatesAndControlCharactersAsValidJson() {
    assertThat(embed("a\uD800b\u0000c😀")).hasDimensions(1, 3);
    assertThat(stub.bodies.getFirst().at("/input/0").asString()).isEqualTo("a?b\u0000c😀");
  }

  @Test
  void failsAtOnceWhenTheServerIsDown() {
    stub.stop();
    assertThat(embedder.available()).isFalse();
    assertThatThrownBy(() -> embed(SECRET)).isInstanceOf(EmbedderUnavailableException.class);
    assertThat(waits).isEmpty();
  }

  @Test
  void triesThreeTimesWhenTheServerGoesDownAfterItsProbe() {
    assertThat(embedder.available()).isTrue();
    stub.stop();
    assertThatThrownBy(() -> embed(SECRET))
        .isInstanceOf(EmbedderUnavailableException.class)
        .hasMessageMatching("Ollama cannot be reached \\(\\w+\\), tried 3 times");
    assertThat(waits.get(0)).isBetween(Duration.ofMillis(100), Duration.ofMillis(300));
    assertThat(waits.get(1)).isBetween(Duration.ofMillis(200), Duration.ofMillis(600));
    assertThat(embedder.available()).as("the failure counts as a probe").isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void triesAgainAfterAnErrorThatMayPass(int status) {
    stub.then(status, "{\"error\":\"busy\"}");
    assertThat(embed("abc")).hasDimensions(1, 3);
    assertThat(waits).hasSize(1);
  }

  @Test
  void givesUpAfterTwoRetries() {
    stub.then(500, "").then(502, "").then(503, SECRET);
    assertThatThrownBy(() -> embed(SECRET))
        .isInstanceOf(EmbedderUnavailableException.class)
        .hasMessage("Ollama answers with status 503, tried 3 times");
  }

  @Test
  void doesNotRepeatARequestThatIsWrong() {
    stub.then(400, "{\"error\":\"" + SECRET + "\"}");
    assertThatThrownBy(() -> embed(SECRET))
        .isInstanceOf(EmbeddingFailedException.class)
        .hasMessage("Ollama answers with status 400");
    assertThat(waits).isEmpty();
  }

  @Test
  void stopsWaitingForASlowAnswer() {
    stub.hold = true;
    reopen(options().withTiming(OllamaOptions.Timing.defaults().withEmbed(Duration.ofMillis(50))));
    assertThatThrownBy(() -> embed(SECRET))
        .isInstanceOf(EmbedderUnavailableException.class)
        .hasMessage("Ollama did not answer within 50 ms");
    assertThat(waits).as("a slow server is not asked again").isEmpty();
  }

  @Test
  void fallsBackToTheOlderEndpointAndStaysThere() {
    stub.olderOnly = true;
    assertThat(embedder.embedDocuments(List.of("abc", "de"))).hasSize(2);
    assertThat(embed("fgh")).hasDimensions(1, 3);
    assertThat(stub.count("/api/embed")).isEqualTo(1);
    assertThat(stub.count("/api/embeddings")).isEqualTo(3);
  }

  @Test
  void splitsWhatTheOlderEndpointWouldCutOffSilently() {
    stub.olderOnly = true;
    reopen(options().withMaxTokens(16));
    assertThat(embed("word ".repeat(16)).length).isEqualTo(4);
    assertThat(stub.bodies.stream().skip(1).map(body -> body.path("prompt").asString()))
        .allMatch(prompt -> prompt.length() <= 32);
  }

  @Test
  void saysThatTheModelMayNotBeInstalled() {
    stub.installed = false;
    assertThatThrownBy(() -> embed(SECRET))
        .isInstanceOf(EmbedderUnavailableException.class)
        .hasMessageContaining("perhaps model m is not installed");
  }

  @Test
  void refusesVectorsOfAnotherDimension() {
    stub.dimension = 4;
    assertThatThrownBy(() -> embed(SECRET))
        .isInstanceOfSatisfying(
            EmbeddingDimensionException.class,
            e -> {
              assertThat(e.expected()).isEqualTo(3);
              assertThat(e.actual()).isEqualTo(4);
            });
  }

  @Test
  void learnsTheDimensionFromTheFirstAnswerAndHoldsTheModelToIt() {
    reopen(OllamaOptions.of("m").withEndpoint(stub.endpoint()));
    assertThat(embedder.model().dimension()).isEqualTo(3);
    stub.dimension = 5;
    assertThatThrownBy(() -> embed(SECRET)).isInstanceOf(EmbeddingDimensionException.class);
    assertThat(embedder.model().dimension()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"embeddings\":[[1,null,3]]}",
        "{\"embeddings\":[[1,NaN,3]]}",
        "{\"embeddings\":[[1,\"NaN\",3]]}",
        "{\"embeddings\":[[1,1e300,3]]}",
        "{\"embeddings\":[[0,0,0]]}",
        "{\"embeddings\":[[1,2,3],[1,2,3]]}",
        "{\"embeddings\":[]}",
        "{\"embeddings\":7}",
        "{}",
        "Ana hid the key under the third stone.",
        "",
      })
  void refusesAnAnswerWithoutUsableVectorsAndDoesNotQuoteIt(String body) {
    stub.then(200, body);
    assertThatThrownBy(() -> embed(SECRET))
        .isInstanceOf(EmbeddingFailedException.class)
        .hasNoCause()
        .hasMessageNotContaining("stone");
  }

  @Test
  void refusesAnAnswerWithoutEnd() {
    stub.then(200, " ".repeat(OllamaClient.LONGEST_ANSWER + 1));
    assertThatThrownBy(() -> embed(SECRET))
        .isInstanceOf(EmbeddingFailedException.class)
        .hasMessage("Ollama's answer is longer than 33554432 bytes");
  }

  @Test
  void splitsATextThatIsTooLongUntilNothingIsLost() {
    stub.contextCharacters = 100;
    var text = "The train was late again today. ".repeat(12).strip();
    var parts = embed(text);

    assertThat(parts.length).isGreaterThan(3);
    var taken =
        stub.bodies.stream()
            .map(body -> body.at("/input/0").asString())
            .filter(sent -> sent.length() <= 100)
            .toList();
    assertThat(taken).hasSize(parts.length).allMatch(piece -> piece.strip().endsWith("today."));
    assertThat(String.join("", taken)).isEqualTo(text);
  }

  @Test
  void splitsOnlyTheTooLongTextOfABatch() {
    stub.contextCharacters = 100;
    var vectors =
        embedder.embedDocuments(List.of("abc", "The train was late. ".repeat(8), "defgh", "i"));
    assertThat(vectors.stream().map(parts -> parts.length)).containsExactly(1, 2, 1, 1);
    assertThat(vectors.get(2)[0][0]).isCloseTo(0.98058f, within(1e-4f));
  }

  @Test
  void understandsThatAStatus500CanMeanTooLong() {
    stub.then(500, "{\"error\":\"input length exceeds maximum context length\"}");
    assertThat(embed("The train was late. The bus was too.").length).isEqualTo(2);
    assertThat(waits).isEmpty();
  }

  @Test
  void meansTheDirectionsOfALongQuestionsParts() {
    stub.contextCharacters = 100;
    var vector = embedder.embedQuery("Where is the station? ".repeat(10));
    double square = 0;
    for (float component : vector) {
      square += component * component;
    }
    assertThat(square).isCloseTo(1, within(1e-5));
  }

  @Test
  void endsWhenTheServerFindsEverythingTooLong() {
    stub.contextCharacters = 0;
    assertThatThrownBy(() -> embed("word ".repeat(100)))
        .isInstanceOf(EmbeddingFailedException.class)
        .hasMessageMatching("Ollama finds even \\d+ characters too long for the model");
  }

  @Test
  void keepsTheProbesAnswerForThirtySeconds() {
    assertThat(embedder.available()).isTrue();
    stub.healthy = false;
    now.updateAndGet(at -> at.plusMillis(29_999));
    assertThat(embedder.available()).isTrue();
    assertThat(stub.count("/api/tags")).isEqualTo(1);

    now.updateAndGet(at -> at.plusMillis(1));
    assertThat(embedder.available()).isFalse();
    assertThatThrownBy(() -> embed(SECRET)).isInstanceOf(EmbedderUnavailableException.class);
    assertThat(stub.count("/api/tags")).isEqualTo(2);
    assertThat(stub.count("/api/embed")).isZero();

    stub.healthy = true;
    now.updateAndGet(at -> at.plusSeconds(30));
    assertThat(embed("abc")).hasDimensions(1, 3);
  }

  @Test
  void stopsWhenInterruptedAndKeepsTheFlag() throws Exception {
    stub.hold = true;
    var outcome = new AtomicReference<Throwable>();
    var caller =
        Thread.ofVirtual()
            .start(() -> {
              try {
                embed(SECRET);
              } catch (CancellationException e) {
                outcome.set(Thread.currentThread().isInterrupted() ? e : new AssertionError());
              }
            });
    stub.holding.await();
    caller.interrupt();
    caller.join();
    assertThat(outcome.get()).isInstanceOf(CancellationException.class);
  }

  @Test
  void stopsWhenInterruptedBetweenTries() {
    stub.then(503, "");
    var impatient =
        new Pace(
            now::get,
            new Random(1),
            wait -> {
              throw new InterruptedException();
            });
    try (var other = OllamaEmbedder.of(options(), impatient)) {
      assertThatThrownBy(() -> other.embedQuery(SECRET)).isInstanceOf(CancellationException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void refusesABlankTextNamingItsPlaceOnly() {
    assertThatThrownBy(() -> embedder.embedDocuments(List.of(SECRET, " \n")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("text 1 is blank, its length is 2");
    assertThat(embedder.embedDocuments(List.of())).isEmpty();
    assertThat(stub.requests).isEmpty();
  }

  @Test
  void closesOnceAndThenSaysSo() {
    embedder.close();
    embedder.close();
    assertThat(embedder.available()).isFalse();
    assertThatThrownBy(() -> embed(SECRET))
        .isInstanceOf(IllegalStateException.class)
        .isNotInstanceOf(EmbedderException.class)
        .hasMessage("embedder ollama/m is closed");
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:11434, LOCAL_SERVICE",
    "http://127.9.9.9, LOCAL_SERVICE",
    "http://[::1]:11434, LOCAL_SERVICE",
    "http://localhost:11434/ollama, LOCAL_SERVICE",
    "https://127.0.0.1, LOCAL_SERVICE",
    "https://localhost, REMOTE",
    "http://192.0.2.7, REMOTE",
    "http://0.0.0.0:11434, REMOTE",
  })
  void tellsByTheAddressWhetherTextLeavesTheMachine(String endpoint, Locality locality) {
    reopen(options().withEndpoint(URI.create(endpoint)));
    assertThat(embedder.model().locality()).isEqualTo(locality);
  }

  @Test
  void goesToTheLoopbackAddressThatALocalNameStoodFor() {
    var address = Address.of(URI.create("http://localhost:11434/ollama"));
    assertThat(address.base().getHost()).isIn("127.0.0.1", "[0:0:0:0:0:0:0:1]");
    assertThat(address.base().resolve("api/tags").getPath()).isEqualTo("/ollama/api/tags");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ftp://127.0.0.1", "file:///etc/passwd", "/api", "http://u:p@h", "http://h?q=1"})
  void refusesOtherAddresses(String endpoint) {
    assertThatThrownBy(() -> options().withEndpoint(URI.create(endpoint)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("endpoint must");
  }

  @Test
  void refusesOptionsOutOfBounds() {
    assertThatThrownBy(() -> options().withDimension(0))
        .hasMessage("dimension must be 1 to 8192, got 0");
    assertThatThrownBy(() -> options().withBatchSize(513))
        .hasMessage("batchSize must be 1 to 512, got 513");
    assertThatThrownBy(() -> OllamaOptions.Timing.defaults().withEmbed(Duration.ZERO))
        .hasMessage("embed must be positive and at most PT30M, got PT0S");
  }

  @Test
  void halvesTextWithoutSpacesBetweenCharacters() {
    var halves = TextSplitter.halves("😀".repeat(9));
    assertThat(String.join("", halves)).isEqualTo("😀".repeat(9));
    assertThat(halves).noneMatch(half -> Character.isLowSurrogate(half.charAt(0)));
    assertThat(TextSplitter.pieces("x".repeat(1000), 100)).hasSize(16);
    assertThat(Arrays.asList(TextSplitter.halves("ab").toArray())).containsExactly("a", "b");
  }
}
