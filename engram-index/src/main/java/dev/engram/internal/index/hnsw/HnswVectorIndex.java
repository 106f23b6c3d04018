package dev.engram.internal.index.hnsw;

import dev.engram.internal.index.flat.Fingerprint;
import dev.engram.internal.index.flat.Int8View;
import dev.engram.internal.index.image.ImageNames;
import dev.engram.internal.index.image.IndexImage;
import dev.engram.internal.index.vector.Capabilities;
import dev.engram.internal.index.vector.MeanDrift;
import dev.engram.internal.index.vector.VectorHits;
import dev.engram.internal.index.vector.VectorIndex;
import dev.engram.internal.index.vector.VectorQuery;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.ArrayList;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;

/**
 * Approximate search over a hierarchical navigable small-world graph of 8-bit codes (Malkov and
 * Yashunin, 2018), for corpora that are large and filters that let much pass.
 *
 * <p><b>Idea.</b> Every vector is a node, linked in the ground layer to some 30 near ones that lie
 * in different directions, and some nodes, drawn at random, in sparser layers above. A search walks
 * greedily from the top and ends with a beam in the ground layer, which looks at a thousand or two
 * of 100K vectors. Its candidates are then ranked by the exact query against the 8-bit copies, so
 * scores are those of an exact scan over the same codes.
 *
 * <p><b>Filters.</b> Refused nodes are stepping stones, never results, and displace none. The walk
 * needs about {@code breadth / share} steps when a share of the vectors is allowed; an exact scan
 * of the allowed ordinals, through a directory, needs {@code share · vectors}. Where the two meet
 * the search changes over, and it is exact too whenever a walk found fewer than there are to find,
 * so no answer is short. {@link #exact} is that scan, for those who know better.
 *
 * <p><b>Writing.</b> {@link GraphWriter} changes one ordinal at one moment for readers: the store
 * into {@link OrdinalDirectory}. {@link NodeStore} tells why readers need no locks, {@link Seats}
 * when a node's place may be used again, {@link Sweep} how the dead leave the graph, {@link Linker}
 * what becomes of duplicates and why inner products are a case of their own.
 *
 * <p>Thread-safety: as {@link VectorIndex} says; a search never waits. Cost: a search grows with
 * the logarithm of the count; a put is a search of breadth {@code buildBreadth} and some thirty
 * link changes, about 0.3 ms at 100K; a removal is constant, and leaves as much repair to this and
 * later writes. Memory at dimension 384: about 545 bytes a vector.
 */
public final class HnswVectorIndex implements VectorIndex {
  private static final String KIND = "hnsw";
  private static final int SAMPLE = 256;

  private final VectorSpace space;
  private final HnswOptions options;
  private final ImageNames names;
  private final SplittableRandom random;
  private final MeanDrift drift;
  private GraphWriter writer;
  private volatile Graph graph;
  private volatile boolean closed;

  private HnswVectorIndex(
      VectorSpace space, HnswOptions options, ImageNames names, Graph graph, int used) {
    this.space = space;
    this.options = options;
    this.names = names;
    this.random = new SplittableRandom(options.seed() + names.generation());
    this.graph = graph;
    this.writer = new GraphWriter(graph, options, random);
    this.writer.resume(used);
    this.drift = new MeanDrift(space.metric(), space.dimension());
    this.drift.resume(graph.vectors(), graph.store().centre().point(), meanSquares(graph, used));
  }

  /** Of some vectors that are held. */
  private static double meanSquares(Graph graph, int used) {
    double sum = 0;
    int looked = 0;
    int step = Math.max(1, used / SAMPLE);
    for (int node = 0; node < used; node += step) {
      if (graph.store().ordinal(node) >= 0) {
        for (float component : graph.store().decoded(node)) {
          sum += (double) component * component; // which a float may not hold
        }
        looked++;
      }
    }
    return sum / Math.max(1, looked);
  }

  /** An empty index, which learns the centre of its vectors as they come. */
  public static HnswVectorIndex create(VectorSpace space, HnswOptions options) {
    return create(space, options, new float[space.dimension()]);
  }

  /**
   * An empty index for vectors about a centre that is known: codes fit from the first vector on.
   *
   * @param centre the mean of admitted vectors, shape {@code [dimension]}; copied, not kept; zeros
   *     under HAMMING
   */
  public static HnswVectorIndex create(VectorSpace space, HnswOptions options, float[] centre) {
    var empty = new Graph(Layout.of(space, options), Centre.at(space.metric(), centre.clone()));
    return new HnswVectorIndex(space, options, ImageNames.first(), empty, 0);
  }

  /**
   * Builds an index of all that an 8-bit flat index holds. With one thread, equal contents give
   * equal graphs; with more, the work is shared and link choices depend on who comes first.
   *
   * @param executor runs {@code threads - 1} tasks beside the calling thread; it may run fewer, or
   *     run them late
   * @param threads 1 or more
   */
  public static HnswVectorIndex build(
      VectorSpace space, HnswOptions options, Int8View view, Executor executor, int threads) {
    var built = new Graph(Layout.of(space, options), BulkBuild.centre(space, view));
    int used = new BulkBuild(built, options).run(view, executor, threads);
    return new HnswVectorIndex(space, options, ImageNames.first(), built, used);
  }

