package dev.engram.internal.index.hnsw;

import java.util.random.RandomGenerator;

/** Draws how many layers above the ground a node gets: {@code floor(-ln(unif(0..1)) / ln M)}. */
final class LayerDraw {
  private static final int MOST = 15;

  private final RandomGenerator random;
  private final double factor;

  LayerDraw(RandomGenerator random, int links) {
    this.random = random;
    this.factor = 1 / Math.log(links);
  }

  int next() {
    double uniform = 1 - random.nextDouble();
    return (int) Math.min(MOST, -Math.log(uniform) * factor);
  }
}
