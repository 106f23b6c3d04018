package dev.engram.bench.vectors.data;

import dev.engram.bench.embed.CachedEmbedder;
import dev.engram.bench.eval.EvalSetup;
import dev.engram.bench.eval.Models;
import dev.engram.bench.synthetic.SyntheticCorpus;
import dev.engram.bench.synthetic.SyntheticVectors;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Vectors that corpora are mixed from.
 *
 * @param vectors of unit length, shape {@code [count][dimension]}
 * @param origin where they come from, for the head of a table
 */
@SuppressWarnings("ArrayRecordComponent") // large, never compared
public record RealVectors(float[][] vectors, String origin) {
  private static final int SYNTHETIC = 20_000;
  private static final int PROGRESS = 500;

  /** Embeds texts by BGE small, through the cache that evaluations keep; every part is a vector. */
  public static RealVectors embedded(List<Path> places, PrintStream progress) {
    List<String> texts = TextFiles.read(places);
    var done = new AtomicInteger();
    var vectors = new ArrayList<float[]>();
    try (CachedEmbedder embedder =
        Models.open(
                EvalSetup.defaults(),
                more -> {
                  if (done.addAndGet(more) % PROGRESS == 0) {
                    progress.println("embedded " + done + " texts that were not in the cache");
                  }
                })
            .orElseThrow()) {
      for (String text : texts) {
        for (float[][] parts : embedder.embedDocuments(List.of(text))) {
          vectors.addAll(Arrays.asList(parts));
        }
      }
    }
    return new RealVectors(
        vectors.stream().map(RealVectors::unit).toArray(float[][]::new),
        vectors.size() + " embeddings (BGE small) of " + texts.size() + " texts");
  }

  /** Sums of random word directions for generated sentences, when there are no texts. */
  public static RealVectors synthetic(int dimension, long seed) {
    var corpus = new SyntheticCorpus(seed, SYNTHETIC);
    var directions = new SyntheticVectors(dimension);
    float[][] vectors = new float[SYNTHETIC][];
    for (int i = 0; i < SYNTHETIC; i++) {
      vectors[i] = directions.of(corpus.item(i).text());
    }
    return new RealVectors(
        vectors, "SYNTHETIC sums of word directions, no embeddings of text: give --texts");
  }

  /** The dimension of all vectors. */
  public int dimension() {
    return vectors[0].length;
  }

  static float[] unit(float[] vector) {
    double squares = 0;
    for (float component : vector) {
      squares += (double) component * component;
    }
    float scale = (float) (1 / Math.sqrt(squares));
    float[] unit = new float[vector.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = vector[i] * scale;
    }
    return unit;
  }
}
