package dev.engram.internal.recall.signal;

import dev.engram.fault.InvalidInputException;
import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.projection.TimeProjection;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How well the time of a memory fits the times that a question asks about (spec §39.2).
 *
 * <p>A memory has several times: when it happened, and those its text speaks of ("the exam is on
 * the 9th"). Each is compared with each range asked for, and the best counts. Within a range a time
 * scores 1; beside it, {@code exp(−d² / 2σ²)} for a distance of d, until that is next to nothing. A
 * time much longer than the range is a vague match, so its score shrinks with the square root of
 * how many times longer it is than the range and σ together: who asks about a day in May is
 * answered better by a day than by "this year".
 *
 * <p>Invariant: an ordinal that the filter refuses neither scores nor takes the place of one that
 * does. Thread-safe. Cost: what lies in and near the ranges; of candidates, their number.
 */
public final class TimeSignal {
  /** Beyond so many σ nothing is looked for; there the score is 0.011. */
  private static final int REACH = 3;

  private static final long EARLIEST = Instant.MIN.getEpochSecond();
  private static final long LATEST = Instant.MAX.getEpochSecond();

  private final TimeProjection times;
  private final Scratch.Pool scratch = new Scratch.Pool();

  /** One over this projection. */
  public TimeSignal(TimeProjection times) {
    this.times = times;
  }

  /**
   * A range of time asked for, half open; without a beginning or an end it goes on for ever. One
   * that ends before it begins matches nothing.
   *
   * @param from the first instant, if there is one
   * @param to the first instant after, if there is one; equal to {@code from} for a moment
   * @param sigma how fast what lies beside it loses, at most 100,000 days; zero to allow nothing
   * @param weight above 0, at most 1: how likely this is what is meant
   */
  public record Range(Optional<Instant> from, Optional<Instant> to, Duration sigma, float weight) {
    private static final Duration WIDEST = Duration.ofDays(100_000);

    public Range {
      if (sigma.isNegative() || sigma.compareTo(WIDEST) > 0) {
        throw InvalidInputException.of(
            "recall.time.sigma", "must lie between 0 and " + WIDEST + ", got " + sigma);
      }
      if (!(weight > 0 && weight <= 1)) {
        throw InvalidInputException.of(
            "recall.time.weight", "must be above 0 and at most 1, got " + weight);
      }
    }

    /** Between two instants. */
    public static Range between(Instant from, Instant to, Duration sigma) {
      return new Range(Optional.of(from), Optional.of(to), sigma, 1);
    }

    /** From an instant on. */
    public static Range since(Instant from, Duration sigma) {
      return new Range(Optional.of(from), Optional.empty(), sigma, 1);
    }

    /** Up to an instant. */
    public static Range until(Instant to, Duration sigma) {
      return new Range(Optional.empty(), Optional.of(to), sigma, 1);
    }

    /** The same with another weight. */
    public Range weighing(float other) {
      return new Range(from, to, sigma, other);
    }
  }

  /** A range in seconds, made once a question. */
  private static final class Bounds {
    private final long first;
    private final long last;
    private final long reach;
    private final double sigma;
    private final boolean open;
    private final float weight;

    Bounds(Range range) {
      first = range.from.map(Instant::getEpochSecond).orElse(EARLIEST);
      last = range.to.isPresent() ? last(range, range.to.get()) : LATEST;
      sigma = range.sigma.toSeconds();
      reach = REACH * range.sigma.toSeconds();
      open = range.from.isEmpty() || range.to.isEmpty();
      weight = range.weight;
    }

    /** The last second that belongs to a range. */
    private static long last(Range range, Instant to) {
      boolean moment = range.from.equals(range.to);
      return moment || to.getNano() > 0 ? to.getEpochSecond() : to.getEpochSecond() - 1;
    }

    long from() {
      return Math.clamp(first - reach, EARLIEST, LATEST);
    }

    long to() {
      return Math.clamp(last + reach, EARLIEST, LATEST);
    }

    /** How well a stretch fits, 0 to the range's weight. */
    float fit(long from, long to) {
      // a stretch does not hold its end, a moment does
      long lastOf = to > from ? to - 1 : to;
      if (last < first) {
        return 0;
      }
      if (from >= first && lastOf <= last) {
        return weight;
      }
      long gap = lastOf < first ? first - lastOf : Math.max(0, from - last);
      if (gap > reach) {
        return 0;
      }
      double near = gap == 0 ? 1 : Math.exp(-(double) gap * gap / (2 * sigma * sigma));
      double length = lastOf - from + 1.0;
      double room = open ? length : last - first + 1.0 + sigma;
      return (float) (weight * near * Math.sqrt(Math.min(1, room / length)));
    }
  }

  /**
   * What is asked for.
   *
   * @param ranges any of them will do
   * @param happened weight of when a memory happened, 0 to 1; 0 to leave it out
   * @param mentioned weight of the times its text speaks of, 0 to 1; 0 to leave them out
   */
  public record Asked(List<Range> ranges, float happened, float mentioned) {
    public Asked {
      ranges = List.copyOf(ranges);
      if (!(happened >= 0 && happened <= 1 && mentioned >= 0 && mentioned <= 1)) {
        throw InvalidInputException.of("recall.time.weight", "must lie between 0 and 1");
      }
    }

    /** Both times count in full. */
    public static Asked about(List<Range> ranges) {
      return new Asked(ranges, 1, 1);
    }
  }

  /**
   * The memories that fit best, best first, ties by ordinal. Cost: what lies in and near the
   * ranges; where that is most of what there is, rather {@link #score} what is known otherwise.
   */
  public SignalScores propose(Asked asked, OrdinalFilter filter, int most) {
    TimeProjection.View view = times.view();
    Scratch found = scratch.borrow(view.room());
    try {
      for (Range range : asked.ranges) {
        var bounds = new Bounds(range);
        if (asked.happened > 0) {
          view.happening(
              bounds.from(), bounds.to(), raising(found, filter, bounds, asked.happened));
        }
        if (asked.mentioned > 0) {
          view.mentioning(
              bounds.from(), bounds.to(), raising(found, filter, bounds, asked.mentioned));
        }
      }
      found.endTerm();
      return found.totals(1).best(most);
    } finally {
      scratch.giveBack(found);
    }
  }

  private static TimeProjection.Visitor raising(
      Scratch found, OrdinalFilter filter, Bounds bounds, float weight) {
    return (ordinal, from, to) -> {
      if (filter.allows(ordinal)) {
        found.raise(ordinal, weight * bounds.fit(from, to));
      }
      return true;
    };
  }

  /** The scores of those candidates that fit at all, in their order. */
  public SignalScores score(Asked asked, int[] candidates, OrdinalFilter filter) {
    TimeProjection.View view = times.view();
    List<Bounds> ranges = asked.ranges.stream().map(Bounds::new).toList();
    int[] ordinals = new int[candidates.length];
    float[] scores = new float[candidates.length];
    int count = 0;
    for (int ordinal : candidates) {
      boolean known = filter.allows(ordinal) && view.holds(ordinal);
      float score = known ? score(asked, ranges, view, ordinal) : 0;
      if (score > 0) {
        ordinals[count] = ordinal;
        scores[count++] = score;
      }
    }
    return new SignalScores(Arrays.copyOf(ordinals, count), Arrays.copyOf(scores, count));
  }

  private static float score(
      Asked asked, List<Bounds> ranges, TimeProjection.View view, int ordinal) {
    float best = 0;
    long[] spoken = view.mentioned(ordinal);
    for (Bounds range : ranges) {
      best = Math.max(best, asked.happened * range.fit(view.from(ordinal), view.to(ordinal)));
      for (int i = 0; i < spoken.length && asked.mentioned > 0; i += 2) {
        best = Math.max(best, asked.mentioned * range.fit(spoken[i], spoken[i + 1]));
      }
    }
    return best;
  }
}
