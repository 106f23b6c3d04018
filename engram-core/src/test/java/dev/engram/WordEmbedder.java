package dev.engram;

import dev.engram.spi.Embedder;
import dev.engram.spi.EmbedderUnavailableException;
import dev.engram.spi.EmbeddingModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * A deterministic embedder: each word adds a direction drawn from its hash, so texts that share
 * words lie near each other. Can be down, and can be made to answer nonsense.
 */
public final class WordEmbedder implements Embedder {
  private final EmbeddingModel model;
  private final List<Integer> batches = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger questions = new AtomicInteger();
  private volatile boolean down;
  private volatile boolean closed;
  private volatile UnaryOperator<List<float[][]>> distortion = UnaryOperator.identity();

  public WordEmbedder(String id, int dimension) {
    this.model =
        new EmbeddingModel(
            id,
            dimension,
            8_192,
            EmbeddingModel.Similarity.COSINE,
            EmbeddingModel.Locality.IN_PROCESS);
  }

  /** One of dimension 32. */
  public static WordEmbedder usual() {
    return new WordEmbedder("words-32", 32);
  }

  /** Stops answering, or answers again. */
  public void down(boolean isDown) {
    this.down = isDown;
  }

  /** Changes every answer. */
  public void distort(UnaryOperator<List<float[][]>> how) {
    this.distortion = how;
  }

  /** Whether it was closed. */
  public boolean closed() {
    return closed;
  }

  /** How many texts each call brought. */
  public List<Integer> batches() {
    return List.copyOf(batches);
  }

  /** How many questions were embedded. */
  public int questions() {
    return questions.get();
  }

  @Override
  public EmbeddingModel model() {
    return model;
  }

  @Override
  public List<float[][]> embedDocuments(List<String> texts) {
    requireUp();
    batches.add(texts.size());
    var vectors = new ArrayList<float[][]>();
    texts.forEach(text -> vectors.add(new float[][] {vector(text)}));
    return distortion.apply(vectors);
  }

  @Override
  public float[] embedQuery(String text) {
    requireUp();
    questions.incrementAndGet();
    float[][] parts = {vector(text)};
    return distortion.apply(List.<float[][]>of(parts)).getFirst()[0];
  }

  private void requireUp() {
    if (down) {
      throw new EmbedderUnavailableException("the test took the embedder down");
    }
  }

  private float[] vector(String text) {
    float[] sum = new float[model.dimension()];
    for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)) {
      long bits = word.hashCode() * 0x9E3779B97F4A7C15L + model.id().hashCode();
      for (int i = 0; i < sum.length; i++) {
        bits = Long.rotateLeft(bits * 0xBF58476D1CE4E5B9L + i, 31);
        sum[i] += ((bits >>> 40) / (float) (1 << 23)) - 1;
      }
    }
    double squares = 0;
    for (float component : sum) {
      squares += component * component;
    }
    float length = (float) Math.sqrt(squares);
    for (int i = 0; i < sum.length; i++) {
      sum[i] /= length;
    }
    return sum;
  }

  @Override
  public boolean available() {
    return !down;
  }

  @Override
  public void close() {
    closed = true;
  }
}
