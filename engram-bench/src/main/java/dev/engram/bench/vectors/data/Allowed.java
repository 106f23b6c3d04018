package dev.engram.bench.vectors.data;

import dev.engram.internal.index.filter.OrdinalFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.roaringbitmap.RoaringBitmap;

/**
 * A filter to search under.
 *
 * @param name what tables call it
 * @param share how many of all it allows, 0 to 1
 * @param filter the ordinals
 */
public record Allowed(String name, double share, OrdinalFilter filter) {
  private static final double[] SHARES = {0.5, 0.1, 0.01, 0.001};

  /** Everything, then random halves, tenths, hundredths and thousandths. */
  public static List<Allowed> standard(int size, long seed) {
    var all = new ArrayList<Allowed>();
    all.add(everything(size));
    for (double share : SHARES) {
      all.add(random(size, share, seed));
    }
    return all;
  }

  /** Every ordinal below {@code size}. */
  public static Allowed everything(int size) {
    return new Allowed("none", 1, OrdinalFilter.below(size));
  }

  /** Exactly this share, spread evenly at random; at least one. */
  public static Allowed random(int size, double share, long seed) {
    var random = new SplittableRandom(seed + Double.hashCode(share));
    int wanted = Math.max(1, (int) Math.round(size * share));
    var ordinals = new RoaringBitmap();
    while (ordinals.getCardinality() < wanted) {
      ordinals.add(random.nextInt(size));
    }
    String percent = Double.toString(100 * share).replaceAll("\\.0$", "");
    return new Allowed(percent + " %", share, OrdinalFilter.of(ordinals));
  }

  /** How many ordinals are allowed. */
  public int count() {
    return filter.cardinality();
  }
}
