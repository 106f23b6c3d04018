package dev.engram.bench.synthetic;

import java.util.SplittableRandom;

/**
 * Directions for texts at almost no cost: each word has a random one, a text has the sum of its
 * words' and of one that all texts share. So texts about the same thing lie together, restatements
 * nearly coincide, and unrelated texts have a cosine of about one half, as under sentence models.
 * Stateless but for the dimension, so thread-safe.
 *
 * @param dimension of every vector, a multiple of 64
 */
public record SyntheticVectors(int dimension) {
  private static final String COMMON = "";

  public SyntheticVectors {
    if (dimension < 64 || dimension % 64 != 0) {
      throw new IllegalArgumentException(
          "dimension must be a positive multiple of 64, got " + dimension);
    }
  }

  /** The direction of a text, of unit length. */
  public float[] of(String text) {
    String[] words = text.split("\\W+", -1);
    var vector = new float[dimension];
    add(vector, COMMON, (float) Math.sqrt(words.length));
    for (String word : words) {
      add(vector, word, word.length() > 3 ? 1 : 0.3f);
    }
    double squares = 0;
    for (float component : vector) {
      squares += component * component;
    }
    float scale = (float) (1 / Math.sqrt(squares));
    for (int i = 0; i < dimension; i++) {
      vector[i] *= scale;
    }
    return vector;
  }

  private void add(float[] vector, String word, float weight) {
    var random = new SplittableRandom(word.hashCode() * 0x9E3779B97F4A7C15L);
    for (int block = 0; block < dimension; block += 64) {
      long signs = random.nextLong();
      for (int i = 0; i < 64; i++) {
        vector[block + i] += (signs >>> i & 1) == 0 ? weight : -weight;
      }
    }
  }
}
