package dev.engram.qdrant;

import dev.engram.spi.BackendFailedException;
import dev.engram.spi.BackendUnavailableException;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks HTTP with the server: time limits, retries, bounded answers. No message quotes an answer.
 *
 * <p>Thread-safe; calls block and can be interrupted.
 */
final class Rest implements AutoCloseable {
  /** An answer with 10,000 hits takes about a megabyte. */
  private static final long LONGEST_ANSWER = 16L << 20;

  private final QdrantOptions options;
  private final URI base;
  private final Pause pause;
  private final HttpClient http;

  /** Waits between retries; tests replace it. */
  @FunctionalInterface
  interface Pause {
    /** Returns after {@code duration}, or throws if the thread is interrupted. */
    void await(Duration duration) throws InterruptedException;
  }

  /** How to ask. */
  enum Method {
    GET,
    PUT,
    POST,
    DELETE
  }

  Rest(QdrantOptions options, Pause pause) {
    this.options = options;
    this.pause = pause;
    String address = options.endpoint().toString();
    this.base = URI.create(address.endsWith("/") ? address : address + "/");
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(options.timing().connect())
            .followRedirects(HttpClient.Redirect.NEVER)
            // what is for this machine must not take a way round through another
            .proxy(options.local() ? HttpClient.Builder.NO_PROXY : ProxySelector.getDefault())
            .build();
  }

  /** Asks once, within this time. */
  JsonNode ask(Method method, String path, Map<String, ?> body, Duration limit) {
    return result(send(request(method, path, body), limit));
  }

  /**
   * Asks for something that may be done twice, so again after a pause if the server was away.
   *
   * @throws BackendUnavailableException if it is away each time
   * @throws BackendFailedException if it does not do it
   */
  JsonNode insist(Method method, String path, Map<String, ?> body) {
    HttpRequest request = request(method, path, body);
    Duration wait = options.timing().backOff();
    for (int retry = 0; ; retry++) {
      try {
        return result(send(request, options.timing().request()));
      } catch (BackendUnavailableException away) {
        if (retry == options.timing().retries() || Thread.currentThread().isInterrupted()) {
          throw away;
        }
        await(wait);
        wait = wait.multipliedBy(2);
      }
    }
  }

  private void await(Duration wait) {
    try {
      pause.await(wait);
    } catch (InterruptedException interrupted) {
      throw interrupted(interrupted);
    }
  }

  private HttpRequest request(Method method, String path, Map<String, ?> body) {
    var request =
        HttpRequest.newBuilder(base.resolve(path)).header("Content-Type", "application/json");
    options.apiKey().ifPresent(key -> request.header("api-key", key));
    return request
        .method(
            method.name(),
            body.isEmpty()
                ? BodyPublishers.noBody()
                : BodyPublishers.ofByteArray(JsonMapper.shared().writeValueAsBytes(body)))
        .build();
  }

  /** The limit covers the whole answer; the client's own ends with the answer's head. */
  private HttpResponse<byte[]> send(HttpRequest request, Duration limit) {
    CompletableFuture<HttpResponse<byte[]>> pending =
        http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_ANSWER));
    try {
      return pending.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      pending.cancel(true);
      throw new BackendUnavailableException(
          "Qdrant did not answer within " + limit.toMillis() + " ms");
    } catch (InterruptedException interrupted) {
      pending.cancel(true);
      throw interrupted(interrupted);
    } catch (ExecutionException failed) {
      String kind =
          failed.getCause() instanceof IOException cause
              ? cause.getClass().getSimpleName()
              : "a failed request";
      throw new BackendUnavailableException("Qdrant cannot be reached (" + kind + ")");
    }
  }

  private static BackendUnavailableException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new BackendUnavailableException("interrupted while waiting for Qdrant", cause);
  }

  private static JsonNode result(HttpResponse<byte[]> response) {
    int status = response.statusCode();
    if (status == 408 || status == 429 || status >= 500) {
      throw new BackendUnavailableException("Qdrant answers with status " + status);
    }
    if (status != 200) {
      throw new BackendFailedException("Qdrant answers with status " + status);
    }
    try {
      return JsonMapper.shared().readTree(response.body()).path("result");
    } catch (JacksonException malformed) {
      throw new BackendFailedException("Qdrant's answer is not JSON");
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
