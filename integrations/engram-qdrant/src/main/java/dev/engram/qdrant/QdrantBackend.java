package dev.engram.qdrant;

import dev.engram.qdrant.Rest.Method;
import dev.engram.spi.BackendCapabilities;
import dev.engram.spi.BackendEntry;
import dev.engram.spi.BackendFailedException;
import dev.engram.spi.BackendHit;
import dev.engram.spi.BackendQuery;
import dev.engram.spi.BackendSpace;
import dev.engram.spi.BackendUnavailableException;
import dev.engram.spi.EmbeddingModel.Similarity;
import dev.engram.spi.VectorBackend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Vectors in a collection of a Qdrant server, over its REST interface (version 1.10 or later).
 *
 * <p>Each vector is a point whose id is the memory's id times 2<sup>20</sup> plus the vector's
 * number, with the memory's id as indexed payload; nothing else is stored. Searches are narrowed to
 * the allowed ids inside the server while a list of them, or of the others, is at most 10,000 long;
 * beyond that more are asked for than wanted and the rest is dropped here. Vectors of bits are
 * compared by inner product, which orders them alike.
 *
 * <p>Thread-safe as {@link VectorBackend} wants it. Cost: one round trip a call, and as many more
 * of a search as it takes to find enough that is allowed, three at most.
 */
public final class QdrantBackend implements VectorBackend {
  private static final Logger LOG = LoggerFactory.getLogger(QdrantBackend.class);

  private static final int PART_BITS = 20;
  private static final int ROUNDS = 3;

  /** Points beyond this are not asked for: the built-in index is quicker then. */
  private static final int MOST_POINTS = 20_000;

  /** Some 6 MB of JSON; servers take 32 MB unless told otherwise. */
  private static final int COMPONENTS_IN_A_REQUEST = 500_000;

  private final QdrantOptions options;
  private final String collection;
  private final Rest rest;

  /** Ids that may have points; guarded by itself. */
  private final BitSet stored = new BitSet();

  private final AtomicInteger highest = new AtomicInteger(-1);
  private volatile int pointsInARequest = 1;
  private volatile boolean severalParts;
  private volatile boolean distances;

  private QdrantBackend(QdrantOptions options, Rest.Pause pause) {
    this.options = options;
    this.collection = "collections/engram-" + options.collection();
    this.rest = new Rest(options, pause);
  }

  /** Talks to nobody until Engram begins. */
  public static QdrantBackend of(QdrantOptions options) {
    return of(options, Thread::sleep);
  }

  static QdrantBackend of(QdrantOptions options, Rest.Pause pause) {
    if (!options.local()) {
      LOG.warn("vectors will leave this machine for a Qdrant server");
      if ("http".equalsIgnoreCase(options.endpoint().getScheme())) {
        LOG.warn("and on their way anybody can read them: the address is not https");
      }
    }
    return new QdrantBackend(options, pause);
  }

  @Override
  public String name() {
    return "qdrant";
  }

  @Override
  public BackendCapabilities capabilities() {
    return new BackendCapabilities(options.batch(), true, options.local());
  }

  @Override
  public void begin(BackendSpace space) {
    drop();
    synchronized (stored) {
      stored.clear();
    }
    highest.set(-1);
    severalParts = false;
    distances = space.similarity() == Similarity.EUCLIDEAN;
    pointsInARequest = Math.max(1, COMPONENTS_IN_A_REQUEST / space.dimension());
    try {
      rest.insist(
          Method.PUT,
          collection,
          Map.of(
              "vectors",
              Map.of("size", space.dimension(), "distance", distance(space.similarity()))));
    } catch (BackendFailedException refused) {
      // a retry meets the collection that the try before it made
      if (heldCount() != 0) {
        throw refused;
      }
    }
    rest.insist(
        Method.PUT,
        collection + "/index?wait=true",
        Map.of("field_name", Narrowing.FIELD, "field_schema", "integer"));
  }

  private void drop() {
    try {
      rest.insist(Method.DELETE, collection, Map.of());
    } catch (BackendFailedException missing) {
      // whatever is left of it makes the next request fail
    }
  }

  private static String distance(Similarity similarity) {
    return switch (similarity) {
      case COSINE -> "Cosine";
      case DOT, HAMMING -> "Dot";
      case EUCLIDEAN -> "Euclid";
    };
  }

