package dev.engram.internal.index.hnsw;

import dev.engram.internal.index.flat.Int8Code;
import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.VectorSpace;

/**
 * A query made ready for codes about a centre: the high code navigates and ranks, the low one (what
 * the high one rounded away) corrects the scores of the few best, so that the query's own rounding
 * costs nothing.
 *
 * @param high the query in one byte a component
 * @param low what {@code high} leaves out
 */
record Probe(Metric metric, CodeView high, CodeView low) {
  static Probe of(VectorSpace space, Centre centre, float[] query) {
    float[] vector = space.admit(query);
    float[] rest = centre.rest(vector);
    double squares = squares(rest);
    if (space.metric().distance()) {
      return of(space.metric(), rest, 2, 1, (float) -Math.min(squares, Float.MAX_VALUE));
    }
    boolean shorter = squares <= squares(vector);
    float base = centre.along(vector);
    return of(space.metric(), shorter ? rest : vector, 1, shorter ? 1 : 0, base);
  }

  /** In doubles: a float may not hold it. */
  private static double squares(float[] vector) {
    double sum = 0;
    for (float component : vector) {
      sum += (double) component * component;
    }
    return sum;
  }

  private static Probe of(Metric metric, float[] compared, float factor, float weight, float base) {
    Int8Code high = Int8Code.linear(compared);
    Int8Code low = Int8Code.linear(high.residual(compared));
    return new Probe(
        metric,
        new CodeView(high.bytes(), 0, factor * high.scale(), weight, base),
        new CodeView(low.bytes(), 0, factor * low.scale(), 0, 0));
  }

  /** The score of the 8-bit copy in a node with the exact query. */
  float exact(NodeStore store, int node) {
    float score = store.score(high, node) + store.score(low, node);
    return metric.distance() ? metric.ofSquaredDistance(-score) : metric.score(score, 1, 1);
  }
}
