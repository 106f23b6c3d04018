package dev.engram.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.engram.spi.EmbeddingModel.Locality;
import dev.engram.spi.LanguageModelException;
import dev.engram.spi.LanguageModelFailedException;
import dev.engram.spi.LanguageModelTimeoutException;
import dev.engram.spi.LanguageModelUnavailableException;
import dev.engram.spi.Prompt;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OllamaLanguageModelTest {
  private static final String SECRET = "Ana hid the key under the third stone.";
  private static final Prompt PROMPT =
      new Prompt(
          "Find facts.", SECRET, Optional.of("{\"type\":\"object\"}"), 100, Duration.ofSeconds(20));

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-01T00:00:00Z"));
  private final List<Duration> waits = Collections.synchronizedList(new ArrayList<>());

  private OllamaStub stub;
  private OllamaLanguageModel model;

  @BeforeEach
  void start() {
    stub = OllamaStub.start();
    model = open(stub.endpoint());
  }

  @AfterEach
  void stop() {
    model.close();
    stub.close();
  }

  private OllamaLanguageModel open(URI endpoint) {
    return OllamaLanguageModel.of(
        OllamaOptions.of("m").withEndpoint(endpoint).withMaxTokens(4096),
        new Pace(now::get, new Random(1), waits::add));
  }

  private static String said(String content) {
    return "{\"message\":{\"role\":\"assistant\",\"content\":\"" + content + "\"},\"done\":true}";
  }

  @Test
  void asksOnceAtTemperatureZeroWithTheSchema() {
    stub.then(200, said("{}"));
    assertThat(model.complete(PROMPT)).isEqualTo("{}");
    assertThat(stub.count("/api/chat")).isEqualTo(1);
    assertThat(stub.bodies.getFirst().toString())
        .isEqualTo(
            "{\"model\":\"m\",\"messages\":[{\"role\":\"system\",\"content\":\"Find facts.\"},"
                + "{\"role\":\"user\",\"content\":\""
                + SECRET
                + "\"}],\"stream\":false,\"format\":{\"type\":\"object\"},\"options\":"
                + "{\"temperature\":0,\"seed\":0,\"num_ctx\":4096,\"num_predict\":100}}");
  }

  @Test
  void saysWhichModelAnswersWithoutAskingIt() {
    stub.stop();
    assertThat(model.model().id()).isEqualTo("ollama/m");
    assertThat(model.model().contextTokens()).isEqualTo(4096);
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:11434, LOCAL_SERVICE",
    "http://localhost:11434, LOCAL_SERVICE",
    "http://192.0.2.7, REMOTE",
    "https://localhost, REMOTE",
  })
  void tellsByTheAddressWhetherTextLeavesTheMachine(String endpoint, Locality locality) {
    try (var other = open(URI.create(endpoint))) {
      assertThat(other.model().locality()).isEqualTo(locality);
    }
  }

  @Test
  void sendsLoneSurrogatesAndControlCharactersAsValidJson() {
    stub.then(200, said("x"));
    model.complete(
        new Prompt("s", "a\uD800b\u0000c😀", Optional.empty(), 1, Duration.ofSeconds(20)));
    assertThat(stub.bodies.getFirst().at("/messages/1/content").asString())
        .isEqualTo("a?b\u0000c😀");
  }

  @Test
  void anAnswerMayBeAnyWords() {
    stub.then(200, said("")).then(200, said("I would rather not."));
    assertThat(model.complete(PROMPT)).isEmpty();
    assertThat(model.complete(PROMPT)).isEqualTo("I would rather not.");
  }

  @Test
  void aServerThatIsAwayIsFoundOutByAProbeAndNotAskedForAWhile() {
    stub.healthy = false;
    assertThatThrownBy(() -> model.complete(PROMPT))
        .isInstanceOf(LanguageModelUnavailableException.class);
    stub.healthy = true;
    assertThatThrownBy(() -> model.complete(PROMPT))
        .isInstanceOf(LanguageModelUnavailableException.class);
    assertThat(stub.requests).containsExactly("/api/tags");
    now.updateAndGet(at -> at.plusSeconds(30));
    assertThat(model.available()).isTrue();
  }

  @Test
  void aServerThatGoesDownAfterItsProbeIsNotTriedAgain() {
    assertThat(model.available()).isTrue();
    stub.stop();
    assertThatThrownBy(() -> model.complete(PROMPT))
        .isInstanceOf(LanguageModelUnavailableException.class)
        .hasMessageMatching("Ollama cannot be reached \\(\\w+\\)");
    assertThat(waits).isEmpty();
    assertThat(model.available()).isFalse();
  }

  @Test
  void anAnswerThatDoesNotComeEndsWithThePromptsTime() {
    assertThat(model.available()).isTrue();
    stub.hold = true;
    var hasty = new Prompt("s", SECRET, Optional.empty(), 1, Duration.ofMillis(50));
    assertThatThrownBy(() -> model.complete(hasty))
        .isInstanceOf(LanguageModelTimeoutException.class)
        .hasMessageMatching("Ollama did not answer within \\d+ ms");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"message\":{}}",
        "{\"message\":{\"content\":7}}",
        "{\"message\":\"Ana hid the key under the third stone.\"}",
        "Ana hid the key under the third stone.",
        ""
      })
  void anAnswerWithoutAMessageIsAFailureAndIsNotQuoted(String body) {
    stub.then(200, body);
    assertThatThrownBy(() -> model.complete(PROMPT))
        .isInstanceOf(LanguageModelFailedException.class)
        .hasNoCause()
        .hasMessageNotContaining("stone");
  }

  @Test
  void anAnswerWithoutEndIsAFailure() {
    stub.then(200, " ".repeat(OllamaLanguageModel.LONGEST_ANSWER + 1));
    assertThatThrownBy(() -> model.complete(PROMPT))
        .isInstanceOf(LanguageModelFailedException.class)
        .hasMessage("Ollama's answer is longer than 1048576 bytes");
  }

  @Test
  void statusesBecomeExceptions() {
    stub.then(404, "").then(503, SECRET).then(400, SECRET);
    assertThatThrownBy(() -> model.complete(PROMPT))
        .isInstanceOf(LanguageModelUnavailableException.class)
        .hasMessageContaining("perhaps model m is not installed");
    assertThatThrownBy(() -> model.complete(PROMPT))
        .isInstanceOf(LanguageModelUnavailableException.class)
        .hasMessage("Ollama answers with status 503");
    now.updateAndGet(at -> at.plusSeconds(30));
    assertThatThrownBy(() -> model.complete(PROMPT))
        .isInstanceOf(LanguageModelFailedException.class)
        .hasMessage("Ollama answers with status 400");
    stub.then(400, "{\"error\":\"exceeds the context length\"}");
    assertThatThrownBy(() -> model.complete(PROMPT))
        .isInstanceOf(LanguageModelFailedException.class)
        .hasMessage("Ollama finds the prompt too long for the model");
  }

  @Test
  void stopsWhenInterruptedAndKeepsTheFlag() throws Exception {
    stub.hold = true;
    var outcome = new AtomicReference<Throwable>();
    var caller =
        Thread.ofVirtual()
            .start(() -> {
              try {
                model.complete(PROMPT);
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
  void closesOnceAndThenSaysSo() {
    model.close();
    model.close();
    assertThat(model.available()).isFalse();
    assertThatThrownBy(() -> model.complete(PROMPT))
        .isInstanceOf(IllegalStateException.class)
        .isNotInstanceOf(LanguageModelException.class)
        .hasMessage("language model ollama/m is closed");
  }

  @Test
  void promptsHaveBoundsAndShowNoContent() {
    assertThat(PROMPT).hasToString("Prompt[11 + 38 characters]");
    assertThatThrownBy(() -> new Prompt("s", " ", Optional.empty(), 1, Duration.ofSeconds(1)))
        .hasMessage("system and user must not be blank, got 1 and 1 characters");
    assertThatThrownBy(() -> new Prompt("s", "u", Optional.empty(), 0, Duration.ofSeconds(1)))
        .hasMessage("maxOutputTokens must be 1 to 65536, got 0");
    assertThatThrownBy(() -> new Prompt("s", "u", Optional.empty(), 1, Duration.ZERO))
        .hasMessage("timeout must be positive and at most PT30M, got PT0S");
  }
}
