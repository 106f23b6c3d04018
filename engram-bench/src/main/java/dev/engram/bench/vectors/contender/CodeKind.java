package dev.engram.bench.vectors.contender;

import dev.engram.bench.vectors.data.Mixture;
import dev.engram.internal.index.quantize.Quantizer;
import dev.engram.internal.index.quantize.Trainer;
import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Codes whose loss is measured.
 *
 * @param name what tables call them
 * @param code which quantizer writes them
 * @param rescored how many of the best by codes are ranked anew exactly; 0 for none
 * @param points how many points of recall they may lose; not a number where nothing is asked
 */
public record CodeKind(
    String name, dev.engram.internal.index.quantize.CodeKind code, int rescored, double points) {
  private static final long SEED = 1;

  /** A corpus in codes. */
  public interface Codes {
    /** Bytes of one code. */
    int bytes();

    /** The numbers of the {@code k} nearest by codes, best first. */
    int[] nearest(float[] question, int k);
  }

  /** All codes; a new one is one more entry. */
  public static List<CodeKind> all() {
    return List.of(
        new CodeKind("8-bit", dev.engram.internal.index.quantize.CodeKind.INT8, 0, 1),
        new CodeKind("4-bit", dev.engram.internal.index.quantize.CodeKind.INT4, 0, 2),
        new CodeKind("1-bit", dev.engram.internal.index.quantize.CodeKind.BIT1, 0, Double.NaN),
        new CodeKind("1-bit", dev.engram.internal.index.quantize.CodeKind.BIT1, 100, 3),
        new CodeKind(
            "product, dim/8", dev.engram.internal.index.quantize.CodeKind.PRODUCT, 0, Double.NaN),
        new CodeKind(
            "product, dim/8", dev.engram.internal.index.quantize.CodeKind.PRODUCT, 100, 8));
  }

  /** Trains on a corpus and encodes it. */
  public Codes encode(Mixture corpus) {
    var space = new VectorSpace("bench", corpus.dimension(), Metric.COSINE);
    float[][] vectors = corpus.vectors(0, corpus.size());
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = space.admit(vectors[i]);
    }
    Quantizer quantizer = Trainer.of(space, SEED).train(code, vectors);
    int bytes = quantizer.bytesPerVector();
    byte[] codes = new byte[vectors.length * bytes];
    for (int i = 0; i < vectors.length; i++) {
      quantizer.encode(vectors[i], codes, i * bytes);
    }
    return new Codes() {
      @Override
      public int bytes() {
        return bytes;
      }

      @Override
      public int[] nearest(float[] question, int k) {
        Quantizer.Scorer scorer = quantizer.scorer(space.admit(question));
        float[] scores = new float[codes.length / bytes];
        for (int i = 0; i < scores.length; i++) {
          scores[i] = scorer.score(codes, i * bytes);
        }
        return IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -scores[i]))
            .limit(k)
            .mapToInt(Integer::intValue)
            .toArray();
      }
    };
  }
}
