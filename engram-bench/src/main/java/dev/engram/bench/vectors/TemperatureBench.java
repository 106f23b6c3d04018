package dev.engram.bench.vectors;

import dev.engram.bench.figure.Grid;
import dev.engram.bench.figure.Grid.Row;
import dev.engram.bench.figure.Latencies;
import dev.engram.bench.vectors.VectorSetup.Part;
import dev.engram.bench.vectors.data.Allowed;
import dev.engram.bench.vectors.data.FullVectors;
import dev.engram.bench.vectors.data.Mixture;
import dev.engram.bench.vectors.data.Truth;
import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.lean.LeanOptions;
import dev.engram.internal.index.lean.LeanVectorIndex;
import dev.engram.internal.index.lean.Refine;
import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.VectorQuery;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What it costs to keep part of an index hot or cold: the lean index over real vectors whose full
 * forms lie in an encrypted vault, with different shares of temperatures, chance deciding which
 * vector has which.
 */
final class TemperatureBench {
  private static final int ROUNDS = 3;
  private static final int MANY = 200;
  private static final int HUNDRED = 100;

  private final Mixture corpus;
  private final FullVectors vault;
  private final Truth truth;

  /**
   * Shares of an index.
   *
   * @param full how many of a hundred are kept in full
   * @param bytes in 8 bits
   * @param bits in two bits; the rest has one
   */
  private record Mix(int full, int bytes, int bits) {
    Refine of(int ordinal) {
      int draw = Math.floorMod(ordinal * 0x9E3779B9, HUNDRED);
      return draw < full
          ? Refine.FLOATS
          : draw < full + bytes
              ? Refine.BYTES
              : draw < full + bytes + bits ? Refine.BITS : Refine.NONE;
    }
  }

  private static final List<Mix> MIXES =
      List.of(
          new Mix(0, HUNDRED, 0),
          new Mix(10, 90, 0),
          new Mix(HUNDRED, 0, 0),
          new Mix(10, 60, 30),
          new Mix(10, 30, 60),
          new Mix(2, 8, 90),
          new Mix(0, 0, HUNDRED),
          new Mix(10, 30, 0),
          new Mix(0, 0, 0));

  private TemperatureBench(Mixture corpus, FullVectors vault, Truth truth) {
    this.corpus = corpus;
    this.vault = vault;
    this.truth = truth;
  }

  static List<Grid> run(Scene scene) {
    if (!scene.setup().has(Part.CODES)) {
      return List.of();
    }
    Mixture corpus = scene.corpus().unmixed();
    Truth truth = Truth.of(corpus, List.of(Allowed.everything(corpus.size())));
    try (var vault = FullVectors.of(corpus, corpus.size())) {
      var bench = new TemperatureBench(corpus, vault, truth);
      var rows = new ArrayList<Row>();
      for (Mix mix : MIXES) {
        scene.progress().println("temperatures " + mix);
        rows.add(bench.measured(mix));
      }
      return List.of(
          new Grid(
              "temperatures, " + corpus.size() + " unmixed vectors, shares of a hundred",
              List.of("full", "8-bit", "2-bit", "1-bit"),
              List.of("bytes each", "recall@10", "p50 ms", "p99 ms", "p50 ms, 200"),
              rows));
    }
  }

  private Row measured(Mix mix) {
    var space = new VectorSpace("bench", corpus.dimension(), Metric.COSINE);
    float[][] vectors = corpus.vectors(0, corpus.size());
    try (var index =
        LeanVectorIndex.create(space, LeanOptions.of(Refine.BYTES), Arrays.asList(vectors))) {
      for (int i = 0; i < vectors.length; i++) {
        index.put(i, new float[][] {vectors[i]});
      }
      index.keepCopies(mix::of, vault, Integer.MAX_VALUE);
      vault.onReader(() -> took(index, Truth.K)); // warms up
      Latencies few = vault.onReader(() -> took(index, Truth.K));
      Latencies many = vault.onReader(() -> took(index, MANY));
      double recall = vault.onReader(() -> recall(index));
      int rest = HUNDRED - mix.full() - mix.bytes() - mix.bits();
      return new Row(
          List.of("" + mix.full(), "" + mix.bytes(), "" + mix.bits(), "" + rest),
          List.of(
              (double) index.ramBytes() / vectors.length,
              recall,
              few.millis(0.5),
              few.millis(0.99),
              many.millis(0.5)));
    }
  }

  private VectorQuery query(int question, int k) {
    var all = OrdinalFilter.below(corpus.size());
    return VectorQuery.of(corpus.questions()[question], k, all).from(vault);
  }

  private Latencies took(LeanVectorIndex index, int k) {
    var took = new Latencies();
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < corpus.questions().length; i++) {
        VectorQuery query = query(i, k);
        long began = System.nanoTime();
        index.search(query);
        took.add(System.nanoTime() - began);
      }
    }
    return took;
  }

  private double recall(LeanVectorIndex index) {
    double sum = 0;
    for (int i = 0; i < corpus.questions().length; i++) {
      sum += truth.recall(0, i, index.search(query(i, Truth.K)).ordinals());
    }
    return sum / corpus.questions().length;
  }
}
