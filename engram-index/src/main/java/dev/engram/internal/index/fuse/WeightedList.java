package dev.engram.internal.index.fuse;

/**
 * A ranked list and how much it counts.
 *
 * @param list what a signal found
 * @param weight zero or more, finite; a list of weight zero is ignored altogether
 */
public record WeightedList(RankedList list, double weight) {
  public WeightedList {
    if (!(weight >= 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException(
          "weight of " + list.name() + " must be finite and at least 0, got " + weight);
    }
  }
}
