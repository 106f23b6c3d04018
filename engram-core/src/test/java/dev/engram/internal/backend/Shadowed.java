package dev.engram.internal.backend;

import dev.engram.FakeBackend;
import dev.engram.HandClock;
import dev.engram.config.BackendOptions;
import dev.engram.health.BackendHealth;
import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.flat.Encoding;
import dev.engram.internal.index.flat.FlatOptions;
import dev.engram.internal.index.flat.FlatVectorIndex;
import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.VectorHits;
import dev.engram.internal.index.vector.VectorIndex;
import dev.engram.internal.index.vector.VectorSpace;
import dev.engram.spi.BackendTrust;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** A small exact index with outside stores in front of it, and a map in the vault's place. */
final class Shadowed implements AutoCloseable {
  static final int DIMENSION = 8;
  static final VectorSpace SPACE = new VectorSpace("test", DIMENSION, Metric.COSINE);

  final HandClock clock = new HandClock();
  final Map<Integer, float[][]> vault = new ConcurrentHashMap<>();
  final Random random;
  final BackendRegistry stores;
  FlatVectorIndex builtIn = empty();
  VectorIndex index;

  Shadowed(Later later, Random random) {
    this(later, random, UnaryOperator.identity());
  }

  Shadowed(Later later, Random random, UnaryOperator<float[]> turn) {
    this.random = random;
    this.stores =
        new BackendRegistry(
            SPACE,
            new BackendRegistry.Vectors(
                ordinals ->
                    Arrays.stream(ordinals)
                        .mapToObj(ordinal -> Optional.ofNullable(vault.get(ordinal)))
                        .toList(),
                () -> vault.keySet().stream().mapToInt(Integer::intValue).max().orElse(0)),
            clock,
            later,
            turn,
            call -> {});
    this.index = stores.over(builtIn);
  }

  static FlatVectorIndex empty() {
    return FlatVectorIndex.create(SPACE, FlatOptions.of(Encoding.FLOAT32));
  }

  float[] vector() {
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }

  /** The first vector of an ordinal as the vault has it. */
  float[] first(int ordinal) {
    return Objects.requireNonNull(vault.get(ordinal))[0];
  }

  void put(int ordinal) {
    float[][] parts = new float[1 + ordinal % 2][];
    Arrays.setAll(parts, part -> vector());
    vault.put(ordinal, parts);
    index.put(ordinal, parts);
  }

  void putUpTo(int last) {
    for (int ordinal = 0; ordinal <= last; ordinal++) {
      put(ordinal);
    }
  }

  FakeBackend use(String name, BackendTrust trust, UnaryOperator<BackendOptions> how) {
    var backend = new FakeBackend(name);
    stores.use(how.apply(BackendOptions.of(backend, trust)));
    return backend;
  }

  FakeBackend use(String name) {
    return use(name, BackendTrust.VERIFIED, UnaryOperator.identity());
  }

  VectorHits search(float[] vector, int k) {
    return index.search(vector, k, OrdinalFilter.below(100_000));
  }

  BackendHealth health() {
    return stores.health().getFirst();
  }

  @Override
  public void close() {
    stores.close();
    builtIn.close();
  }
}
