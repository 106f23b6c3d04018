package dev.engram.internal.index.hnsw;

import dev.engram.internal.index.flat.Int8Code;
import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.VectorSpace;
import org.apache.lucene.util.VectorUtil;

/**
 * A query made ready, as the flat index does it, so that scores agree: the high code navigates and
 * ranks, the low one (what the high one rounded away) corrects the scores of the few best.
 *
 * @param high the query in one byte a component
 * @param low what {@code high} leaves out
 * @param squaredNorm squared length of the query
 */
record Probe(Metric metric, CodeView high, CodeView low, float squaredNorm) {
  static Probe of(VectorSpace space, float[] query) {
    float[] vector = space.admit(query);
    Int8Code high = Int8Code.linear(vector);
    Int8Code low = Int8Code.linear(high.residual(vector));
    float squaredNorm = VectorUtil.dotProduct(vector, vector);
    return new Probe(space.metric(), CodeView.of(high), CodeView.of(low), squaredNorm);
  }

  /** The score of the 8-bit copy in a node with the exact query. */
  float exact(NodeStore store, int node) {
    float query =
        store.dot(high.bytes(), high.from(), node) * high.scale()
            + store.dot(low.bytes(), low.from(), node) * low.scale();
    return metric.score(query * store.scale(node), squaredNorm, store.squaredNorm(node));
  }
}
