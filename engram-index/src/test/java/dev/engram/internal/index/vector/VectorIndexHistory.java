package dev.engram.internal.index.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.image.IndexImage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;

/**
 * One random life of a vector index: inserts, replacements, batches, deletions, searches, bad
 * input, background work at any moment, saves, loads, damaged images and crashes, compared with
 * {@link ExactModel} all along. Any index can be put through it.
 *
 * <p>A crash drops the index as it is, loads the last saved image and applies what changed since,
 * as the vault does.
 */
public final class VectorIndexHistory {
  private static final int STEPS = 500;
  private static final int DIMENSION = 32;
  private static final int ORDINALS = 160;
  private static final int MOST_PARTS = 3;

  private final Kind kind;
  private final Promise promise;
  private final Random random;
  private final VectorSpace space;
  private final ExactModel model;
  private final Map<Integer, float[][]> held = new TreeMap<>();
  private final Set<Integer> changed = new TreeSet<>();
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private Optional<SavedFiles> saved = Optional.empty();
  private VectorIndex index;
  private double recall;
  private int searches;

  /** A kind of index. */
  public interface Kind {
    /** An empty one; its background work waits until this history runs it. */
    VectorIndex create(VectorSpace space, Executor background);

    /** A saved one. */
    VectorIndex load(VectorSpace space, Executor background, IndexImage image);

    /** Idle work, with temperatures and levels of pressure that chance decides. */
    default void upkeep(VectorIndex index, VectorSource source, Random random) {
      // most have none
    }
  }

  /**
   * What a kind answers for.
   *
   * @param near how far a score may lie from the true one under cosine
   * @param recall mean over a history, of what is within that of the true answer
   */
  public record Promise(double near, double recall) {}

  private VectorIndexHistory(Kind kind, Promise promise, long seed) {
    this.kind = kind;
    this.promise = promise;
    this.random = new Random(seed);
    Metric[] metrics = Metric.values();
    Metric metric = metrics[(int) Math.floorMod(seed, (long) metrics.length)];
    this.space = new VectorSpace("history", DIMENSION, metric);
    this.model = new ExactModel(metric);
    this.index = kind.create(space, tasks::add);
  }

  /** Lives it; the seed decides all of it, the metric too. */
  public static void live(Kind kind, Promise promise, long seed) {
    new VectorIndexHistory(kind, promise, seed).live();
  }

  private void live() {
    for (int step = 0; step < STEPS; step++) {
      switch (random.nextInt(20)) {
        case 0, 1 -> remove(random.nextInt(ORDINALS));
        case 2 -> putAll();
        case 3 -> badInput();
        case 4, 5, 6 -> work(1 + random.nextInt(3));
        case 7, 8, 9, 10, 11 -> search();
        case 12 -> searchAmong();
        case 13 -> rare();
        default -> put(random.nextInt(ORDINALS), parts());
      }
      assertThat(index.count()).isEqualTo(held.size());
      assertThat(index.vectorCount()).isEqualTo(model.vectorCount());
    }
    work(Integer.MAX_VALUE);
    search();
    assertThat(index.fingerprint()).as("depends on what is held alone").isEqualTo(fingerprint());
    assertThat(recall / Math.max(1, searches))
        .as("mean recall")
        .isGreaterThanOrEqualTo(promise.recall());
    index.close();
  }

  private void rare() {
    switch (random.nextInt(6)) {
      case 0 -> save();
      case 1 -> reload();
      case 2 -> crash();
      case 3, 4 -> kind.upkeep(index, this::read, random);
      default -> damage();
    }
  }

  private void put(int ordinal, float[][] parts) {
    index.put(ordinal, parts);
    note(ordinal, parts);
  }

  private void putAll() {
    int[] ordinals = random.ints(1 + random.nextInt(20), 0, ORDINALS).toArray();
    var parts = new ArrayList<float[][]>();
    for (int ordinal : ordinals) {
      float[][] one = parts();
      parts.add(one);
      note(ordinal, one);
    }
    index.putAll(ordinals, parts);
  }

  private void note(int ordinal, float[][] parts) {
    model.put(ordinal, parts);
    held.put(ordinal, parts);
    changed.add(ordinal);
  }

  private void remove(int ordinal) {
    index.remove(ordinal);
    model.remove(ordinal);
    held.remove(ordinal);
    changed.add(ordinal);
  }

  private void badInput() {
    float[] wrong = random.nextBoolean() ? new float[DIMENSION + 1] : vector();
    wrong[random.nextInt(DIMENSION)] = random.nextBoolean() ? Float.NaN : Float.NEGATIVE_INFINITY;
    assertThatExceptionOfType(VectorIndexException.class)
        .isThrownBy(() -> index.put(random.nextInt(ORDINALS), new float[][] {vector(), wrong}));
    assertThatExceptionOfType(VectorIndexException.class)
        .isThrownBy(() -> index.search(wrong, 1, OrdinalFilter.below(ORDINALS)));
  }

  private void work(int most) {
    for (int i = 0; i < most && !tasks.isEmpty(); i++) {
      tasks.remove().run();
    }
  }

  private void save() {
    var files = saved.orElseGet(SavedFiles::new);
    try (IndexImage image = index.image()) {
      files.save(image);
    }
    saved = Optional.of(files);
    changed.clear();
  }

