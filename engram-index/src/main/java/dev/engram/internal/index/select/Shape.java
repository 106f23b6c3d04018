package dev.engram.internal.index.select;

import dev.engram.internal.index.flat.FlatVectorIndex;
import dev.engram.internal.index.lean.LeanOptions;
import dev.engram.internal.index.lean.LeanVectorIndex;
import dev.engram.internal.index.lean.Refine;
import dev.engram.internal.index.vector.VectorIndex;
import dev.engram.internal.index.vector.VectorQuery;
import java.util.ArrayList;
import java.util.Optional;

/**
 * What answers at one moment: floats, or codes with or without a graph. Immutable.
 *
 * @param flat while the corpus is small
 * @param lean otherwise
 * @param graph beside {@code lean}
 */
record Shape(
    Optional<FlatVectorIndex> flat, Optional<LeanVectorIndex> lean, Optional<Linking> graph) {
  private static final int SAMPLE = 2_048;

  static Shape of(FlatVectorIndex flat) {
    return new Shape(Optional.of(flat), Optional.empty(), Optional.empty());
  }

  static Shape of(LeanVectorIndex lean) {
    return new Shape(Optional.empty(), Optional.of(lean), Optional.empty());
  }

  /** What an index of floats holds, in codes. Cost: some ten microseconds a vector. */
  static Shape encoded(FlatVectorIndex flat) {
    var sample = new ArrayList<float[]>(SAMPLE);
    flat.forEach((vectors, ordinal) -> {
      if (sample.size() < SAMPLE) {
        sample.add(vectors[0]);
      }
    });
    var lean = LeanVectorIndex.create(flat.space(), LeanOptions.of(Refine.BYTES), sample);
    flat.forEach((vectors, ordinal) -> lean.put(ordinal, vectors));
    return Shape.of(lean);
  }

  /** The one that holds everything at once. */
  VectorIndex base() {
    return flat.isPresent() ? flat.get() : lean.orElseThrow();
  }

  /** A query that is ranked by the graph's copies where the base has none. */
  VectorQuery finest(VectorQuery query) {
    return graph.isPresent() && graph.get().built()
        ? query.from(graph.get().source(query.source()))
        : query;
  }
}
