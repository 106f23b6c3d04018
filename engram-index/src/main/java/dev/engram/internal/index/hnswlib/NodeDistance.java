package dev.engram.internal.index.hnswlib;

import com.github.jelmerk.hnswlib.core.DistanceFunction;
import dev.engram.internal.index.vector.Metric;

/** Negated nearness of two codes; only its order matters. Stateless; thread-safe. */
final class NodeDistance implements DistanceFunction<Node, Float> {
  private static final long serialVersionUID = 1L;

  private final Metric metric;

  NodeDistance(Metric metric) {
    this.metric = metric;
  }

  @Override
  public Float distance(Node left, Node right) {
    return -left.code().score(right.code(), metric);
  }
}
