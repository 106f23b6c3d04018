package dev.engram.ollama;

import dev.engram.spi.EmbedderUnavailableException;
import dev.engram.spi.EmbeddingFailedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The server's two ways to ask for vectors: {@code /api/embed}, and where that is missing the older
 * {@code /api/embeddings}, one text a request.
 *
 * <p>The older one cuts long texts off without a word. There a text that could be too long is taken
 * to be: one with more characters than twice the model's tokens.
 *
 * <p>Thread-safe.
 */
final class Protocol {
  private final OllamaClient client;
  private final OllamaOptions.Timing timing;
  private final String model;
  private final int safeLength;
  private volatile boolean older;

  Protocol(OllamaClient client, OllamaOptions options) {
    this.client = client;
    this.timing = options.timing();
    this.model = options.model();
    this.safeLength = options.maxTokens() * 2;
  }

  Answer embed(List<String> texts) {
    if (older) {
      return embedEach(texts);
    }
    var request = request();
    var input = request.putArray("input");
    texts.forEach(text -> input.add(wellFormed(text)));
    request.put("truncate", false);
    var reply = post("api/embed", request);
    if (reply.notFound()) {
      return embedEach(texts);
    }
    if (reply.textTooLong()) {
      return new Answer.TooLong();
    }
    var embeddings = body(reply).path("embeddings");
    if (embeddings.size() != texts.size()) {
      throw new EmbeddingFailedException(
          "Ollama gave " + embeddings.size() + " vectors for " + texts.size() + " texts");
    }
    var vectors = new ArrayList<float[]>(texts.size());
    for (var embedding : embeddings) {
      vectors.add(vector(embedding));
    }
    return new Answer.Vectors(List.copyOf(vectors));
  }

  private Answer embedEach(List<String> texts) {
    if (texts.stream().anyMatch(text -> text.length() > safeLength)) {
      return new Answer.TooLong();
    }
    var vectors = new ArrayList<float[]>(texts.size());
    for (var text : texts) {
      var reply = post("api/embeddings", request().put("prompt", wellFormed(text)));
      if (reply.notFound()) {
        throw new EmbedderUnavailableException(
            "Ollama answers with status 404; perhaps model " + model + " is not installed there");
      }
      if (reply.textTooLong()) {
        return new Answer.TooLong();
      }
      vectors.add(vector(body(reply).path("embedding")));
      older = true;
    }
    return new Answer.Vectors(List.copyOf(vectors));
  }

  private Reply post(String path, JsonNode body) {
    try {
      return client.post(
          new Request(path, body, timing.embed(), timing.retries(), OllamaClient.LONGEST_ANSWER));
    } catch (NoAnswer failure) {
      throw switch (failure.reason()) {
        case AWAY, SLOW -> new EmbedderUnavailableException(String.valueOf(failure.getMessage()));
        case TOO_LONG -> new EmbeddingFailedException(String.valueOf(failure.getMessage()));
      };
    }
  }

  private ObjectNode request() {
    return JsonNodeFactory.instance.objectNode().put("model", model);
  }

  /** Lone surrogates have no place in JSON; each becomes a question mark. */
  private static String wellFormed(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private static JsonNode body(Reply reply) {
    if (!reply.ok()) {
      throw new EmbeddingFailedException("Ollama answers with status " + reply.status());
    }
    return reply
        .json()
        .orElseThrow(() -> new EmbeddingFailedException("Ollama's answer is not JSON"));
  }

  private static float[] vector(JsonNode embedding) {
    var vector = new float[embedding.size()];
    for (int i = 0; i < vector.length; i++) {
      var component = embedding.path(i);
      float value = component.isNumber() ? (float) component.doubleValue() : Float.NaN;
      if (!Float.isFinite(value)) {
        throw new EmbeddingFailedException(
            "component " + i + " of Ollama's vector is not a finite number");
      }
      vector[i] = value;
    }
    return vector;
  }
}
