package dev.engram.bench.vectors.contender;

import dev.engram.internal.index.flat.Encoding;
import dev.engram.internal.index.flat.FlatOptions;
import dev.engram.internal.index.flat.FlatVectorIndex;
import dev.engram.internal.index.hnsw.HnswOptions;
import dev.engram.internal.index.hnsw.HnswVectorIndex;
import dev.engram.internal.index.hnswlib.HnswlibOptions;
import dev.engram.internal.index.hnswlib.HnswlibVectorIndex;
import dev.engram.internal.index.image.IndexImage;
import dev.engram.internal.index.lean.LeanOptions;
import dev.engram.internal.index.lean.LeanVectorIndex;
import dev.engram.internal.index.lean.Refine;
import dev.engram.internal.index.select.AdaptiveOptions;
import dev.engram.internal.index.select.AdaptiveVectorIndex;
import dev.engram.internal.index.vector.VectorIndex;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * A kind of Engram's vector indexes, as it is measured.
 *
 * @param name what tables call it
 * @param most beyond so many vectors it is measured only when it is named
 * @param create makes an empty one
 * @param load reads a saved one
 * @param bytesPerVector what a scan reads of each allowed vector, from the dimension; not a number
 *     where a search does not look at every vector
 * @param reads whether its last ranking is by vectors from the vault
 */
public record IndexKind(
    String name,
    int most,
    Function<Place, VectorIndex> create,
    Loading load,
    ToDoubleFunction<Integer> bytesPerVector,
    boolean reads) {
  private static final int ANY = Integer.MAX_VALUE;
  private static final int GRAPHS = 200_000;

  /** Reads a saved index. */
  @FunctionalInterface
  public interface Loading {
    /** From an image that the same kind wrote. */
    VectorIndex of(Place place, IndexImage image);
  }

  /** All kinds; a new one is one more entry. */
  public static List<IndexKind> all() {
    return List.of(
        new IndexKind(
            "flat float",
            ANY,
            at -> FlatVectorIndex.create(at.space(), FlatOptions.of(Encoding.FLOAT32)),
            (at, image) -> FlatVectorIndex.load(at.space(), image),
            dimension -> 4.0 * dimension,
            false),
        new IndexKind(
            "flat int8",
            ANY,
            at -> FlatVectorIndex.create(at.space(), FlatOptions.of(Encoding.INT8)),
            (at, image) -> FlatVectorIndex.load(at.space(), image),
            dimension -> 1.0 * dimension,
            false),
        new IndexKind(
            "hnswlib int8",
            GRAPHS,
            at -> HnswlibVectorIndex.create(at.space(), HnswlibOptions.defaults(), at.background()),
            (at, image) ->
                HnswlibVectorIndex.load(
                    at.space(), HnswlibOptions.defaults(), at.background(), image),
            dimension -> Double.NaN,
            false),
        lean("lean bytes", Refine.BYTES),
        lean("lean bits", Refine.BITS),
        lean("lean vault", Refine.NONE),
        cells("lean cells", Refine.BYTES),
        cells("lean cells bits", Refine.BITS),
        new IndexKind(
            "hnsw",
            GRAPHS,
            at -> HnswVectorIndex.create(at.space(), HnswOptions.DEFAULT),
            (at, image) -> HnswVectorIndex.load(at.space(), HnswOptions.DEFAULT, image),
            dimension -> Double.NaN,
            false),
        adaptive());
  }

  private static IndexKind lean(String name, Refine refine) {
    return new IndexKind(
        name,
        ANY,
        at -> LeanVectorIndex.create(at.space(), LeanOptions.of(refine).withoutCells()),
        (at, image) -> LeanVectorIndex.load(at.space(), image),
        dimension -> dimension / 8.0 + 4,
        refine != Refine.BYTES);
  }

  /** The same codes, of which only those in the nearest cells are looked at. */
  private static IndexKind cells(String name, Refine refine) {
    return new IndexKind(
        name,
        ANY,
        at -> LeanVectorIndex.create(at.space(), LeanOptions.of(refine)),
        (at, image) -> LeanVectorIndex.load(at.space(), image),
        dimension -> Double.NaN,
        refine != Refine.BYTES);
  }

  /** The index that the engine uses. */
  public static IndexKind adaptive() {
    return adaptive(AdaptiveOptions.defaults());
  }

  /** The same, so that an index that grows to {@code size} vectors passes every shape. */
  public static IndexKind restless(int size) {
    AdaptiveOptions usual = AdaptiveOptions.defaults();
    return adaptive(
        new AdaptiveOptions(
            size / 3,
            size / 2,
            usual.memoryBudgetBytes(),
            usual.hotBytes(),
            usual.cooling(),
            usual.graph()));
  }

  private static IndexKind adaptive(AdaptiveOptions options) {
    return new IndexKind(
        "adaptive",
        ANY,
        at -> AdaptiveVectorIndex.create(at.space(), options, at.background()),
        (at, image) -> AdaptiveVectorIndex.load(at.space(), options, at.background(), image),
        dimension -> Double.NaN,
        true);
  }
}