  @Override
  public void put(List<BackendEntry> entries) {
    int[] again;
    synchronized (stored) {
      again = entries.stream().mapToInt(BackendEntry::id).filter(stored::get).toArray();
      entries.forEach(entry -> stored.set(entry.id()));
    }
    if (again.length > 0) {
      delete(again); // an id that had more vectors than it has now
    }
    var points = new ArrayList<Map<String, Object>>();
    for (BackendEntry entry : entries) {
      severalParts |= entry.parts().length > 1;
      highest.accumulateAndGet(entry.id(), Math::max);
      for (int part = 0; part < entry.parts().length; part++) {
        points.add(
            Map.of(
                "id",
                (long) entry.id() << PART_BITS | part,
                "vector",
                entry.parts()[part],
                "payload",
                Map.of(Narrowing.FIELD, entry.id())));
      }
    }
    for (int from = 0; from < points.size(); from += pointsInARequest) {
      int to = Math.min(points.size(), from + pointsInARequest);
      rest.insist(
          Method.PUT, collection + "/points?wait=true", Map.of("points", points.subList(from, to)));
    }
  }

  @Override
  public void remove(int[] ids) {
    delete(ids);
    synchronized (stored) {
      Arrays.stream(ids).forEach(stored::clear);
    }
  }

  private void delete(int[] ids) {
    List<Integer> listed = Arrays.stream(ids).boxed().toList();
    rest.insist(
        Method.POST,
        collection + "/points/delete?wait=true",
        Map.of("filter", Map.of("must", List.of(Narrowing.among(listed)))));
  }

  @Override
  public List<BackendHit> search(BackendQuery query) {
    int last = highest.get();
    if (last < 0 || query.allowed().count() == 0) {
      return List.of();
    }
    long deadline = System.nanoTime() + query.time().toNanos();
    var narrowing = Narrowing.of(query.allowed(), last);
    double points = query.k() * (severalParts ? 2.0 : 1.0) / narrowing.share();
    boolean narrowed = narrowing.share() == 1;
    int limit = (int) Math.min(MOST_POINTS, Math.ceil(narrowed ? points : 1.5 * points));
    boolean once = narrowed && !severalParts;
    for (int round = 1; ; round++) {
      JsonNode found = points(query.vector(), narrowing, limit, deadline);
      List<BackendHit> hits = hits(found, query);
      boolean all = once || found.size() < limit || limit == MOST_POINTS;
      if (hits.size() == query.k() || all || round == ROUNDS) {
        return hits;
      }
      limit = Math.min(MOST_POINTS, 4 * limit);
    }
  }

  private JsonNode points(float[] vector, Narrowing narrowing, int limit, long deadline) {
    var left = Duration.ofNanos(deadline - System.nanoTime());
    if (!left.isPositive()) {
      throw new BackendUnavailableException("the time for Qdrant is over");
    }
    var body = new LinkedHashMap<String, Object>();
    body.put("query", vector);
    body.put("limit", limit);
    body.put("with_payload", false);
    if (!narrowing.filter().isEmpty()) {
      body.put("filter", narrowing.filter());
    }
    JsonNode points =
        rest.ask(Method.POST, collection + "/points/query", body, left).path("points");
    if (!points.isArray()) {
      throw new BackendFailedException("Qdrant's answer has no points");
    }
    return points;
  }

  /** The first of each allowed id, in the server's order. */
  private List<BackendHit> hits(JsonNode points, BackendQuery query) {
    var seen = new BitSet();
    var hits = new ArrayList<BackendHit>();
    for (JsonNode point : points) {
      JsonNode id = point.path("id");
      JsonNode score = point.path("score");
      if (!id.isIntegralNumber() || !id.canConvertToLong() || !score.isNumber()) {
        throw new BackendFailedException("Qdrant's answer has a point without id or score");
      }
      long memory = id.longValue() >> PART_BITS;
      boolean ours = memory >= 0 && memory <= highest.get();
      if (ours && query.allowed().contains((int) memory) && !seen.get((int) memory)) {
        seen.set((int) memory);
        float value = (float) score.doubleValue();
        hits.add(new BackendHit((int) memory, distances ? -value : value));
        if (hits.size() == query.k()) {
          return hits;
        }
      }
    }
    return hits;
  }

  @Override
  public long count() {
    return heldCount();
  }

  private long heldCount() {
    JsonNode count =
        rest.insist(Method.POST, collection + "/points/count", Map.of("exact", true)).path("count");
    if (!count.isIntegralNumber() || !count.canConvertToLong()) {
      throw new BackendFailedException("Qdrant's answer has no count");
    }
    return count.longValue();
  }

  @Override
  public void close() {
    rest.close();
  }
}
