package dev.engram.ollama;

import dev.engram.spi.EmbeddingModel.Locality;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Speaks HTTP with the server: time limits, retries, bounded answers.
 *
 * <p>Thread-safe; calls block and can be interrupted.
 */
final class OllamaClient implements AutoCloseable {
  /** A batch of 512 vectors of 1,024 components takes about 11 MB of JSON. */
  static final int LONGEST_ANSWER = 32 << 20;

  private final Address address;
  private final OllamaOptions.Timing timing;
  private final Pace pace;
  private final HttpClient http;

  OllamaClient(Address address, OllamaOptions.Timing timing, Pace pace) {
    this.address = address;
    this.timing = timing;
    this.pace = pace;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(timing.connect())
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(proxy(address.locality()))
            .build();
  }

  /** What is for this machine must not take a way round through another. */
  private static ProxySelector proxy(Locality locality) {
    return locality == Locality.REMOTE ? ProxySelector.getDefault() : HttpClient.Builder.NO_PROXY;
  }

  /** Whether the server answers a cheap question. */
  boolean answers() {
    var request = HttpRequest.newBuilder(address.base().resolve("api/tags")).GET().build();
    try {
      return send(request, timing.probe(), LONGEST_ANSWER).ok();
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Posts JSON, again after a pause if that failed in a way that may pass.
   *
   * @throws NoAnswer if no try had an answer, or one longer than asked for
   */
  Reply post(Request asked) {
    var request =
        HttpRequest.newBuilder(address.base().resolve(asked.path()))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(asked.body().toString()))
            .build();
    int attempt = 0;
    while (true) {
      String failure;
      try {
        var reply = send(request, asked.limit(), asked.longest());
        if (!reply.passing()) {
          return reply;
        }
        failure = "answers with status " + reply.status();
      } catch (BoundedBody.TooLongException e) {
        throw new NoAnswer(
            NoAnswer.Reason.TOO_LONG,
            "Ollama's answer is longer than " + asked.longest() + " bytes");
      } catch (IOException e) {
        if (e instanceof HttpTimeoutException && !(e instanceof HttpConnectTimeoutException)) {
          throw new NoAnswer(
              NoAnswer.Reason.SLOW,
              "Ollama did not answer within " + asked.limit().toMillis() + " ms");
        }
        failure = "cannot be reached (" + e.getClass().getSimpleName() + ")";
      }
      if (attempt == asked.retries()) {
        var tries = attempt == 0 ? "" : ", tried " + (attempt + 1) + " times";
        throw new NoAnswer(NoAnswer.Reason.AWAY, "Ollama " + failure + tries);
      }
      pause(attempt++);
    }
  }

  private void pause(int attempt) {
    try {
      pace.delay().await(pace.backOff(timing.backOff(), attempt));
    } catch (InterruptedException e) {
      throw cancelled(e);
    }
  }

  /** The limit covers the whole answer; the client's own ends with the answer's head. */
  private Reply send(HttpRequest request, Duration limit, int longest) throws IOException {
    var pending = http.sendAsync(request, info -> new BoundedBody(longest));
    try {
      var response = pending.get(limit.toNanos(), TimeUnit.NANOSECONDS);
      return Reply.of(response.statusCode(), response.body());
    } catch (TimeoutException e) {
      pending.cancel(true);
      throw new HttpTimeoutException("no answer in time");
    } catch (InterruptedException e) {
      pending.cancel(true);
      throw cancelled(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IOException("request failed", e.getCause());
    }
  }

  private static CancellationException cancelled(InterruptedException cause) {
    Thread.currentThread().interrupt();
    var cancelled = new CancellationException("interrupted while waiting for Ollama");
    cancelled.initCause(cause);
    return cancelled;
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
