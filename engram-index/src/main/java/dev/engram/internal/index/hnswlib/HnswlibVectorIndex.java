package dev.engram.internal.index.hnswlib;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.flat.CheckedFrame;
import dev.engram.internal.index.flat.Encoding;
import dev.engram.internal.index.flat.FlatOptions;
import dev.engram.internal.index.flat.FlatVectorIndex;
import dev.engram.internal.index.flat.Int8Code;
import dev.engram.internal.index.flat.Int8View;
import dev.engram.internal.index.image.ImageNames;
import dev.engram.internal.index.image.IndexImage;
import dev.engram.internal.index.vector.Capabilities;
import dev.engram.internal.index.vector.VectorHits;
import dev.engram.internal.index.vector.VectorIndex;
import dev.engram.internal.index.vector.VectorQuery;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Approximate search: a graph proposes candidates, and an 8-bit flat index that holds every vector
 * decides. The graph only navigates: scores, liveness and the newest parts of an ordinal always
 * come from the flat index, so what the graph knows may be late or dead without harm.
 *
 * <p>Puts go to the flat index at once and to the graph on the executor; until then they are
 * candidates of every search. A search whose filter, {@code k} or dead nodes would need too broad a
 * walk is exact, so it never comes back short.
 *
 * <p>Thread-safety: as {@link VectorIndex} says, with one exception that hnswlib-core forces: a
 * search may wait for a turn at the graph, at most 20 ms, and is exact if none comes. Cost: a put a
 * few microseconds, and in the background about a millisecond a vector; memory about 480 bytes a
 * vector beside the flat index. Dead nodes are swept by a rebuild when they pass a quarter.
 */
public final class HnswlibVectorIndex implements VectorIndex {
  private static final String KIND = "hnsw";
  private static final String FELL_BACK = "hnsw>flat";

  /** Above this many unlinked ordinals, scanning them all costs as much as an exact search. */
  private static final int MAX_UNLINKED = 10_000;

  private final FlatVectorIndex flat;
  private final HnswlibOptions options;
  private final GraphKeeper keeper;
  private final ImageNames names = ImageNames.first();
  private SavedGraph lastSaved = new SavedGraph(null, 0, 0, "");

  /** What the last image held, to keep its name when nothing changed. */
  private record SavedGraph(@Nullable Graph graph, int nodes, long changes, String name) {}

  private HnswlibVectorIndex(FlatVectorIndex flat, HnswlibOptions options, GraphKeeper keeper) {
    this.flat = flat;
    this.options = options;
    this.keeper = keeper;
  }

  /** An empty index. */
  public static HnswlibVectorIndex create(
      VectorSpace space, HnswlibOptions options, Executor background) {
    FlatVectorIndex flat = FlatVectorIndex.create(space, FlatOptions.of(Encoding.INT8));
    return over(flat, options, background);
  }

  /**
   * Builds a graph over an INT8 index in the background; until it is ready every search is exact.
   * From now on, puts and removals go through the new index.
   */
  public static HnswlibVectorIndex over(
      FlatVectorIndex flat, HnswlibOptions options, Executor background) {
    var keeper = new GraphKeeper(flat, options, background, Optional.empty());
    return new HnswlibVectorIndex(flat, options, keeper);
  }

  /**
   * Reads a saved index. Cost: linear in the bytes read; nothing is linked anew. An image without a
   * graph is loaded too, and its graph is built in the background.
   *
   * @throws dev.engram.internal.index.vector.VectorIndexException if the image is damaged, not
   *     complete, or of another space or format
   */
  public static HnswlibVectorIndex load(
      VectorSpace space, HnswlibOptions options, Executor background, IndexImage image) {
    return load(FlatVectorIndex.load(space, image), options, background, image);
  }

  /** Reads the graph of {@code image}, whose flat index was read already. */
  public static HnswlibVectorIndex load(
      FlatVectorIndex flat, HnswlibOptions options, Executor background, IndexImage image) {
    if (flat.options().encoding() != Encoding.INT8) {
      throw CheckedFrame.damaged("vector image", "has a graph's place but no 8-bit codes");
    }
    List<IndexImage.File> graphs =
        image.files().stream().filter(HnswlibVectorIndex::isGraph).toList();
    if (graphs.size() > 1) {
      throw CheckedFrame.damaged("vector image", "has " + graphs.size() + " graphs");
    }
    Optional<Graph> graph =
        graphs.stream()
            .findFirst()
            .map(file -> GraphCodec.read(flat.space(), flat.int8View(), file.content().read()));
    return new HnswlibVectorIndex(flat, options, new GraphKeeper(flat, options, background, graph));
  }

  /** Whether an image has a graph in it. */
  public static boolean hasGraph(IndexImage image) {
    return image.files().stream().anyMatch(HnswlibVectorIndex::isGraph);
  }

