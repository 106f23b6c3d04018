package dev.engram.spi;

/** Arithmetic on directions, for writing embedders. Stateless. */
public final class Directions {
  private Directions() {}

  /**
   * Brings a vector to unit length, in place.
   *
   * @return whether it has a direction: all components finite and not all zero; if not, it is
   *     unchanged
   */
  public static boolean normalise(float[] vector) {
    double sum = 0;
    for (float component : vector) {
      sum += (double) component * component;
    }
    if (!(sum > 0) || Double.isInfinite(sum)) {
      return false;
    }
    double scale = 1 / Math.sqrt(sum);
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (vector[i] * scale);
    }
    return true;
  }

  /**
   * The direction between those of a text's parts.
   *
   * @param parts shape {@code [parts][dimension]}, at least one, each of unit length
   * @return of unit length
   * @throws EmbeddingFailedException if the parts' directions cancel out
   */
  public static float[] mean(float[][] parts) {
    if (parts.length == 1) {
      return parts[0];
    }
    var mean = new float[parts[0].length];
    for (var part : parts) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += part[i] / parts.length;
      }
    }
    if (!normalise(mean)) {
      throw new EmbeddingFailedException(
          "the directions of a question's " + parts.length + " parts cancel out");
    }
    return mean;
  }
}
