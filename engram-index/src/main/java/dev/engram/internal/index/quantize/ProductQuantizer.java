package dev.engram.internal.index.quantize;

import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.Optional;

/**
 * Product quantisation (Jégou, Douze and Schmid 2011): the vector, turned by {@link Balance} where
 * that is affordable, is cut into stretches, each stretch replaced by the number of the nearest of
 * 256 centroids.
 *
 * <p>A decoded vector is an average of many and so too short, and more so the less typical it is,
 * which would rank typical vectors first. Under COSINE, DOT and HAMMING the code therefore ends in
 * the ratio of the lengths, and scores are those of the decoded vector drawn out to its true
 * length. Under EUCLIDEAN the squared distances of the stretches are summed, as in the paper. Drawn
 * out, the scores of the nearest vectors are hardly biased, so that they can stand beside finer
 * copies' (measured on embeddings of text: -.004 on average for the ten nearest, -.023 without);
 * those of vectors far off come out a little too large.
 *
 * <p>A code is {@code uint8[stretches]} and, except under EUCLIDEAN, {@code float16 ratio}. Cost:
 * encoding compares with all centroids, {@code 256 · dimension} steps, after the turn's {@code
 * dimension²}; a query the same once; a score one look-up a stretch.
 */
final class ProductQuantizer implements Quantizer {
  /** The largest number of 16 bits. */
  private static final float LARGEST_RATIO = 65504;

  private final VectorSpace space;
  private final Optional<Balance> balance;
  private final KMeans[] codebooks;
  private final boolean drawnOut;
  private final double trainingError;

  /** Codebooks side by side, of as many components together as the space; kept, not copied. */
  ProductQuantizer(
      VectorSpace space, Optional<Balance> balance, KMeans[] codebooks, double trainingError) {
    this.space = space;
    this.balance = balance;
    this.codebooks = codebooks;
    this.drawnOut = space.metric() != Metric.EUCLIDEAN;
    this.trainingError = trainingError;
  }

  @Override
  public CodeKind kind() {
    return CodeKind.PRODUCT;
  }

  @Override
  public VectorSpace space() {
    return space;
  }

  @Override
  public int bytesPerVector() {
    return codebooks.length + (drawnOut ? Short.BYTES : 0);
  }

  Optional<Balance> balance() {
    return balance;
  }

  int stretches() {
    return codebooks.length;
  }

  KMeans codebook(int stretch) {
    return codebooks[stretch];
  }

  private float[] turned(float[] admitted) {
    Checked.vector(admitted, space.dimension());
    return balance.isPresent() ? balance.get().turn(admitted) : admitted;
  }

  @Override
  public void encode(float[] admitted, byte[] into, int from) {
    float[] vector = turned(admitted);
    float[] distances = new float[LookupTables.ENTRIES];
    double squares = 0;
    double decodedSquares = 0;
    int at = 0;
    for (int stretch = 0; stretch < codebooks.length; stretch++) {
      KMeans codebook = codebooks[stretch];
      int nearest = codebook.nearest(vector, at, distances);
      into[from + stretch] = (byte) nearest;
      for (int i = 0; i < codebook.dimension(); i++) {
        double component = codebook.component(nearest, i);
        decodedSquares += component * component;
        squares += (double) vector[at + i] * vector[at + i];
      }
      at += codebook.dimension();
    }
    if (drawnOut) {
      float ratio = decodedSquares == 0 ? 1 : (float) Math.sqrt(squares / decodedSquares);
      CodeFloats.putHalf(into, from + codebooks.length, Math.min(ratio, LARGEST_RATIO));
    }
  }

  @Override
  public Scorer scorer(float[] admitted) {
    float[] query = turned(admitted);
    float[] entries = new float[codebooks.length * LookupTables.ENTRIES];
    float[] distances = new float[LookupTables.ENTRIES];
    int at = 0;
    for (int stretch = 0; stretch < codebooks.length; stretch++) {
      int table = stretch * LookupTables.ENTRIES;
      if (drawnOut) {
        codebooks[stretch].dots(query, at, entries, table);
      } else {
        codebooks[stretch].distances(query, at, distances);
        System.arraycopy(distances, 0, entries, table, codebooks[stretch].count());
      }
      at += codebooks[stretch].dimension();
    }
    return scorer(new LookupTables(entries));
  }

  private Scorer scorer(LookupTables tables) {
    int ratio = codebooks.length;
    return switch (space.metric()) {
      case COSINE ->
          (codes, from) ->
              Math.clamp(
                  tables.sum(codes, from) * CodeFloats.getHalf(codes, from + ratio), -1f, 1f);
      case DOT ->
          (codes, from) -> tables.sum(codes, from) * CodeFloats.getHalf(codes, from + ratio);
      case EUCLIDEAN -> (codes, from) -> 0f - tables.sum(codes, from);
      case HAMMING -> {
        // d components of 1 or -1: the inner product is d less twice the number that differ. The
        // estimate is not rounded to a whole number: that would make ties of what it ranks.
        float dimension = space.dimension();
        yield (codes, from) -> {
          float dot = tables.sum(codes, from) * CodeFloats.getHalf(codes, from + ratio);
          return 0f - Math.max(0f, dimension - dot) / 2;
        };
      }
    };
  }

  @Override
  public float[] decode(byte[] codes, int from) {
    float[] vector = new float[space.dimension()];
    float ratio = drawnOut ? CodeFloats.getHalf(codes, from + codebooks.length) : 1;
    int at = 0;
    for (int stretch = 0; stretch < codebooks.length; stretch++) {
      int number = codes[from + stretch] & 0xFF;
      for (int i = 0; i < codebooks[stretch].dimension(); i++) {
        vector[at++] = ratio * codebooks[stretch].component(number, i);
      }
    }
    return balance.isPresent() ? balance.get().back(vector) : vector;
  }

  @Override
  public double trainingError() {
    return trainingError;
  }

  @Override
  public long ramBytes() {
    long bytes = 64 + balance.map(Balance::ramBytes).orElse(0L);
    for (KMeans codebook : codebooks) {
      bytes += codebook.ramBytes();
    }
    return bytes;
  }
}