  private static boolean isGraph(IndexImage.File file) {
    return file.name().startsWith(GraphCodec.PREFIX);
  }

  /** Whether searches can use a graph yet. */
  @Override
  public boolean ready() {
    return keeper.graph().isPresent();
  }

  /** How many ordinals wait to be linked. */
  public int unlinked() {
    return keeper.unlinkedCount();
  }

  @Override
  public VectorSpace space() {
    return flat.space();
  }

  @Override
  public void put(int ordinal, float[][] parts) {
    flat.put(ordinal, parts);
    keeper.changed(ordinal);
  }

  @Override
  public void remove(int ordinal) {
    flat.remove(ordinal);
    keeper.removed(ordinal);
  }

  @Override
  public VectorHits search(VectorQuery query) {
    // In this order: an ordinal leaves the unlinked ones only after a graph with it is published.
    int[] unlinked = keeper.unlinked();
    Optional<Graph> graph = keeper.graph();
    if (graph.isPresent() && unlinked.length <= MAX_UNLINKED) {
      Optional<VectorHits> hits = walk(graph.get(), query, unlinked);
      if (hits.isPresent()) {
        return hits.get();
      }
    }
    return flat.search(query).by(FELL_BACK);
  }

  private Optional<VectorHits> walk(Graph graph, VectorQuery query, int[] unlinked) {
    OrdinalFilter filter = query.filter();
    int k = query.k();
    double live = Math.min(1, flat.vectorCount() / (double) Math.max(1, graph.nodes()));
    double allowed = Math.min(1, filter.cardinality() / (double) Math.max(1, flat.count()));
    double needed = Math.max(options.searchBreadth(), 3 * (double) k / (live * allowed));
    Int8Code code = Int8Code.of(flat.space().admit(query.vector()), flat.space().metric());
    for (double breadth = needed; breadth <= options.breadthLimit(); breadth *= 2) {
      Optional<int[]> found = graph.nearest(code, (int) breadth);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      int[] candidates = distinct(found.get(), filter);
      if (candidates.length >= k) {
        VectorHits hits = flat.searchAmong(query, candidates);
        if (hits.size() == k) {
          return Optional.of(withUnlinked(hits, query, unlinked).by(KIND));
        }
      }
    }
    return Optional.empty();
  }

  private VectorHits withUnlinked(VectorHits hits, VectorQuery query, int[] unlinked) {
    if (unlinked.length == 0) {
      return hits;
    }
    int[] both = Arrays.copyOf(hits.ordinals(), hits.size() + unlinked.length);
    System.arraycopy(unlinked, 0, both, hits.size(), unlinked.length);
    return flat.searchAmong(query, distinct(both, query.filter()));
  }

  private static int[] distinct(int[] ordinals, OrdinalFilter filter) {
    return Arrays.stream(ordinals).filter(filter::allows).sorted().distinct().toArray();
  }

  @Override
  public VectorHits searchAmong(VectorQuery query, int[] candidates) {
    return flat.searchAmong(query, candidates);
  }

  @Override
  public long fingerprint() {
    return flat.fingerprint();
  }

  @Override
  public int count() {
    return flat.count();
  }

  @Override
  public int vectorCount() {
    return flat.vectorCount();
  }

  /** Bytes of the flat index, counted, and of the graph, computed from the library's layout. */
  @Override
  public long ramBytes() {
    return flat.ramBytes() + keeper.ramBytes();
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(true, false, true, true, true);
  }

  /**
   * The files of the flat index, and one of the graph if it is ready. The graph's file holds what
   * is linked when it is read; the rest is found unlinked when it is loaded.
   */
  @Override
  public IndexImage image() {
    var files = new ArrayList<>(flat.image().files());
    keeper.graph().ifPresent(graph -> files.add(graphFile(graph)));
    return new IndexImage(files);
  }

  private IndexImage.File graphFile(Graph graph) {
    var now = new SavedGraph(graph, graph.nodes(), keeper.changes(), lastSaved.name());
    if (!now.equals(lastSaved)) {
      String name = names.next(GraphCodec.PREFIX);
      lastSaved = new SavedGraph(graph, now.nodes(), now.changes(), name);
    }
    Int8View view = flat.int8View();
    VectorSpace space = flat.space();
    return new IndexImage.File(lastSaved.name(), () -> GraphCodec.write(space, graph, view));
  }

  /** Builds a graph with dead nodes anew, in the background; until then every search is exact. */
  @Override
  public void wipe() {
    keeper.wipe();
  }

  /** Forgets the graph and stops building; the flat index stays open. Idempotent. */
  public void detach() {
    keeper.close();
  }

  @Override
  public void close() {
    detach();
    flat.close();
  }
}
