package dev.engram.internal.index.hnsw;

import java.util.List;

/**
 * A graph with the same links, coded about another centre. The old one is left as it is to searches
 * under way, so nothing is ever half recoded. Vectors are those that the old codes stand for: each
 * recoding adds a rounding error, which is why {@link dev.engram.internal.index.vector.MeanDrift}
 * asks for few.
 *
 * <p>What waited for searches to end is free in the copy, where none has begun; a sweep under way
 * is begun again. Cost: a microsecond or two a node, and the memory of both until searches have
 * ended. Stateless; called by the writer.
 */
final class Recoding {
  private Recoding() {}

  /**
   * The copy.
   *
   * @param used nodes below this number are copied
   */
  static Graph of(Graph graph, int used, HnswOptions options, Centre centre) {
    NodeStore old = graph.store();
    var recoded = new Graph(old.layout(), centre);
    NodeStore store = recoded.store();
    for (int index = 0; index < old.chunkCount(); index++) {
      store.grow();
      NodeChunk chunk = store.chunkAt(index);
      chunk.copyLinks(old.chunkAt(index));
      store.countUpper(chunk);
    }
    for (int node = 0; node < used; node++) {
      if (store.ordinal(node) != NodeStore.FREE) {
        float[] vector = old.decoded(node);
        store.chunk(node).setCode(store.at(node), centre.code(vector, old.hash(node)));
      }
    }
    var whole =
        new GraphManifest(
            options.links(),
            old.layout().chunkNodes(),
            1,
            used,
            graph.entry(),
            graph.ordinals(),
            graph.vectors(),
            centre.point(),
            List.of());
    GraphCheck.run(recoded, whole);
    return recoded;
  }
}
