package dev.engram.qdrant;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Which Qdrant server to use, and how patiently. Immutable, so safe for any thread.
 *
 * @param endpoint {@code http} or {@code https}, a host, perhaps a port and a path; no user, query
 *     or fragment
 * @param collection names the collection, which is {@code engram-} and this; 1 to 64 of {@code a}
 *     to {@code z}, {@code 0} to {@code 9}, {@code _} and {@code -}. One for each vault: it is
 *     emptied whenever it is filled
 * @param apiKey sent with every request; visible ASCII
 * @param batch how many memories a request brings, 1 to 10,000
 * @param timing how long to wait
 */
public record QdrantOptions(
    URI endpoint, String collection, Optional<String> apiKey, int batch, Timing timing) {

  /**
   * How long to wait; each positive, at most 10 minutes.
   *
   * @param connect for a connection
   * @param request for the answer to one request other than a search, whose time comes with it
   * @param retries how often a request other than a search is sent again, 0 to 10
   * @param backOff before the first retry, doubled for each further one
   */
  public record Timing(Duration connect, Duration request, int retries, Duration backOff) {
    public Timing {
      positive("connect", connect);
      positive("request", request);
      positive("backOff", backOff);
      if (retries < 0 || retries > 10) {
        throw new IllegalArgumentException("retries must be 0 to 10, got " + retries);
      }
    }

    /** 1 s to connect, 10 s a request, 2 retries from 200 ms. */
    public static Timing defaults() {
      return new Timing(Duration.ofSeconds(1), Duration.ofSeconds(10), 2, Duration.ofMillis(200));
    }

    private static void positive(String name, Duration value) {
      if (!value.isPositive() || value.compareTo(Duration.ofMinutes(10)) > 0) {
        throw new IllegalArgumentException(
            name + " must be positive and at most PT10M, got " + value);
      }
    }
  }

  public QdrantOptions {
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
    if (!collection.matches("[a-z0-9_-]{1,64}")) {
      throw new IllegalArgumentException(
          "collection must have 1 to 64 lower-case letters, digits, _ and -");
    }
    if (apiKey.isPresent() && !apiKey.get().matches("[!-~]{1,4096}")) {
      throw new IllegalArgumentException("apiKey must be 1 to 4096 visible ASCII characters");
    }
    if (batch < 1 || batch > 10_000) {
      throw new IllegalArgumentException("batch must be 1 to 10000, got " + batch);
    }
  }

  /** A collection on this machine's port 6333, 256 memories a request. */
  public static QdrantOptions of(String collection) {
    return new QdrantOptions(
        URI.create("http://127.0.0.1:6333"), collection, Optional.empty(), 256, Timing.defaults());
  }

  /** These options with another server. */
  public QdrantOptions withEndpoint(URI address) {
    return new QdrantOptions(address, collection, apiKey, batch, timing);
  }

  /** These options with a key. */
  public QdrantOptions withApiKey(String key) {
    return new QdrantOptions(endpoint, collection, Optional.of(key), batch, timing);
  }

  /** These options with another number of memories a request. */
  public QdrantOptions withBatch(int memories) {
    return new QdrantOptions(endpoint, collection, apiKey, memories, timing);
  }

  /** These options with other waits. */
  public QdrantOptions withTiming(Timing waits) {
    return new QdrantOptions(endpoint, collection, apiKey, batch, waits);
  }

  /**
   * Whether the server is on this machine, as far as its name tells: {@code localhost} or a literal
   * loopback address. No name is looked up.
   */
  boolean local() {
    String host = endpoint.getHost();
    return host.equalsIgnoreCase("localhost")
        || host.equals("[::1]")
        || host.matches("127(\\.\\d{1,3}){3}");
  }

  /** Everything but the key. */
  @Override
  public String toString() {
    return "QdrantOptions[endpoint=%s, collection=%s, key=%s, batch=%d, timing=%s]"
        .formatted(endpoint, collection, apiKey.isPresent() ? "set" : "none", batch, timing);
  }
}
