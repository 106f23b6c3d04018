package dev.engram.cli;

import dev.engram.spi.Directions;
import dev.engram.spi.Embedder;
import dev.engram.spi.EmbeddingModel;
import dev.engram.spi.EmbeddingModel.Locality;
import dev.engram.spi.EmbeddingModel.Similarity;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** An embedder for tests: a text's direction is made of its words' hashes. */
final class HashedWords implements Embedder {
  private static final int DIMENSION = 64;
  private static final Pattern NO_WORD = Pattern.compile("\\W+");

  private final String id;
  private boolean down;

  HashedWords() {
    this("hashed-words");
  }

  /** Under another name. */
  HashedWords(String id) {
    this.id = id;
  }

  /** The same, away. */
  HashedWords down() {
    down = true;
    return this;
  }

  @Override
  public EmbeddingModel model() {
    return new EmbeddingModel(id, DIMENSION, 512, Similarity.COSINE, Locality.IN_PROCESS);
  }

  @Override
  public List<float[][]> embedDocuments(List<String> texts) {
    return texts.stream().map(text -> new float[][] {embedQuery(text)}).toList();
  }

  @Override
  public float[] embedQuery(String text) {
    var vector = new float[DIMENSION];
    vector[0] = 0.1f;
    NO_WORD
        .splitAsStream(text.toLowerCase(Locale.ROOT))
        .forEach(word -> vector[Math.floorMod(word.hashCode(), DIMENSION)] += 1);
    Directions.normalise(vector);
    return vector;
  }

  @Override
  public boolean available() {
    return !down;
  }

  @Override
  public void close() {}
}
