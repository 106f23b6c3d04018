package dev.engram.internal.index.select;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.flat.Encoding;
import dev.engram.internal.index.flat.FlatOptions;
import dev.engram.internal.index.flat.FlatVectorIndex;
import dev.engram.internal.index.hnswlib.HnswlibVectorIndex;
import dev.engram.internal.index.image.IndexImage;
import dev.engram.internal.index.vector.Capabilities;
import dev.engram.internal.index.vector.VectorHits;
import dev.engram.internal.index.vector.VectorIndex;
import dev.engram.internal.index.vector.VectorQuery;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * The index to use when the size of the corpus is not known: exact floats while it is small, 8-bit
 * codes when it has grown, and a graph beside the codes when it is large and memory permits. {@link
 * VectorHits#path} says which one answered.
 *
 * <p>Each change of shape is prepared aside and published with one volatile store, with searches
 * running; a graph is built on the executor, and until it is ready, and for few allowed ordinals,
 * search is exact. Vectors that were put while a graph is built are found by scanning them.
 *
 * <p>Thread-safety: as {@link VectorIndex} says, but a search that takes the graph may wait up to
 * 20 ms for its turn. Cost: of the index that answers; the put that crosses {@code int8Threshold}
 * encodes every vector, about a microsecond each.
 */
public final class AdaptiveVectorIndex implements VectorIndex {
  private static final String KIND = "adaptive";

  /** A graph is built only when it fits well, so that growth does not throw it out at once. */
  private static final double FITS_WELL = 0.9;

  private final AdaptiveOptions options;
  private final Executor background;
  private volatile Shape shape;

  /** What answers now; the graph shares the flat index. */
  private record Shape(FlatVectorIndex flat, Optional<HnswlibVectorIndex> graph) {
    VectorIndex writable() {
      return graph.isPresent() ? graph.get() : flat;
    }
  }

  private AdaptiveVectorIndex(AdaptiveOptions options, Executor background, Shape shape) {
    this.options = options;
    this.background = background;
    this.shape = shape;
  }

  /** An empty index. */
  public static AdaptiveVectorIndex create(
      VectorSpace space, AdaptiveOptions options, Executor background) {
    Encoding encoding = options.int8Threshold() == 0 ? Encoding.INT8 : Encoding.FLOAT32;
    FlatVectorIndex flat = FlatVectorIndex.create(space, FlatOptions.of(encoding));
    return new AdaptiveVectorIndex(options, background, new Shape(flat, Optional.empty()));
  }

  /**
   * Reads a saved index in the shape it had, then changes shape if the options ask for it.
   *
   * @throws dev.engram.internal.index.vector.VectorIndexException if the image is damaged, not
   *     complete, or of another space or format
   */
  public static AdaptiveVectorIndex load(
      VectorSpace space, AdaptiveOptions options, Executor background, IndexImage image) {
    FlatVectorIndex flat = FlatVectorIndex.load(space, image);
    Optional<HnswlibVectorIndex> graph =
        HnswlibVectorIndex.hasGraph(image)
            ? Optional.of(HnswlibVectorIndex.load(flat, options.graph(), background, image))
            : Optional.empty();
    var index = new AdaptiveVectorIndex(options, background, new Shape(flat, graph));
    index.reshape();
    return index;
  }

  @Override
  public VectorSpace space() {
    return shape.flat().space();
  }

  @Override
  public void put(int ordinal, float[][] parts) {
    shape.writable().put(ordinal, parts);
    reshape();
  }

  @Override
  public void remove(int ordinal) {
    shape.writable().remove(ordinal);
  }

  private void reshape() {
    Shape now = shape;
    FlatVectorIndex flat = now.flat();
    int vectors = flat.vectorCount();
    if (flat.options().encoding() == Encoding.FLOAT32 && vectors >= options.int8Threshold()) {
      flat = flat.toInt8(); // the old one is left to searches under way, not closed
      shape = new Shape(flat, Optional.empty());
    }
    Optional<HnswlibVectorIndex> graph = now.graph();
    if (graph.isPresent()) {
      if (graph.get().ramBytes() > options.memoryBudgetBytes()) {
        shape = new Shape(flat, Optional.empty());
        graph.get().detach();
      }
    } else if (vectors >= options.graphThreshold() && vectors > 0 && fitsWell(flat)) {
      var built = HnswlibVectorIndex.over(flat, options.graph(), background);
      shape = new Shape(flat, Optional.of(built));
    }
  }

  private boolean fitsWell(FlatVectorIndex flat) {
    long bytes = flat.ramBytes() + options.graph().graphBytes(flat.vectorCount());
    return bytes <= FITS_WELL * options.memoryBudgetBytes();
  }

  @Override
  public VectorHits search(VectorQuery query) {
    Shape now = shape;
    OrdinalFilter filter = query.filter();
    boolean approximate =
        now.graph().isPresent()
            && now.graph().get().ready()
            && Math.min(filter.cardinality(), now.flat().count()) > options.exactLimit();
    return approximate ? now.graph().get().search(query) : now.flat().search(query);
  }

  @Override
  public VectorHits searchAmong(VectorQuery query, int[] candidates) {
    return shape.flat().searchAmong(query, candidates);
  }

  @Override
  public long fingerprint() {
    return shape.flat().fingerprint();
  }

  @Override
  public int count() {
    return shape.flat().count();
  }

  @Override
  public int vectorCount() {
    return shape.flat().vectorCount();
  }

  @Override
  public long ramBytes() {
    return shape.writable().ramBytes();
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
    return shape.writable().image();
  }

  @Override
  public void close() {
    shape.writable().close();
  }
}
