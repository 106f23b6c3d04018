package dev.engram.bench.vectors.contender;

import dev.engram.bench.vectors.data.Mixture;
import dev.engram.internal.index.flat.Encoding;
import dev.engram.internal.index.flat.FlatOptions;
import dev.engram.internal.index.flat.FlatVectorIndex;
import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.List;
import java.util.function.Function;

/**
 * Codes whose loss is measured.
 *
 * @param name what tables call them
 * @param bytes of one vector's code, from the dimension
 * @param rescored how many of the best by codes are ranked anew exactly; 0 for none
 * @param points how many points of recall they may lose
 * @param encode encodes a corpus
 */
public record CodeKind(
    String name,
    Function<Integer, Integer> bytes,
    int rescored,
    double points,
    Function<Mixture, Codes> encode) {

  /** A corpus in codes. */
  @FunctionalInterface
  public interface Codes {
    /** The numbers of the {@code k} nearest by codes, best first. */
    int[] nearest(float[] question, int k);
  }

  /** All codes; a new one is one more entry. */
  public static List<CodeKind> all() {
    return List.of(new CodeKind("8-bit", dimension -> dimension, 0, 1, CodeKind::int8));
  }

  private static Codes int8(Mixture corpus) {
    var space = new VectorSpace("bench", corpus.dimension(), Metric.COSINE);
    var index = FlatVectorIndex.create(space, FlatOptions.of(Encoding.INT8));
    for (int number = 0; number < corpus.size(); number++) {
      index.put(number, new float[][] {corpus.vector(number)});
    }
    OrdinalFilter all = OrdinalFilter.below(corpus.size());
    return (question, k) -> index.search(question, k, all).ordinals();
  }
}
