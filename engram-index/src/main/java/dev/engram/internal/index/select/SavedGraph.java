package dev.engram.internal.index.select;

import dev.engram.internal.index.flat.CheckedFrame;
import dev.engram.internal.index.hnsw.HnswOptions;
import dev.engram.internal.index.hnsw.HnswVectorIndex;
import dev.engram.internal.index.image.IndexImage;
import dev.engram.internal.index.vector.VectorIndexException;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * The graph of a saved image, if it has one that can be read.
 *
 * @param graph kept in step from now on
 * @param damaged whether there was one that could not be read
 */
record SavedGraph(Optional<Linking> graph, boolean damaged) {
  static SavedGraph read(
      VectorSpace space, HnswOptions options, Executor background, IndexImage image) {
    if (!HnswVectorIndex.isIn(image)) {
      return new SavedGraph(Optional.empty(), false);
    }
    try {
      List<IndexImage.File> waiting =
          image.files().stream()
              .filter(file -> file.name().startsWith(WaitingCodec.PREFIX))
              .toList();
      if (waiting.size() != 1) {
        throw CheckedFrame.damaged("vector image", "has " + waiting.size() + " lists of changes");
      }
      var graph = HnswVectorIndex.load(space, options, image);
      var waited = WaitingCodec.read(space, waiting.getFirst().content().read());
      return new SavedGraph(Optional.of(Linking.loaded(graph, background, waited)), false);
    } catch (VectorIndexException damaged) {
      return new SavedGraph(Optional.empty(), true);
    }
  }
}
