package dev.engram.qdrant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.engram.spi.AllowedIds;
import dev.engram.spi.BackendEntry;
import dev.engram.spi.BackendException;
import dev.engram.spi.BackendFailedException;
import dev.engram.spi.BackendHit;
import dev.engram.spi.BackendQuery;
import dev.engram.spi.BackendSpace;
import dev.engram.spi.BackendUnavailableException;
import dev.engram.spi.EmbeddingModel.Similarity;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class QdrantBackendTest {
  private static final String AT = "/collections/engram-test";
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final List<Duration> waits = Collections.synchronizedList(new ArrayList<>());
  private final QdrantStub stub = new QdrantStub();
  private QdrantBackend backend;

  @BeforeEach
  void open() {
    backend = QdrantBackend.of(options(), waits::add);
  }

  @AfterEach
  void close() {
    backend.close();
    stub.close();
  }

  private QdrantOptions options() {
    return QdrantOptions.of("test").withEndpoint(stub.endpoint());
  }

  private void begin(Similarity similarity) {
    backend.begin(new BackendSpace("m", 2, similarity));
  }

  private static BackendEntry entry(int id, float... components) {
    float[][] parts = new float[components.length / 2][];
    for (int part = 0; part < parts.length; part++) {
      parts[part] = new float[] {components[2 * part], components[2 * part + 1]};
    }
    return new BackendEntry(id, parts);
  }

  /** Unit vectors around a quarter circle. */
  private void putFan(int count) {
    begin(Similarity.COSINE);
    backend.put(
        IntStream.range(0, count)
            .mapToObj(id -> {
              double angle = Math.PI / 2 * id / count;
              return entry(id, (float) Math.cos(angle), (float) Math.sin(angle));
            })
            .toList());
  }

  private record Ids(BitSet bits) implements AllowedIds {
    static Ids of(IntStream ids) {
      return new Ids(ids.collect(BitSet::new, BitSet::set, BitSet::or));
    }

    @Override
    public int count() {
      return bits.cardinality();
    }

    @Override
    public boolean contains(int id) {
      return id >= 0 && bits.get(id);
    }

    @Override
    public int next(int from) {
      return bits.nextSetBit(from);
    }
  }

  private List<Integer> search(int k, IntStream allowed, float... vector) {
    return backend.search(new BackendQuery(vector, k, Ids.of(allowed), SECOND)).stream()
        .map(BackendHit::id)
        .toList();
  }

  private List<Integer> search() {
    return search(3, IntStream.range(0, 100), 1, 0);
  }

  @Test
  void makesACollectionOfItsOwnAndAnIndexOverIds() {
    begin(Similarity.COSINE);
    assertThat(stub.requests).containsExactly("DELETE " + AT, "PUT " + AT, "PUT " + AT + "/index");
    assertThat(stub.bodies.get(1).toString()).contains("\"size\":2", "\"distance\":\"Cosine\"");
    assertThat(stub.bodies.get(2).path("field_schema").asString()).isEqualTo("integer");
    assertThat(backend.count()).isZero();
  }

  @Test
  void beginsFromNothing() {
    putFan(5);
    begin(Similarity.DOT);
    assertThat(backend.count()).isZero();
    assertThat(search()).isEmpty();
  }

  @Test
  void findsTheNearestAllowedBestFirst() {
    putFan(10);
    assertThat(search(3, IntStream.range(0, 10), 1, 0)).containsExactly(0, 1, 2);
    assertThat(search(3, IntStream.of(2, 5, 7, 9), 1, 0)).containsExactly(2, 5, 7);
    assertThat(search(3, IntStream.of(400, 7), 1, 0)).containsExactly(7);
    assertThat(search(3, IntStream.empty(), 1, 0)).isEmpty();
    assertThat(stub.bodies.toString()).doesNotContain("text");
  }

  @ParameterizedTest
  @EnumSource(Similarity.class)
  void scoresGrowWithNearnessUnderEverySimilarity(Similarity similarity) {
    begin(similarity);
    backend.put(List.of(entry(1, 1, 1), entry(2, 1, -1), entry(3, -1, -1)));
    var hits =
        backend.search(
            new BackendQuery(new float[] {1, 1}, 3, Ids.of(IntStream.range(0, 9)), SECOND));
    assertThat(hits).extracting(BackendHit::id).containsExactly(1, 2, 3);
    assertThat(hits.get(0).score()).isGreaterThan(hits.get(1).score());
    assertThat(hits.get(1).score()).isGreaterThan(hits.get(2).score());
  }

  @Test
  void aMemoryWithSeveralVectorsAnswersOnceByItsBest() {
    begin(Similarity.COSINE);
    backend.put(List.of(entry(1, 0, 1, 1, 0), entry(2, 0.9f, 0.1f, 0.8f, 0.2f), entry(3, 0, 1)));
    assertThat(search(3, IntStream.range(0, 9), 1, 0)).containsExactly(1, 2, 3);
    assertThat(backend.count()).isEqualTo(5);
    assertThat(stub.points()).contains(1L << 20, 1L << 20 | 1);
  }

  @Test
  void whatIsPutAgainReplacesAllItHad() {
    begin(Similarity.COSINE);
    backend.put(List.of(entry(1, 0, 1, 1, 0), entry(2, 1, 1)));
    backend.put(List.of(entry(1, 0, 1)));
    assertThat(backend.count()).isEqualTo(2);
    assertThat(search(1, IntStream.range(0, 9), 1, 0)).containsExactly(2);
  }

  @Test
  void removesAndIgnoresWhatIsNotThere() {
    putFan(4);
    backend.remove(new int[] {0, 2, 77});
    backend.remove(new int[] {0});
    assertThat(search()).containsExactly(1, 3);
  }

  @Test
  void sendsNoFilterWhenNothingIsRefusedAndTheRefusedWhenTheyAreFewer() {
    var all = Ids.of(IntStream.range(0, 30_000));
    assertThat(Narrowing.of(all, 29_999).filter()).isEmpty();
    assertThat(Narrowing.of(all, 29_999).share()).isEqualTo(1);
    var most = Ids.of(IntStream.range(0, 30_000).filter(id -> id % 10 != 0));
    assertThat(Narrowing.of(most, 30_004).filter().toString())
        .startsWith("{must_not=")
        .contains("[0, 10, 20", "29990, 30000, 30001, 30002, 30003, 30004]");
    var few = Ids.of(IntStream.of(3, Integer.MAX_VALUE));
    assertThat(Narrowing.of(few, 10).filter().toString()).contains("[3, 2147483647]");
  }

  @Test
  void asksForMoreWhenBothListsAreTooLong() {
    var half = Ids.of(IntStream.range(0, 60_000).filter(id -> id % 2 == 0));
    var narrowing = Narrowing.of(half, 59_999);
    assertThat(narrowing.filter()).isEmpty();
    assertThat(narrowing.share()).isEqualTo(0.5);

    begin(Similarity.COSINE);
    backend.put(
        IntStream.range(0, 400)
            .map(i -> i < 200 ? 2 * i + 1 : 2 * (i - 200)) // what is refused comes first
            .mapToObj(id -> entry(id, id % 2 == 0 ? 0.5f : 1, 0.5f))
            .toList());
    backend.put(List.of(entry(59_999, -1, 0)));
    assertThat(search(10, half.bits().stream(), 1, 0)).hasSize(10).allMatch(id -> id % 2 == 0);
    assertThat(stub.count("POST " + AT + "/points/query")).as("30, 120, 480 points").isEqualTo(3);
  }

  @Test
  void pointsOfOthersInTheCollectionAreNoAnswer() {
    putFan(3);
    stub.then(
        200,
        """
        {"result":{"points":[{"id":9223372036854775807,"score":9},{"id":-5,"score":8},
        {"id":73400320,"score":7},{"id":1048576,"score":1}]}}
        """);
    assertThat(search()).containsExactly(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no json",
        "{\"result\":",
        "[]",
        "{\"result\":null}",
        "{\"result\":{\"points\":{}}}",
        "{\"result\":{\"points\":[null]}}",
        "{\"result\":{\"points\":[{\"id\":\"5c56c793-69f3-4fbf-87e6-c4bf54c28c26\",\"score\":1}]}}",
        "{\"result\":{\"points\":[{\"id\":1e40,\"score\":1}]}}",
        "{\"result\":{\"points\":[{\"id\":36893488147419103232,\"score\":1}]}}",
        "{\"result\":{\"points\":[{\"id\":1048576}]}}",
        "{\"result\":{\"points\":[{\"id\":1048576,\"score\":\"NaN\"}]}}"
      })
  void anAnswerThatMakesNoSenseIsAFailureThatQuotesNothing(String body) {
    putFan(3);
    stub.then(200, body);
    assertThatThrownBy(this::search)
        .isInstanceOf(BackendFailedException.class)
        .hasMessageMatching("Qdrant's answer [a-z ]*(JSON)?");
  }

  @Test
  void aSearchIsNeverRepeatedAndNeverOutlivesItsTime() {
    putFan(3);
    stub.then(503, "");
    assertThatThrownBy(this::search)
        .isInstanceOf(BackendUnavailableException.class)
        .hasMessage("Qdrant answers with status 503");
    assertThat(waits).isEmpty();
    stub.hold = true;
    var query =
        new BackendQuery(
            new float[] {1, 0}, 3, Ids.of(IntStream.range(0, 9)), Duration.ofMillis(20));
    assertThatThrownBy(() -> backend.search(query)).isInstanceOf(BackendUnavailableException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 503})
  void aWriteIsSentAgainAfterWhatMayPass(int status) {
    begin(Similarity.COSINE);
    stub.then(status, "").then(status, "");
    backend.put(List.of(entry(1, 1, 0)));
    assertThat(waits).containsExactly(Duration.ofMillis(200), Duration.ofMillis(400));
    assertThat(search()).containsExactly(1);
  }

  @Test
  void givesUpAfterTwoRetries() {
    begin(Similarity.COSINE);
    stub.then(500, "").then(500, "").then(502, "secret");
    assertThatThrownBy(() -> backend.put(List.of(entry(1, 1, 0))))
        .isInstanceOf(BackendUnavailableException.class)
        .hasMessage("Qdrant answers with status 502");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 400, 401, 403, 404, 409})
  void aRefusalIsNotRepeated(int status) {
    begin(Similarity.COSINE);
    stub.then(status, "{}");
    assertThatThrownBy(() -> backend.remove(new int[] {1}))
        .isInstanceOf(BackendFailedException.class)
        .hasMessage("Qdrant answers with status " + status);
    assertThat(waits).isEmpty();
  }

  @Test
  void aRepeatedBeginThatMeetsItsOwnCollectionIsNoFailure() {
    begin(Similarity.COSINE);
    stub.then(404, ""); // nothing deleted, so what follows meets a collection
    begin(Similarity.COSINE);
    backend.put(List.of(entry(1, 1, 0)));
    stub.then(404, "");
    assertThatThrownBy(() -> begin(Similarity.COSINE)).isInstanceOf(BackendFailedException.class);
  }

  @Test
  void aServerThatForgotTheCollectionFails() {
    putFan(3);
    stub.forget();
    assertThatThrownBy(this::search).isInstanceOf(BackendFailedException.class);
    assertThatThrownBy(() -> backend.put(List.of(entry(1, 1, 0))))
        .isInstanceOf(BackendFailedException.class);
  }

  @Test
  void aServerThatIsDownIsUnavailable() {
    putFan(3);
    stub.stop();
    assertThatThrownBy(this::search)
        .isInstanceOf(BackendUnavailableException.class)
        .hasMessageMatching("Qdrant cannot be reached \\(\\w+\\)");
  }

  @Test
  void anInterruptEndsAWait() {
    putFan(3);
    stub.hold = true;
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> backend.count()).isInstanceOf(BackendException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(waits).isEmpty();
  }

  @Test
  void manyVectorsAreSentInSeveralRequests() {
    backend.begin(new BackendSpace("m", 8_192, Similarity.DOT));
    float[][] parts = new float[200][8_192];
    backend.put(List.of(new BackendEntry(1, parts)));
    assertThat(stub.count("PUT " + AT + "/points")).isEqualTo(4);
    assertThat(backend.count()).isEqualTo(200);
  }

  @Test
  void theKeyGoesWithEveryRequestAndIntoNoText() {
    backend.close();
    QdrantOptions keyed = options().withApiKey("s3cret");
    backend = QdrantBackend.of(keyed, waits::add);
    putFan(2);
    assertThat(stub.keys).containsExactly("s3cret");
    assertThat(keyed.toString()).doesNotContain("s3cret");
  }

  @Test
  void tellsWhetherVectorsLeaveTheMachine() {
    assertThat(backend.capabilities().local()).isTrue();
    for (String local : List.of("http://localhost:1", "http://[::1]:1", "https://127.8.9.1")) {
      assertThat(QdrantOptions.of("t").withEndpoint(URI.create(local)).local()).isTrue();
    }
    for (String remote :
        List.of("http://127.example.org", "https://10.0.0.1", "http://localhost.example.org")) {
      assertThat(QdrantOptions.of("t").withEndpoint(URI.create(remote)).local()).isFalse();
    }
    try (var far = QdrantBackend.of(QdrantOptions.of("t").withEndpoint(URI.create("http://q/")))) {
      assertThat(far.capabilities().local()).isFalse();
    }
  }

  @Test
  void optionsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> QdrantOptions.of("Docs")).hasMessageStartingWith("collection must");
    assertThatThrownBy(() -> QdrantOptions.of("a/../b")).hasMessageStartingWith("collection must");
    assertThatThrownBy(() -> options().withApiKey("a\nb"))
        .hasMessageStartingWith("apiKey must")
        .hasMessageNotContaining("a\nb");
    assertThatThrownBy(() -> options().withBatch(0)).hasMessage("batch must be 1 to 10000, got 0");
    for (String endpoint : List.of("ftp://h", "http:///x", "http://u:p@h", "http://h?x=1")) {
      assertThatThrownBy(() -> options().withEndpoint(URI.create(endpoint)))
          .hasMessageStartingWith("endpoint must");
    }
    assertThatThrownBy(() -> new QdrantOptions.Timing(SECOND, SECOND, 11, SECOND))
        .hasMessageStartingWith("retries must");
    assertThatThrownBy(() -> new QdrantOptions.Timing(SECOND, Duration.ZERO, 1, SECOND))
        .hasMessageStartingWith("request must");
  }
}
