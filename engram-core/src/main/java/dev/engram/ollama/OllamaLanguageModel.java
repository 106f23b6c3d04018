package dev.engram.ollama;

import dev.engram.spi.LanguageModel;
import dev.engram.spi.LanguageModelFailedException;
import dev.engram.spi.LanguageModelInfo;
import dev.engram.spi.LanguageModelTimeoutException;
import dev.engram.spi.LanguageModelUnavailableException;
import dev.engram.spi.Prompt;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers with a model that Ollama serves, by {@code /api/chat}, held to the prompt's schema by the
 * server where that can.
 *
 * <p>Of {@link OllamaOptions} it uses the endpoint, the model, its context ({@link
 * OllamaOptions#maxTokens()}, which the server is told) and the waits, save that each prompt brings
 * its own limit for the answer. Before it asks it looks whether the server is there, and keeps that
 * for {@link OllamaOptions.Timing#healthKept()}. It never asks twice: callers have better to do
 * than wait. Answers are read up to 1 MiB. Redirects are not followed, and what is for this machine
 * takes no proxy.
 *
 * <p>Thread-safety: safe from any thread, virtual ones too; calls block on the network.
 */
public final class OllamaLanguageModel implements LanguageModel {
  static final int LONGEST_ANSWER = 1 << 20;

  private final OllamaOptions options;
  private final Address address;
  private final LanguageModelInfo info;
  private final OllamaClient client;
  private final HealthProbe health;
  private volatile boolean closed;

  private OllamaLanguageModel(OllamaOptions options, Pace pace) {
    this.address = Address.of(options.endpoint());
    this.options = options;
    this.info =
        new LanguageModelInfo("ollama/" + options.model(), options.maxTokens(), address.locality());
    this.client = new OllamaClient(address, options.timing(), pace);
    this.health = new HealthProbe(pace.clock(), options.timing().healthKept(), client::answers);
  }

  /** {@link #of(OllamaOptions, Pace)} with the system's clock. */
  public static OllamaLanguageModel of(OllamaOptions options) {
    return of(options, Pace.system());
  }

  /**
   * A language model; resolves the endpoint's name, and sends nothing yet.
   *
   * @throws IllegalArgumentException if the options give the model a context below 256 tokens
   */
  public static OllamaLanguageModel of(OllamaOptions options, Pace pace) {
    return new OllamaLanguageModel(options, pace);
  }

  /** Its id is {@code ollama/} and the model's name. */
  @Override
  public LanguageModelInfo model() {
    return info;
  }

  @Override
  public Optional<URI> endpoint() {
    return Optional.of(address.base());
  }

  @Override
  public String complete(Prompt prompt) {
    requireOpen();
    long start = System.nanoTime();
    var body = body(prompt);
    if (!health.healthy()) {
      throw new LanguageModelUnavailableException("Ollama does not answer its health probe");
    }
    var left = prompt.timeout().minusNanos(System.nanoTime() - start);
    if (!left.isPositive()) {
      throw new LanguageModelTimeoutException("Ollama's health probe took all the time there was");
    }
    return content(post(body, left));
  }

  private ObjectNode body(Prompt prompt) {
    var body = JsonNodeFactory.instance.objectNode().put("model", options.model());
    var messages = body.putArray("messages");
    messages.addObject().put("role", "system").put("content", wellFormed(prompt.system()));
    messages.addObject().put("role", "user").put("content", wellFormed(prompt.user()));
    body.put("stream", false);
    prompt.jsonSchema().ifPresent(schema -> body.set("format", parsed(schema)));
    body.putObject("options")
        .put("temperature", 0)
        .put("seed", 0)
        .put("num_ctx", options.maxTokens())
        .put("num_predict", prompt.maxOutputTokens());
    return body;
  }

  private static JsonNode parsed(String schema) {
    try {
      return JsonMapper.shared().readTree(schema);
    } catch (JacksonException notJson) {
      throw new LanguageModelFailedException(
          "the prompt's schema is not JSON, its length is " + schema.length());
    }
  }

  /** Lone surrogates have no place in JSON; each becomes a question mark. */
  private static String wellFormed(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private Reply post(JsonNode body, Duration limit) {
    try {
      return client.post(new Request("api/chat", body, limit, 0, LONGEST_ANSWER));
    } catch (NoAnswer failure) {
      requireOpen();
      var message = String.valueOf(failure.getMessage());
      health.saw(failure.reason() != NoAnswer.Reason.AWAY);
      throw switch (failure.reason()) {
        case AWAY -> new LanguageModelUnavailableException(message);
        case SLOW -> new LanguageModelTimeoutException(message);
        case TOO_LONG -> new LanguageModelFailedException(message);
      };
    }
  }

  private String content(Reply reply) {
    if (reply.notFound()) {
      throw new LanguageModelUnavailableException(
          "Ollama answers with status 404; perhaps model "
              + options.model()
              + " is not installed there");
    }
    if (reply.textTooLong()) {
      throw new LanguageModelFailedException("Ollama finds the prompt too long for the model");
    }
    if (!reply.ok()) {
      throw new LanguageModelFailedException("Ollama answers with status " + reply.status());
    }
    var content =
        reply
            .json()
            .orElseThrow(() -> new LanguageModelFailedException("Ollama's answer is not JSON"))
            .path("message")
            .path("content");
    if (!content.isString()) {
      throw new LanguageModelFailedException("Ollama's answer has no message");
    }
    return content.asString();
  }

  /** Whether the server answered its probe, now or a little while ago. */
  @Override
  public boolean available() {
    return !closed && health.healthy();
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("language model " + info.id() + " is closed");
    }
  }

  /** Ends running requests, which then fail. */
  @Override
  public void close() {
    closed = true;
    client.close();
  }
}
