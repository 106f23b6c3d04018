package dev.engram.bench.embed;

import dev.engram.bench.synthetic.SyntheticVectors;
import dev.engram.spi.Embedder;
import dev.engram.spi.EmbeddingModel;
import java.util.List;

/** An embedder that costs next to nothing, so that the engine alone is measured. Thread-safe. */
public final class SyntheticEmbedder implements Embedder {
  /** The dimension of its vectors. */
  public static final int DIMENSION = 384;

  private static final EmbeddingModel MODEL =
      new EmbeddingModel(
          "synthetic-384",
          DIMENSION,
          512,
          EmbeddingModel.Similarity.COSINE,
          EmbeddingModel.Locality.IN_PROCESS);

  private final SyntheticVectors vectors = new SyntheticVectors(DIMENSION);

  @Override
  public EmbeddingModel model() {
    return MODEL;
  }

  @Override
  public List<float[][]> embedDocuments(List<String> texts) {
    return texts.stream().map(text -> new float[][] {vectors.of(text)}).toList();
  }

  @Override
  public float[] embedQuery(String text) {
    return vectors.of(text);
  }

  @Override
  public boolean available() {
    return true;
  }

  @Override
  public void close() {}
}
