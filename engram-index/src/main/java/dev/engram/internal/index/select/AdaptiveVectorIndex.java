package dev.engram.internal.index.select;

import dev.engram.internal.index.flat.Encoding;
import dev.engram.internal.index.flat.FlatOptions;
import dev.engram.internal.index.flat.FlatVectorIndex;
import dev.engram.internal.index.hnsw.HnswVectorIndex;
import dev.engram.internal.index.image.ImageNames;
import dev.engram.internal.index.image.IndexImage;
import dev.engram.internal.index.lean.LeanOptions;
import dev.engram.internal.index.lean.LeanVectorIndex;
import dev.engram.internal.index.lean.Refine;
import dev.engram.internal.index.vector.Capabilities;
import dev.engram.internal.index.vector.VectorHits;
import dev.engram.internal.index.vector.VectorIndex;
import dev.engram.internal.index.vector.VectorQuery;
import dev.engram.internal.index.vector.VectorSource;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * The index to use when the size of the corpus, its filters and its memory are not known.
 *
 * <p><b>Shapes.</b> A small corpus is kept as floats and compared exactly. From {@link
 * AdaptiveOptions#leanThreshold} on it is kept as 1-bit codes with 8-bit copies. From {@link
 * AdaptiveOptions#graphThreshold} on, if memory permits, a graph with 8-bit copies of its own is
 * built beside the codes, whose copies are then given up. When memory runs short ({@link
 * Pressure}), first the graph goes, then copies go, coldest first; what has none is ranked by the
 * query's {@link VectorSource}.
 *
 * <p><b>Temperatures</b> (spec §36.2). Between the thresholds each vector is kept by how lately it
 * was of use: what is {@linkplain Temperatures hot} in full, what is warm in 8 bits, what is cold
 * in two when memory is short or the options say so, else in 8 too.
 *
 * <p><b>Ways.</b> Once there is more than one way to answer, each query takes the one that {@link
 * CostModel} says is cheapest for its filter: {@link VectorHits#path} tells which. A way that
 * cannot answer in full is followed by the scan, which always can.
 *
 * <p><b>Swaps.</b> Each change of shape is prepared aside and published with one volatile store; a
 * search that is under way ends on the shape it began with. Nothing that is held is ever missing
 * from the shape that is published.
 *
 * <p>Thread-safety: as {@link VectorIndex} says; {@link #upkeep} and {@link #pressure} are writes.
 * Cost: of the way that answers; the put that crosses {@code leanThreshold} encodes every vector,
 * some ten microseconds each.
 */
public final class AdaptiveVectorIndex implements VectorIndex {
  private static final String KIND = "adaptive";

  /** A graph is built only when it fits well, so that growth does not throw it out at once. */
  private static final double FITS_WELL = 0.6;

  private static final int REFRESHED_AT_ONCE = 2_000;

  private final AdaptiveOptions options;
  private final Executor background;
  private final Ways ways;
  private final ImageNames names = ImageNames.first();
  private final Tempering tempering = new Tempering();
  private volatile Shape shape;
  private volatile Pressure pressure = Pressure.NORMAL;
  private boolean incomplete;

  private AdaptiveVectorIndex(
      VectorSpace space, AdaptiveOptions options, Executor background, Shape shape) {
    this.options = options;
    this.background = background;
    this.shape = shape;
    this.ways = new Ways(space.dimension(), background);
  }

  /** An empty index. */
  public static AdaptiveVectorIndex create(
      VectorSpace space, AdaptiveOptions options, Executor background) {
    Shape shape =
        options.leanThreshold() == 0
            ? Shape.of(LeanVectorIndex.create(space, LeanOptions.of(Refine.BYTES)))
            : Shape.of(FlatVectorIndex.create(space, FlatOptions.of(Encoding.FLOAT32)));
    return new AdaptiveVectorIndex(space, options, background, shape);
  }

  /**
   * Reads a saved index in the shape it had. A graph that cannot be read is left out, {@linkplain
   * #incomplete reported}, and built anew.
   *
   * @throws dev.engram.internal.index.vector.VectorIndexException if what the graph stands on is
   *     damaged, not complete, or of another space or format
   */
  public static AdaptiveVectorIndex load(
      VectorSpace space, AdaptiveOptions options, Executor background, IndexImage image) {
    if (!LeanVectorIndex.isIn(image)) {
      var flat = Shape.of(FlatVectorIndex.load(space, image));
      return new AdaptiveVectorIndex(space, options, background, flat);
    }
    var lean = LeanVectorIndex.load(space, image);
    var loaded = SavedGraph.read(space, options.graph(), background, image);
    Shape shape = new Shape(Optional.empty(), Optional.of(lean), loaded.graph());
    var index = new AdaptiveVectorIndex(space, options, background, shape);
    index.incomplete = loaded.damaged();
    return index;
  }

  /** Whether the image it was read from had a graph that could not be used. */
  public boolean incomplete() {
    return incomplete;
  }

  @Override
  public VectorSpace space() {
    return shape.base().space();
  }

  @Override
  public void put(int ordinal, float[][] parts) {
    Shape now = shape;
    float[][] admitted = space().admit(parts);
    now.base().put(ordinal, admitted);
    now.graph().ifPresent(graph -> graph.put(ordinal, admitted));
    grow();
  }

  @Override
  public void remove(int ordinal) {
    shape.base().remove(ordinal);
    shape.graph().ifPresent(graph -> graph.remove(ordinal));
  }

  private void grow() {
    shape
        .flat()
        .filter(flat -> flat.vectorCount() >= options.leanThreshold())
        .ifPresent(flat -> shape = Shape.encoded(flat)); // searches under way keep the old one
    if (shape.graph().map(Linking::givenUp).orElse(false)) {
      dropGraph();
    } else if (shape.lean().isPresent() && shape.graph().isEmpty()) {
      buildGraph();
    }
  }

  private void buildGraph() {
    LeanVectorIndex lean = shape.lean().orElseThrow();
    int vectors = lean.vectorCount();
    boolean due = vectors >= options.graphThreshold() && vectors > 0;
    if (!due || pressure != Pressure.NORMAL || lean.copies() < vectors || !fitsWell(vectors)) {
      return;
    }
    var empty = HnswVectorIndex.create(lean.space(), options.graph(), lean.centroid());
    var graph = Linking.building(empty, background, linking -> lean.forEachCopy(linking::link));
    shape = new Shape(Optional.empty(), Optional.of(lean), Optional.of(graph));
  }

  private boolean fitsWell(int vectors) {
    long dimension = space().dimension();
    long each = dimension + 4L * (2L * options.graph().links() + 10) + dimension / 8 + 24;
    return each * vectors <= FITS_WELL * options.memoryBudgetBytes();
  }

  /** Without the graph; copies that only it had are read back by the next {@link #upkeep}. */
  private void dropGraph() {
    Shape now = shape;
    if (now.graph().isPresent()) {
      shape = Shape.of(now.lean().orElseThrow());
      tempering.unsettle();
      now.graph().get().close();
    }
  }

  /** How much memory there is, from now on. */
  public void pressure(Pressure level) {
    if (level != pressure) {
      tempering.unsettle();
    }
    pressure = level;
    if (level != Pressure.NORMAL) {
      dropGraph();
    }
  }

  /** How lately memories were of use, from now on; acted upon by {@link #upkeep}. */
  public void temperatures(Temperatures told) {
    tempering.told(told);
  }

  /**
   * How many memories may be told to be hot: what fits into {@link AdaptiveOptions#hotBytes}, zero
   * while the shape has no use for temperatures.
   */
  public int hotRoom() {
    Shape now = shape;
    int vectors = now.base().vectorCount();
    boolean roomy = pressure == Pressure.NORMAL && vectors > 0 && fitsWell(vectors);
    if (!unlinked(now) || !roomy || vectors >= options.graphThreshold()) {
      return 0;
    }
    double each = (double) Float.BYTES * space().dimension() * vectors / now.base().count();
    return (int) (options.hotBytes() / each);
  }

  /** Whether {@link #temperatures} would change anything at this size and level of pressure. */
  public boolean wantsTemperatures() {
    return unlinked(shape) && (cools() || hotRoom() > 0);
  }

  private boolean cools() {
    return options.cooling() || pressure == Pressure.ELEVATED;
  }

  private boolean unlinked(Shape now) {
    return now.lean().isPresent() && now.graph().isEmpty() && pressure != Pressure.CRITICAL;
  }

  /**
   * Does what is due but not urgent: keeps copies as finely as memory and temperature permit, codes
   * anew what was coded before the corpus was known, starts to build a graph. Called by the writer
   * while it is idle. Cost: some tens of milliseconds; a level of critical pressure is entered at
   * once.
   *
   * @param source full vectors
   */
  public void upkeep(VectorSource source) {
    Shape now = shape;
    if (now.lean().isEmpty()) {
      return;
    }
    LeanVectorIndex lean = now.lean().get();
    boolean linked = now.graph().map(Linking::built).orElse(false);
    lean.refresh(source, REFRESHED_AT_ONCE);
    boolean tight = lean.ramBytes() > options.memoryBudgetBytes();
    if (linked || tight || pressure == Pressure.CRITICAL) {
      giveUpCopies(lean);
    } else if (tempering.unsettled() && now.graph().isEmpty()) {
      boolean roomy = pressure == Pressure.NORMAL && fitsWell(lean.vectorCount());
      if (roomy && lean.vectorCount() >= options.graphThreshold()) {
        tempering.level(lean, source); // a graph is made from copies, all of them
      } else {
        boolean returning = roomy || pressure == Pressure.ELEVATED; // what fits well
        tempering.settle(lean, roomy, cools(), returning ? source : VectorSource.NONE);
      }
    }
    grow();
  }

  /** Whether {@link #upkeep} would find anything to do; cheap. */
  public boolean upkeepDue() {
    Shape now = shape;
    if (now.lean().isEmpty()) {
      return false;
    }
    LeanVectorIndex lean = now.lean().get();
    boolean linked = now.graph().map(Linking::built).orElse(false);
    boolean copies = lean.copies() > 0;
    return lean.stale()
        || now.graph().map(Linking::givenUp).orElse(false)
        || ((linked || pressure == Pressure.CRITICAL) && copies)
        || lean.ramBytes() > options.memoryBudgetBytes()
        || (tempering.unsettled() && unlinked(now));
  }

  private static void giveUpCopies(LeanVectorIndex lean) {
    if (lean.kept(Refine.NONE) < lean.vectorCount()) {
      lean.keepCopies(ordinal -> Refine.NONE, VectorSource.NONE, Integer.MAX_VALUE);
    }
  }

  @Override
  public VectorHits search(VectorQuery query) {
    return ways.search(shape, query);
  }

  @Override
  public VectorHits searchAmong(VectorQuery query, int[] candidates) {
    Shape now = shape;
    return now.base().searchAmong(now.finest(query), candidates);
  }

  /** A graph that is still being built, perhaps from what is gone by now, is begun anew. */
  @Override
  public void wipe() {
    Shape now = shape;
    if (now.graph().map(Linking::built).orElse(false)) {
      now.graph().get().wipe();
    } else {
      dropGraph();
      grow();
    }
  }

  @Override
  public long fingerprint() {
    return shape.base().fingerprint();
  }

  @Override
  public int count() {
    return shape.base().count();
  }

  @Override
  public int vectorCount() {
    return shape.base().vectorCount();
  }

  @Override
  public long ramBytes() {
    Shape now = shape;
    return now.base().ramBytes() + now.graph().map(Linking::ramBytes).orElse(0L);
  }

  @Override
  public String kind() {
    return KIND;
  }

  /** What the present shape can do. */
  @Override
  public Capabilities capabilities() {
    Shape now = shape;
    boolean linked = now.graph().map(Linking::built).orElse(false);
    boolean holds =
        linked || now.lean().map(lean -> lean.copies() == lean.vectorCount()).orElse(true);
    return new Capabilities(true, now.lean().isEmpty(), linked, true, holds);
  }

  @Override
  public boolean ready() {
    return shape.graph().map(Linking::built).orElse(true);
  }

  @Override
  public IndexImage image() {
    Shape now = shape;
    var files = new ArrayList<>(now.base().image().files());
    if (now.graph().isEmpty() || !now.graph().get().built()) {
      return new IndexImage(files);
    }
    files.addAll(now.graph().get().files(names.next(WaitingCodec.PREFIX)));
    return new IndexImage(files, now.graph().get()::saved);
  }

  @Override
  public void close() {
    shape.graph().ifPresent(Linking::close);
    shape.base().close();
  }
}
