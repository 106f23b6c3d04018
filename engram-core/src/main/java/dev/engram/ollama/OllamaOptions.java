package dev.engram.ollama;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Which model to ask, where, and how patiently.
 *
 * <p>Immutable, so safe for any thread.
 *
 * @param endpoint {@code http} or {@code https}, a host, perhaps a port and a path; no user, query
 *     or fragment
 * @param model the model's name as Ollama knows it, 1 to 100 characters
 * @param dimension the length of its vectors, 1 to 8192; if empty, what the first answer has
 * @param maxTokens the model's context, 16 to 1,048,576 tokens; only a first guess where to split,
 *     the server decides
 * @param queryInstruction put before each part of a question; may be empty
 * @param documentInstruction put before each part of a document; may be empty
 * @param batchSize the most texts sent at once, 1 to 512
 * @param timing how long to wait
 */
public record OllamaOptions(
    URI endpoint,
    String model,
    OptionalInt dimension,
    int maxTokens,
    String queryInstruction,
    String documentInstruction,
    int batchSize,
    Timing timing) {
  private static final Duration LONGEST = Duration.ofMinutes(30);

  /**
   * How long to wait; each at most 30 minutes.
   *
   * @param connect for a connection, positive
   * @param probe for the health probe's answer, positive
   * @param embed for the answer to one request for vectors, positive
   * @param healthKept how long an answer of the health probe counts, may be zero
   * @param retries how often a failed request is sent again, 0 to 10
   * @param backOff before the first retry, doubled for each further one, halved to once and a half
   *     at random, positive
   */
  public record Timing(
      Duration connect,
      Duration probe,
      Duration embed,
      Duration healthKept,
      int retries,
      Duration backOff) {
    public Timing {
      positive("connect", connect);
      positive("probe", probe);
      positive("embed", embed);
      positive("backOff", backOff);
      if (healthKept.isNegative() || healthKept.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(
            "healthKept must be zero to " + LONGEST + ", got " + healthKept);
      }
      require("retries", retries, 0, 10);
    }

    /**
     * 2 s to connect, 2 s for the probe, 30 s to embed, health kept 30 s, 2 retries from 200 ms.
     */
    public static Timing defaults() {
      return new Timing(
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          2,
          Duration.ofMillis(200));
    }

    /** This timing with another limit for one request for vectors. */
    public Timing withEmbed(Duration limit) {
      return new Timing(connect, probe, limit, healthKept, retries, backOff);
    }

    /** This timing with another limit for the health probe's answer. */
    public Timing withProbe(Duration limit) {
      return new Timing(connect, limit, embed, healthKept, retries, backOff);
    }

    /** This timing with another number of retries. */
    public Timing withRetries(int count) {
      return new Timing(connect, probe, embed, healthKept, count, backOff);
    }

    private static void positive(String name, Duration value) {
      if (!value.isPositive() || value.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(
            name + " must be positive and at most " + LONGEST + ", got " + value);
      }
    }
  }

  public OllamaOptions {
    requireAddress(endpoint);
    require("model name's length", model.strip().length(), 1, 100);
    dimension.ifPresent(value -> require("dimension", value, 1, 8192));
    require("maxTokens", maxTokens, 16, 1 << 20);
    require("batchSize", batchSize, 1, 512);
    Objects.requireNonNull(queryInstruction);
    Objects.requireNonNull(documentInstruction);
    Objects.requireNonNull(timing);
  }

  private static void requireAddress(URI endpoint) {
    var scheme = endpoint.getScheme();
    if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)) {
      throw new IllegalArgumentException("endpoint must be http or https, got " + scheme);
    }
    if (endpoint.getHost() == null
        || endpoint.getRawUserInfo() != null
        || endpoint.getRawQuery() != null
        || endpoint.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "endpoint must have a host, and no user, query or fragment");
    }
  }

  private static void require(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " must be " + least + " to " + most + ", got " + value);
    }
  }

  /** {@code nomic-embed-text} on this machine's port 11434: 768 dimensions, 2048 tokens. */
  public static OllamaOptions defaults() {
    return of("nomic-embed-text")
        .withDimension(768)
        .withInstructions("search_query: ", "search_document: ");
  }

  /** Another model on this machine's port 11434, of a dimension yet to be seen. */
  public static OllamaOptions of(String model) {
    return new OllamaOptions(
        URI.create("http://127.0.0.1:11434"),
        model,
        OptionalInt.empty(),
        2048,
        "",
        "",
        32,
        Timing.defaults());
  }

  /** These options with another server. */
  public OllamaOptions withEndpoint(URI address) {
    return new OllamaOptions(
        address,
        model,
        dimension,
        maxTokens,
        queryInstruction,
        documentInstruction,
        batchSize,
        timing);
  }

  /** These options with the model's dimension declared. */
  public OllamaOptions withDimension(int declared) {
    return new OllamaOptions(
        endpoint,
        model,
        OptionalInt.of(declared),
        maxTokens,
        queryInstruction,
        documentInstruction,
        batchSize,
        timing);
  }

  /** These options with another context length, in tokens. */
  public OllamaOptions withMaxTokens(int tokens) {
    return new OllamaOptions(
        endpoint,
        model,
        dimension,
        tokens,
        queryInstruction,
        documentInstruction,
        batchSize,
        timing);
  }

  /** These options with what the model wants before questions and documents. */
  public OllamaOptions withInstructions(String query, String document) {
    return new OllamaOptions(
        endpoint, model, dimension, maxTokens, query, document, batchSize, timing);
  }

  /** These options with another number of texts a request. */
  public OllamaOptions withBatchSize(int size) {
    return new OllamaOptions(
        endpoint, model, dimension, maxTokens, queryInstruction, documentInstruction, size, timing);
  }

  /** These options with other waits. */
  public OllamaOptions withTiming(Timing waits) {
    return new OllamaOptions(
        endpoint,
        model,
        dimension,
        maxTokens,
        queryInstruction,
        documentInstruction,
        batchSize,
        waits);
  }
}