  private void reload() {
    save();
    index.close();
    tasks.clear();
    index = kind.load(space, tasks::add, saved.orElseThrow().image());
  }

  private void crash() {
    tasks.clear();
    index =
        saved.isPresent()
            ? kind.load(space, tasks::add, saved.get().image())
            : kind.create(space, tasks::add);
    for (int ordinal : changed) {
      float[][] parts = held.get(ordinal);
      if (parts == null) {
        index.remove(ordinal);
      } else {
        index.put(ordinal, parts);
      }
    }
  }

  private void damage() {
    if (saved.isEmpty() || saved.get().files().isEmpty()) {
      return;
    }
    List<String> names = List.copyOf(saved.get().files().keySet());
    String name = names.get(random.nextInt(names.size()));
    IndexImage damaged =
        saved.get().with(name, bytes -> random.nextBoolean() ? flipped(bytes) : cut(bytes));
    long whole = fingerprint(saved.get().image());
    try { // a part that can be made anew from the rest may be left out
      assertThat(fingerprint(damaged)).isEqualTo(whole);
    } catch (VectorIndexException refused) {
      assertThat(refused.reason()).isEqualTo(VectorIndexException.Reason.IMAGE);
    }
  }

  private long fingerprint(IndexImage image) {
    try (var loaded = kind.load(space, task -> {}, image)) {
      return loaded.fingerprint();
    }
  }

  private byte[] flipped(byte[] bytes) {
    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    return bytes;
  }

  private byte[] cut(byte[] bytes) {
    return Arrays.copyOf(bytes, random.nextInt(bytes.length));
  }

  private void search() {
    float[] question = vector();
    int k = 1 + random.nextInt(random.nextBoolean() ? 10 : 2 * ORDINALS);
    // Half of the ordinals that a filter may name were never given to anything.
    OrdinalFilter filter = RandomVectors.filter(random, 2 * ORDINALS, share());
    VectorHits hits = index.search(VectorQuery.of(question, k, filter).from(this::read));
    assertThat(hits.complete()).isTrue();
    compare(hits, question, k, filter, index.capabilities().exact());
  }

  private void searchAmong() {
    float[] question = vector();
    int[] candidates =
        IntStream.range(0, 2 * ORDINALS).filter(ordinal -> random.nextInt(8) == 0).toArray();
    int k = 1 + random.nextInt(20);
    VectorQuery query = VectorQuery.of(question, k, OrdinalFilter.of()).from(this::read);
    compare(index.searchAmong(query, candidates), question, k, OrdinalFilter.of(candidates), true);
  }

  private double share() {
    return switch (random.nextInt(4)) {
      case 0 -> 1;
      case 1 -> random.nextDouble() / 10;
      case 2 -> 0;
      default -> random.nextDouble();
    };
  }

  private void compare(
      VectorHits hits, float[] question, int k, OrdinalFilter filter, boolean exact) {
    List<ExactModel.Hit> truth = model.search(question, k, filter);
    double near = promise.near() * scale();
    assertThat(hits.size()).as("as many as there are, up to k").isEqualTo(truth.size());
    assertThat(hits.ordinals()).doesNotHaveDuplicates();
    int right = 0;
    for (int i = 0; i < hits.size(); i++) {
      int ordinal = hits.ordinals()[i];
      assertThat(filter.allows(ordinal) && held.containsKey(ordinal)).isTrue();
      double score = model.score(ordinal, question);
      assertThat((double) hits.scores()[i]).as("score").isCloseTo(score, within(near));
      if (i > 0) {
        assertThat(hits.scores()[i]).isLessThanOrEqualTo(hits.scores()[i - 1]);
        assertThat(hits.scores()[i] < hits.scores()[i - 1] || hits.ordinals()[i - 1] < ordinal)
            .as("ties by smaller ordinal")
            .isTrue();
      }
      right += score >= truth.getLast().score() - 2 * near ? 1 : 0;
    }
    if (exact) {
      assertThat(right).as("what an exact search must find").isEqualTo(truth.size());
    }
    recall += truth.isEmpty() ? 1 : right / (double) truth.size();
    searches++;
  }

  /** Scores under other metrics span more than those under cosine. */
  private double scale() {
    return switch (space.metric()) {
      case COSINE -> 1;
      case DOT -> 4;
      case EUCLIDEAN -> 16;
      case HAMMING -> DIMENSION / 2.0;
    };
  }

  private List<Optional<float[][]>> read(int[] ordinals) {
    return IntStream.of(ordinals).mapToObj(o -> Optional.ofNullable(held.get(o))).toList();
  }

  private long fingerprint() {
    try (VectorIndex fresh = kind.create(space, task -> {})) {
      held.forEach(fresh::put);
      return fresh.fingerprint();
    }
  }

  private float[][] parts() {
    return IntStream.rangeClosed(0, random.nextInt(MOST_PARTS))
        .mapToObj(part -> vector())
        .toArray(float[][]::new);
  }

  /** Around one of eight centres that never change, of a length between a half and two. */
  private float[] vector() {
    var centre = new Random(random.nextInt(8));
    float[] vector = new float[DIMENSION];
    double squares = 0;
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) (centre.nextGaussian() + 0.7 * random.nextGaussian());
      squares += vector[i] * vector[i];
    }
    double length = (0.5 + 1.5 * random.nextDouble()) / Math.sqrt(squares);
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] *= (float) length;
    }
    return vector;
  }
}
