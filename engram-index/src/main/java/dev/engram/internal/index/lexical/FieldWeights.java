package dev.engram.internal.index.lexical;

/**
 * How much a match in each field counts, each zero or more, not all zero. A field of weight zero is
 * not searched.
 *
 * @param text the memory's own words
 * @param context the words around it
 * @param who names of speakers and subjects
 * @param when date words
 */
public record FieldWeights(float text, float context, float who, float when) {
  public FieldWeights {
    for (float weight : new float[] {text, context, who, when}) {
      if (!(weight >= 0) || Float.isInfinite(weight)) {
        throw new IllegalArgumentException("a weight must be finite, at least 0, got " + weight);
      }
    }
    if (text + context + who + when == 0) {
      throw new IllegalArgumentException("one weight at least must be above 0");
    }
  }
}
