package dev.engram.internal.index.select;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Predicts what each way to answer costs, and learns from what it did cost.
 *
 * <p>The prediction is a formula over measured {@link Rates}, times a factor that searches teach:
 * for each way and each octave of allowed vectors, a running mean of actual over predicted time. An
 * octave without searches of its own takes the factor of the nearest one that has some. A way that
 * by the formula might be worth it is tried a few times before it is ruled out, since rates that
 * were measured while the compiler was still at work are wrong. So a model that is wrong by a
 * constant, or by a machine that is busy, corrects itself after a few searches.
 *
 * <p>Thread-safe without locks: factors are single longs; two searches that end at once may lose
 * one lesson, never more.
 */
final class CostModel {
  private static final int BUCKETS = 32;

  /** How much a search counts that was slower than expected. */
  private static final double LEARNING = 0.1;

  /** A search that took this much longer than it should have was interrupted by something else. */
  private static final double OUTLIER = 8;

  /** A way is tried so often, where it might cost at most so many times the cheapest. */
  private static final int TRIALS = 3;

  private static final double WORTH_TRYING = 8;

  /** And again so often later, besides at every power of two. */
  private static final int TRIED_EVERY = 128;

  /** Fixed cost of any search. */
  private static final double START = 3_000;

  /** Rows compared anew after a glance at codes, and full vectors compared on a walk. */
  private static final double COMPARED = 300;

  /** Vectors that a walk compares at the usual breadth, filter aside. */
  private static final double WALKED = 2_200;

  /** A comparison on a walk waits for memory more than one in a row. */
  private static final double WALK_FACTOR = 2;

  /** A code that is looked up costs more than the next one in memory. */
  private static final double LOOKED_UP = 8;

  /** One full vector from the vault, and how many of them a search reads. */
  private static final double FAR = 25_000;

  private static final double READ = 30;

  /** Centres that the query is compared with, to choose among cells. */
  private static final double CHOSEN = 200;

  private static final int GROUP = 8;

  private final AtomicIntegerArray trials = new AtomicIntegerArray(Way.values().length * BUCKETS);
  private final AtomicIntegerArray queries = new AtomicIntegerArray(BUCKETS);
  private final Rates rates;

  /** Of each way, bucket by bucket; the bits of a double, zero while nothing was learnt. */
  private final AtomicLongArray factors = new AtomicLongArray(Way.values().length * BUCKETS);

  CostModel(Rates rates) {
    this.rates = rates;
  }

  /** The cheapest of some ways, at least one; now and then another that might be worth it. */
  Way cheapest(Set<Way> ways, Work work) {
    double formal = ways.stream().mapToDouble(way -> formula(way, work)).min().orElse(0);
    List<Way> worth =
        ways.stream().filter(way -> formula(way, work) <= WORTH_TRYING * formal).toList();
    for (Way way : worth) {
      if (tried(way, work.bucket()) < TRIALS) {
        return way;
      }
    }
    int asked = queries.incrementAndGet(work.bucket());
    if ((asked & (asked - 1)) == 0 || asked % TRIED_EVERY == 0) {
      int turn = asked < TRIED_EVERY ? Integer.numberOfTrailingZeros(asked) : asked / TRIED_EVERY;
      return worth.get(turn % worth.size());
    }
    return ways.stream().min(Comparator.comparingDouble(way -> nanos(way, work))).orElseThrow();
  }

  /** What a search would take, in nanoseconds. */
  double nanos(Way way, Work work) {
    return formula(way, work) * factor(way, work.bucket());
  }

  /** Takes in what a search took. */
  void took(Way way, Work work, long nanos) {
    int bucket = work.bucket();
    double seen = nanos / formula(way, work);
    long before = factors.get(at(way, bucket));
    double known = before == 0 ? factor(way, bucket) : Double.longBitsToDouble(before);
    double bounded = Math.min(seen, known * OUTLIER);
    boolean early = trials.getAndUpdate(at(way, bucket), n -> Math.min(n + 1, TRIALS)) < TRIALS;
    // Nothing makes a search faster than it is, and much makes it slower: the compiler at first.
    double weight = bounded < known ? 1 : early ? 0 : LEARNING;
    double next = before == 0 ? bounded : known + weight * (bounded - known);
    factors.set(at(way, bucket), Double.doubleToLongBits(next));
  }

  /** How often a way was tried for filters that leave about as much. */
  private int tried(Way way, int bucket) {
    int most = 0;
    for (int near = Math.max(0, bucket - 1); near <= Math.min(BUCKETS - 1, bucket + 1); near++) {
      most = Math.max(most, trials.get(at(way, near)));
    }
    return most;
  }

  private static int at(Way way, int bucket) {
    return way.row() * BUCKETS + bucket;
  }

  private double factor(Way way, int bucket) {
    for (int distance = 0; distance < BUCKETS; distance++) {
      for (int near : new int[] {bucket - distance, bucket + distance}) {
        long bits = near < 0 || near >= BUCKETS ? 0 : factors.get(at(way, near));
        if (bits != 0) {
          return Double.longBitsToDouble(bits);
        }
      }
    }
    return 1;
  }

  private double formula(Way way, Work work) {
    double refined =
        work.near()
            ? Math.min(work.allowed(), COMPARED + work.wanted()) * rates.compare()
            : Math.min(work.allowed(), READ + 2 * work.wanted()) * FAR;
    return START
        + switch (way) {
          case EXACT -> work.allowed() * (work.near() ? rates.compare() : FAR);
          case WALK -> work.allowed() * LOOKED_UP * rates.glance() + refined;
          case SCAN -> work.vectors() * touched(work) * rates.glance() + refined;
          case CELLS ->
              CHOSEN * rates.compare()
                  + work.within() * work.vectors() * touched(work) * rates.glance()
                  + refined;
          case GRAPH -> {
            double breadth = Math.max(1, work.wanted() / 50.0);
            yield WALKED * breadth * WALK_FACTOR * rates.compare() / Math.sqrt(work.share());
          }
        };
  }

  /** The share of groups of codes in which the filter leaves any. */
  private static double touched(Work work) {
    return 1 - Math.pow(1 - work.share(), GROUP);
  }
}