  /**
   * Reads a saved index; nothing is linked anew. The number of links and the size of chunks are
   * those it was saved with, breadths those of {@code options}. Files that are not of a graph are
   * left alone. Cost: linear in the bytes read.
   *
   * @throws dev.engram.internal.index.vector.VectorIndexException if the image is damaged, not
   *     complete, or of another space or format
   */
  public static HnswVectorIndex load(VectorSpace space, HnswOptions options, IndexImage image) {
    GraphImage.Loaded loaded = GraphImage.load(space, options, image);
    return new HnswVectorIndex(
        space,
        loaded.options(),
        ImageNames.after(loaded.generation()),
        loaded.graph(),
        loaded.used());
  }

  /** Whether an image has such a graph in it. */
  public static boolean isIn(IndexImage image) {
    return GraphImage.isIn(image);
  }

  /** How it is built and searched. */
  public HnswOptions options() {
    return options;
  }

  @Override
  public VectorSpace space() {
    return space;
  }

  @Override
  public void put(int ordinal, float[][] parts) {
    checkOpen();
    if (ordinal < 0) {
      throw new IllegalArgumentException("ordinal must be zero or more, got " + ordinal);
    }
    if (parts.length == 0) {
      throw new IllegalArgumentException("1 or more parts, got 0");
    }
    float[][] admitted = space.admit(parts);
    Centre centre = graph.store().centre();
    NodeCode[] codes = new NodeCode[parts.length];
    for (int i = 0; i < parts.length; i++) {
      codes[i] = centre.code(admitted[i]);
    }
    writer.put(ordinal, codes);
    for (float[] vector : admitted) {
      drift.saw(vector);
    }
    drift.better(centre.point()).ifPresent(this::recode);
  }

  private void recode(float[] mean) {
    int used = writer.used();
    become(Recoding.of(graph, used, options, Centre.at(space.metric(), mean)), used);
  }

  private void become(Graph next, int used) {
    writer = new GraphWriter(next, options, random);
    writer.resume(used);
    graph = next;
  }

  private Graph empty() {
    return new Graph(graph.store().layout(), graph.store().centre());
  }

  @Override
  public void remove(int ordinal) {
    checkOpen();
    if (ordinal < 0) {
      return;
    }
    writer.remove(ordinal);
    if (graph.ordinals() == 0 && writer.used() > 0) {
      become(empty(), 0);
    }
  }

  /**
   * Takes every dead node out of the graph now, instead of little by little with later writes, and
   * wipes their codes as far as no search stands on them. Called by the writer. Cost: about 0.2 ms
   * a dead vector.
   */
  public void repair() {
    checkOpen();
    writer.repairAll();
  }

  @Override
  public void wipe() {
    repair();
  }

  @Override
  public VectorHits search(VectorQuery query) {
    return search(query, options.searchBreadth());
  }

  /**
   * The same with another breadth, the paper's {@code ef}.
   *
   * @param breadth 1 or more
   */
  public VectorHits search(VectorQuery query, int breadth) {
    checkOpen();
    return begin(query).run(breadth);
  }

  private GraphSearch begin(VectorQuery query) {
    Graph now = graph;
    return new GraphSearch(now, Probe.of(space, now.store().centre(), query.vector()), query);
  }

  /** The walk alone, which may come back short; for tests and measurements. */
  VectorHits walk(VectorQuery query, int breadth) {
    return begin(query).walkOnly(breadth);
  }

  /** For tests and measurements of what lies within. */
  Graph graph() {
    return graph;
  }

  /**
   * The exact answer by the 8-bit copies: every allowed ordinal is looked at. Cost: about 60 ns an
   * allowed vector of dimension 384.
   */
  public VectorHits exact(VectorQuery query) {
    checkOpen();
    return begin(query).exact();
  }

  @Override
  public VectorHits searchAmong(VectorQuery query, int[] candidates) {
    checkOpen();
    return begin(query).among(candidates);
  }

  /**
   * The vectors of an ordinal as their 8-bit copies have them, for whoever wants to encode them
   * otherwise; empty when it is not held. Shape {@code [parts][dimension]}.
   */
  public Optional<float[][]> decoded(int ordinal) {
    checkOpen();
    Graph now = graph;
    Scratch scratch = now.seats().enter();
    try {
      var parts = new ArrayList<float[]>(1);
      int node = now.directory().first(ordinal);
      for (; node != NodeStore.NONE; node = now.store().part(node)) {
        parts.add(now.store().decoded(node));
      }
      return parts.isEmpty() ? Optional.empty() : Optional.of(parts.toArray(float[][]::new));
    } finally {
      now.seats().leave(scratch);
    }
  }

  @Override
  public long fingerprint() {
    NodeStore store = graph.store();
    OrdinalDirectory directory = graph.directory();
    long sum = 0;
    for (int node = 0; node < writer.used(); node++) {
      int ordinal = store.ordinal(node);
      if (ordinal >= 0 && directory.first(ordinal) == node) {
        int part = 0;
        for (int at = node; at != NodeStore.NONE; at = store.part(at)) {
          sum += Fingerprint.of(ordinal, part++, store.hash(at));
        }
      }
    }
    return sum;
  }

  @Override
  public int count() {
    return graph.ordinals();
  }

  @Override
  public int vectorCount() {
    return graph.vectors();
  }

  @Override
  public long ramBytes() {
    return writer.ramBytes() + drift.ramBytes();
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(true, false, true, true, true);
  }

  @Override
  public IndexImage image() {
    checkOpen();
    return GraphImage.save(space, options, writer, names);
  }

  /** Frees what is held; searches under way end as if nothing had happened. */
  @Override
  public void close() {
    closed = true;
    become(empty(), 0);
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("this index is closed");
    }
  }
}
