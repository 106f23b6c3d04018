package dev.engram.qdrant;

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
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks as much of Qdrant's REST interface as the backend uses, on a loopback port, with an exact
 * search; tests script what goes wrong.
 */
final class QdrantStub implements AutoCloseable {
  /** Method and path of each request, oldest first. */
  final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  /** Their bodies. */
  final List<JsonNode> bodies = Collections.synchronizedList(new ArrayList<>());

  /** Keys that came with them. */
  final Set<String> keys = Collections.synchronizedSet(new HashSet<>());

  /** Released when the stub is closed, so that a held answer never outlives its test. */
  final CountDownLatch held = new CountDownLatch(1);

  volatile boolean hold;

  private record Canned(int status, String body) {}

  private record Collection(int size, String distance, Map<Long, JsonNode> points) {}

  private final Deque<Canned> canned = new ArrayDeque<>();
  private final Map<String, Collection> collections = new HashMap<>();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  QdrantStub() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(executor);
    server.createContext("/", this::handle);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The next request meets this. */
  synchronized QdrantStub then(int status, String body) {
    canned.add(new Canned(status, body));
    return this;
  }

  long count(String request) {
    synchronized (requests) {
      return requests.stream().filter(request::equals).count();
    }
  }

  /** Ids of the points of the only collection. */
  synchronized Set<Long> points() {
    return Set.copyOf(collections.values().iterator().next().points().keySet());
  }

  /** A server that came up without its disk. */
  synchronized void forget() {
    collections.clear();
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] bytes = exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    JsonNode body =
        bytes.length == 0
            ? JsonMapper.shared().createObjectNode()
            : JsonMapper.shared().readTree(bytes);
    requests.add(exchange.getRequestMethod() + " " + path);
    bodies.add(body);
    keys.addAll(exchange.getRequestHeaders().getOrDefault("api-key", List.of()));
    if (hold) {
      await();
    }
    Canned answer = answer(exchange.getRequestMethod(), path, body);
    byte[] sent = answer.body.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(answer.status, sent.length == 0 ? -1 : sent.length);
      exchange.getResponseBody().write(sent);
    }
  }

  private void await() {
    try {
      held.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Canned answer(String method, String path, JsonNode body) {
    Canned next = canned.poll();
    if (next != null) {
      return next;
    }
    String[] parts = path.substring(1).split("/", 3);
    if (parts.length < 2 || !parts[0].equals("collections")) {
      return new Canned(404, "");
    }
    String what = parts.length == 2 ? "" : parts[2];
    if (what.isEmpty()) {
      return collection(method, parts[1], body);
    }
    Collection collection = collections.get(parts[1]);
    if (collection == null) {
      return new Canned(404, "{\"status\":{\"error\":\"Not found: Collection doesn't exist!\"}}");
    }
    return switch (method + " " + what) {
      case "PUT index" -> ok("{\"operation_id\":0,\"status\":\"completed\"}");
      case "PUT points" -> put(collection, body);
      case "POST points/delete" -> {
        collection.points.values().removeIf(point -> matches(body.path("filter"), point));
        yield ok("{\"operation_id\":1,\"status\":\"completed\"}");
      }
      case "POST points/count" -> ok("{\"count\":" + collection.points.size() + "}");
      case "POST points/query" -> query(collection, body);
      default -> new Canned(404, "");
    };
  }

  private Canned collection(String method, String name, JsonNode body) {
    if (method.equals("DELETE")) {
      return ok(String.valueOf(collections.remove(name) != null));
    }
    if (collections.containsKey(name)) {
      return new Canned(409, "{\"status\":{\"error\":\"Wrong input: Collection already exists\"}}");
    }
    JsonNode vectors = body.path("vectors");
    collections.put(
        name,
        new Collection(
            vectors.path("size").asInt(), vectors.path("distance").asString(), new HashMap<>()));
    return ok("true");
  }

  private static Canned put(Collection collection, JsonNode body) {
    for (JsonNode point : body.path("points")) {
      if (point.path("vector").size() != collection.size) {
        return new Canned(400, "{\"status\":{\"error\":\"Wrong input: Vector dimension error\"}}");
      }
      collection.points.put(point.path("id").longValue(), point);
    }
    return ok("{\"operation_id\":0,\"status\":\"completed\"}");
  }

  private static boolean matches(JsonNode filter, JsonNode point) {
    for (JsonNode condition : filter.path("must")) {
      if (!among(condition, point)) {
        return false;
      }
    }
    for (JsonNode condition : filter.path("must_not")) {
      if (among(condition, point)) {
        return false;
      }
    }
    return true;
  }

  private static boolean among(JsonNode condition, JsonNode point) {
    JsonNode value = point.path("payload").path(condition.path("key").asString());
    for (JsonNode any : condition.path("match").path("any")) {
      if (any.intValue() == value.intValue()) {
        return true;
      }
    }
    return false;
  }

  private record Scored(long id, double score) {}

  private static Canned query(Collection collection, JsonNode body) {
    boolean distance = collection.distance.equals("Euclid");
    var order = Comparator.comparingDouble(Scored::score);
    String points =
        collection.points.entrySet().stream()
            .filter(point -> matches(body.path("filter"), point.getValue()))
            .map(point ->
                new Scored(
                    point.getKey(),
                    score(distance, point.getValue().path("vector"), body.path("query"))))
            .sorted(distance ? order : order.reversed())
            .limit(body.path("limit").asInt())
            .map(point -> "{\"id\":" + point.id + ",\"version\":0,\"score\":" + point.score + "}")
            .collect(Collectors.joining(","));
    return ok("{\"points\":[" + points + "]}");
  }

  private static double score(boolean distance, JsonNode vector, JsonNode query) {
    double sum = 0;
    for (int i = 0; i < vector.size(); i++) {
      double one = vector.path(i).doubleValue();
      double other = query.path(i).doubleValue();
      sum += distance ? (one - other) * (one - other) : one * other;
    }
    return distance ? Math.sqrt(sum) : sum;
  }

  private static Canned ok(String result) {
    return new Canned(200, "{\"result\":" + result + ",\"status\":\"ok\",\"time\":0.001}");
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
}
