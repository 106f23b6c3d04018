package dev.engram.ollama;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks Ollama's protocol on a loopback port; tests script what goes wrong. */
final class OllamaStub implements AutoCloseable {
  /** What a request met, oldest first. */
  final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  /** The bodies of requests for vectors. */
  final List<JsonNode> bodies = Collections.synchronizedList(new ArrayList<>());

  /** Released when the stub is closed, so that a held answer never outlives its test. */
  final CountDownLatch held = new CountDownLatch(1);

  /** Counted down when an answer is being held. */
  final CountDownLatch holding = new CountDownLatch(1);

  volatile boolean hold;
  volatile boolean healthy = true;
  volatile boolean olderOnly;
  volatile boolean installed = true;
  volatile int contextCharacters = Integer.MAX_VALUE;
  volatile int dimension = 3;

  private final Deque<Canned> canned = new ArrayDeque<>();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  private record Canned(int status, String body) {}

  OllamaStub() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(executor);
    server.createContext("/", this::handle);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The next request for vectors meets this instead of vectors. */
  OllamaStub then(int status, String body) {
    synchronized (canned) {
      canned.add(new Canned(status, body));
    }
    return this;
  }

  long count(String path) {
    synchronized (requests) {
      return requests.stream().filter(path::equals).count();
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    requests.add(path);
    var body = exchange.getRequestBody().readAllBytes();
    if (path.equals("/api/tags")) {
      answer(exchange, healthy ? 200 : 503, "{\"models\":[]}");
      return;
    }
    var json = JsonMapper.shared().readTree(body);
    bodies.add(json);
    if (hold) {
      holding.countDown();
      await();
    }
    Canned next;
    synchronized (canned) {
      next = canned.poll();
    }
    if (next != null) {
      answer(exchange, next.status, next.body);
    } else if (path.equals("/api/embed") && !olderOnly) {
      embed(exchange, json);
    } else if (path.equals("/api/embeddings") && installed) {
      answer(exchange, 200, "{\"embedding\":" + vector(json.path("prompt").asString()) + "}");
    } else {
      answer(exchange, 404, "404 page not found");
    }
  }

  private void await() {
    try {
      held.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void embed(HttpExchange exchange, JsonNode request) throws IOException {
    if (!installed) {
      answer(exchange, 404, "{\"error\":\"model not found, try pulling it first\"}");
      return;
    }
    var texts = request.path("input").valueStream().map(JsonNode::asString).toList();
    if (texts.stream().anyMatch(text -> text.length() > contextCharacters)) {
      answer(exchange, 400, "{\"error\":\"the input length exceeds the context length\"}");
      return;
    }
    var vectors = texts.stream().map(this::vector).collect(Collectors.joining(","));
    answer(exchange, 200, "{\"model\":\"m\",\"embeddings\":[" + vectors + "]}");
  }

  /** Its first two components are the text's length and 1. */
  private String vector(String text) {
    return "[" + text.length() + ",1" + ",0".repeat(dimension - 2) + "]";
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  void stop() {
    held.countDown();
    server.stop(0);
  }

  @Override
  public void close() {
    stop();
    executor.shutdownNow();
  }

  /** A stub, started. */
  static OllamaStub start() {
    try {
      return new OllamaStub();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
