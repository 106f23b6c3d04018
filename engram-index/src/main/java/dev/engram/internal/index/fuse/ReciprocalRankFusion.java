package dev.engram.internal.index.fuse;

import java.util.List;

/**
 * Weighted reciprocal rank fusion (Cormack, Clarke and Büttcher 2009): a list gives {@code weight /
 * (k + rank)} to the item at {@code rank}, counted from 1, and nothing to an item it does not hold.
 * Blind to scores, so it needs no common unit.
 *
 * @param k how slowly the share falls with the rank, 0 or more
 */
public record ReciprocalRankFusion(double k) implements Fusion {
  /** The constant of the paper. */
  public static final double DEFAULT_K = 60;

  public ReciprocalRankFusion {
    if (!(k >= 0) || Double.isInfinite(k)) {
      throw new IllegalArgumentException("k must be finite and at least 0, got " + k);
    }
  }

  /** With {@link #DEFAULT_K}. */
  public ReciprocalRankFusion() {
    this(DEFAULT_K);
  }

  @Override
  public List<Fused> fuse(List<WeightedList> lists) {
    return WeightedSum.of(lists, list -> index -> 1 / (k + index + 1));
  }
}
