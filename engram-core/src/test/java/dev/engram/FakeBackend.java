package dev.engram;

import dev.engram.spi.BackendCapabilities;
import dev.engram.spi.BackendEntry;
import dev.engram.spi.BackendHit;
import dev.engram.spi.BackendQuery;
import dev.engram.spi.BackendSpace;
import dev.engram.spi.VectorBackend;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * An outside store in memory: inner products, exact. Its answers can be bent, and each of its calls
 * can be made to fail or to wait.
 */
public final class FakeBackend implements VectorBackend {
  private final String name;
  private final Map<Integer, float[][]> held = new ConcurrentHashMap<>();
  private final List<BackendQuery> questions = new CopyOnWriteArrayList<>();
  private final AtomicInteger begun = new AtomicInteger();
  private volatile Consumer<String> before = call -> {};
  private volatile UnaryOperator<List<BackendHit>> bent = UnaryOperator.identity();
  private volatile boolean closed;

  public FakeBackend(String name) {
    this.name = name;
  }

  /** What it holds now. */
  public Map<Integer, float[][]> held() {
    return held;
  }

  /** What it was asked. */
  public List<BackendQuery> questions() {
    return questions;
  }

  /** How often it was begun. */
  public int begun() {
    return begun.get();
  }

  public boolean closed() {
    return closed;
  }

  /** Runs before every call, with its name. */
  public void before(Consumer<String> hook) {
    this.before = hook;
  }

  /** Changes every answer. */
  public void bend(UnaryOperator<List<BackendHit>> how) {
    this.bent = how;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public BackendCapabilities capabilities() {
    return new BackendCapabilities(16, false, true);
  }

  @Override
  public void begin(BackendSpace space) {
    before.accept("begin");
    begun.incrementAndGet();
    held.clear();
  }

  @Override
  public void put(List<BackendEntry> entries) {
    before.accept("put");
    entries.forEach(entry -> held.put(entry.id(), entry.parts()));
  }

  @Override
  public void remove(int[] ids) {
    before.accept("remove");
    Arrays.stream(ids).forEach(held::remove);
  }

  @Override
  public List<BackendHit> search(BackendQuery query) {
    questions.add(query);
    before.accept("search");
    var hits = new ArrayList<BackendHit>();
    held.forEach((id, parts) -> {
      if (query.allowed().contains(id)) {
        hits.add(new BackendHit(id, best(parts, query.vector())));
      }
    });
    hits.sort(Comparator.comparing(BackendHit::score).reversed());
    return bent.apply(hits.subList(0, Math.min(query.k(), hits.size())));
  }

  private static float best(float[][] parts, float[] vector) {
    float best = Float.NEGATIVE_INFINITY;
    for (float[] part : parts) {
      float dot = 0;
      for (int i = 0; i < part.length; i++) {
        dot += part[i] * vector[i];
      }
      best = Math.max(best, dot);
    }
    return best;
  }

  @Override
  public long count() {
    before.accept("count");
    return held.values().stream().mapToLong(parts -> parts.length).sum();
  }

  @Override
  public void close() {
    closed = true;
  }
}
