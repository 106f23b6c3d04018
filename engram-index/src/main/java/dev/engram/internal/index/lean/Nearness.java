package dev.engram.internal.index.lean;

import dev.engram.internal.index.flat.RamCost;
import dev.engram.internal.index.kernel.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How far one has to go, cell by cell from the nearest, until nearly all of the nearest vectors
 * were met. It is measured on vectors of the index: a sample is compared with some of itself, and
 * for each octave of ranks it is noted within which share of all rows 993 of 1,000 neighbours of
 * such ranks were. Vectors without structure give shares near one, and cells are then of no use.
 *
 * <p>Immutable; thread-safe.
 *
 * @param sample how many vectors were compared
 * @param shares for the best 1, 2, 4 and so on of the sample, ascending, above 0 to 1; empty when
 *     nothing was measured
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Nearness(int sample, float[] shares) {
  static final Nearness NONE = new Nearness(1, new float[0]);

  /** Octaves that are measured at most. */
  static final int OCTAVES = 13;

  private static final Kernels KERNELS = Kernels.active();
  private static final int SAMPLE = 4_096;
  private static final int QUERIES = 128;
  private static final double FOUND = 0.993;

  /**
   * What is nearer than the sample can tell needs less: for each octave by as much as within this
   * many octaves on average, but by no more than the bound.
   */
  private static final int SLOPE = 4;

  private static final double STEEPEST = 0.75;

  /** The share of all rows in cells to be looked at; 1 when it is not known. */
  double share(int wanted, int allowed) {
    if (shares.length == 0 || allowed <= 0) {
      return 1;
    }
    double rank = (double) wanted / allowed * sample;
    double octave = Math.log(Math.max(rank, 1e-9)) / Math.log(2);
    if (octave <= 0) {
      return shares[0] * Math.pow(slope(), -octave);
    }
    int above = (int) Math.ceil(octave);
    return above >= shares.length ? 1 : shares[above];
  }

  private double slope() {
    if (shares.length <= SLOPE) {
      return 1;
    }
    return Math.clamp(Math.pow(shares[0] / shares[SLOPE], 1.0 / SLOPE), STEEPEST, 1);
  }

  /**
   * Measures. Cost: 128 times 4,096 comparisons at most, some 40 ms.
   *
   * @param chunks those that are not in cells are left out
   */
  static Nearness measure(List<Chunk> chunks) {
    List<Chunk> placed = chunks.stream().filter(chunk -> chunk.cell().placed()).toList();
    int rows = placed.stream().mapToInt(Chunk::used).sum();
    if (rows == 0) {
      return NONE;
    }
    var random = new SplittableRandom(rows);
    var vectors = new ArrayList<float[]>();
    var homes = new ArrayList<Integer>();
    for (int home = 0; home < placed.size(); home++) {
      Chunk chunk = placed.get(home);
      for (int row = 0; row < chunk.used(); row++) {
        if (chunk.isLive(row) && random.nextInt(rows) < SAMPLE) {
          vectors.add(chunk.vector(row));
          homes.add(home);
        }
      }
    }
    int queries = Math.min(QUERIES, vectors.size());
    if (vectors.size() < 2) {
      return NONE;
    }
    int octaves = Math.min(OCTAVES, 32 - Integer.numberOfLeadingZeros(vectors.size() - 1));
    float[][] positions = new float[octaves][];
    int[] counts = new int[octaves];
    Arrays.setAll(positions, octave -> new float[queries << octave]);
    for (int query = 0; query < queries; query++) {
      int self = (int) ((long) query * vectors.size() / queries);
      float[] within = within(placed, rows, vectors.get(self));
      int[] nearest = nearest(vectors, self);
      for (int octave = 0; octave < octaves; octave++) {
        for (int rank = 0; rank < Math.min(1 << octave, nearest.length); rank++) {
          positions[octave][counts[octave]++] = within[homes.get(nearest[rank])];
        }
      }
    }
    float[] shares = new float[octaves];
    for (int octave = 0; octave < octaves; octave++) {
      float[] sorted = Arrays.copyOf(positions[octave], counts[octave]);
      Arrays.sort(sorted);
      float share = sorted[(int) (FOUND * (sorted.length - 1))];
      shares[octave] = octave == 0 ? share : Math.max(share, shares[octave - 1]);
    }
    return new Nearness(vectors.size(), shares);
  }

  /** For each chunk, the share of rows in those that are as near. */
  private static float[] within(List<Chunk> chunks, int rows, float[] query) {
    long[] order = new long[chunks.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = key(chunks.get(i).cell().nearness(query), i);
    }
    Arrays.sort(order);
    float[] within = new float[order.length];
    long before = 0;
    for (int i = order.length - 1; i >= 0; i--) {
      int chunk = (int) order[i];
      before += chunks.get(chunk).used();
      within[chunk] = (float) before / rows;
    }
    return within;
  }

  /** The others, nearest first. */
  private static int[] nearest(List<float[]> vectors, int self) {
    float[] query = vectors.get(self);
    long[] order = new long[vectors.size() - 1];
    int count = 0;
    for (int i = 0; i < vectors.size(); i++) {
      if (i != self) {
        float[] other = vectors.get(i);
        order[count++] = key(-KERNELS.squaredDistance(query, 0, other, 0, query.length), i);
      }
    }
    Arrays.sort(order);
    int[] nearest = new int[count];
    for (int i = 0; i < count; i++) {
      nearest[i] = (int) order[count - 1 - i];
    }
    return nearest;
  }

  /** Sorts by score; the number, zero or more, is in the lower half. */
  static long key(float score, int number) {
    int bits = Float.floatToIntBits(score);
    int sortable = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
    return (long) sortable << 32 | number;
  }

  long ramBytes() {
    return RamCost.array(shares.length, Float.BYTES) + 24;
  }
}
