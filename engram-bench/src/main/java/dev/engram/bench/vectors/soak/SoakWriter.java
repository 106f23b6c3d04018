package dev.engram.bench.vectors.soak;

import dev.engram.bench.vectors.contender.Copied;
import dev.engram.bench.vectors.contender.Place;
import dev.engram.bench.vectors.contender.Waiting;
import dev.engram.bench.vectors.soak.Standing.Held;
import dev.engram.internal.index.image.IndexImage;
import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.VectorIndex;
import dev.engram.internal.index.vector.VectorSource;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Inserts, replaces and deletes, in storms at full speed and a little in the calm between, so that
 * what is built behind catches up. Some thirty times the index is swapped for one that was saved
 * and loaded, six times for a new one that at first holds only what is always held and grows while
 * it is searched. For one thread.
 */
final class SoakWriter implements Runnable {
  private static final int ABSENT = -1;
  private static final int MOST_AT_ONCE = 64;
  private static final int FEW_AT_ONCE = 2;
  private static final int SLICES = 60;
  private static final int SLICES_A_STORM = 5;
  private static final int SLICES_A_RESTART = 10;
  private static final long CALM_NANOS = 1_000_000;

  private final SoakSetup setup;
  private final Faults faults;
  private final long deadline;
  private final SplittableRandom random;
  private final VectorSpace space;
  private final int[] numbers;
  private final Standing standing;
  private int next;
  private long inserts;
  private long deletes;
  private long loads;
  private long restarts;

  SoakWriter(SoakSetup setup, Faults faults, long deadline) {
    this.setup = setup;
    this.faults = faults;
    this.deadline = deadline;
    this.random = new SplittableRandom(setup.seed());
    this.space = new VectorSpace("soak", setup.corpus().dimension(), Metric.COSINE);
    this.numbers = new int[setup.corpus().size()];
    Arrays.fill(numbers, ABSENT);
    this.next = numbers.length;
    for (int ordinal = 0; ordinal < setup.standing(); ordinal++) {
      numbers[ordinal] = ordinal;
    }
    this.standing = new Standing(fresh(), setup.readers());
  }

  Standing standing() {
    return standing;
  }

  @Override
  public void run() {
    try {
      int slice = 0;
      for (long now = System.nanoTime(); now < deadline; now = System.nanoTime()) {
        int current = (int) (SLICES - (deadline - now) * SLICES / setup.time().toNanos());
        if (current != slice) {
          slice = current;
          swap(slice);
        }
        boolean storm = slice % SLICES_A_STORM == 0;
        change(storm ? MOST_AT_ONCE : FEW_AT_ONCE);
        standing.sweep();
        if (!storm) {
          LockSupport.parkNanos(CALM_NANOS);
        }
      }
    } catch (RuntimeException failed) {
      faults.note("failed writes", failed);
    }
  }

  private void swap(int slice) {
    if (slice % SLICES_A_RESTART == 0) {
      restart();
    } else if (slice % 2 == 0) {
      reload();
    }
  }

  private Held held(Waiting background) {
    var place = new Place(space, background, VectorSource.NONE);
    return new Held(setup.kind().create().apply(place), background);
  }

  /** A new index with what is always held. */
  private Held fresh() {
    Held held = held(new Waiting());
    for (int ordinal = 0; ordinal < setup.standing(); ordinal++) {
      held.index().put(ordinal, parts(ordinal));
    }
    return held;
  }

  private float[][] parts(int ordinal) {
    return new float[][] {setup.corpus().vector(numbers[ordinal])};
  }

  private void change(int most) {
    VectorIndex index = standing.held().index();
    // Mostly growing, so that every shape is reached; the ordinals bound it.
    if (random.nextInt(6) == 0) {
      for (int i = random.nextInt(most); i >= 0; i--) {
        int ordinal = random.nextInt(setup.standing(), numbers.length);
        index.remove(ordinal);
        deletes += numbers[ordinal] == ABSENT ? 0 : 1;
        numbers[ordinal] = ABSENT;
      }
      return;
    }
    int[] ordinals = random.ints(1 + random.nextInt(most), setup.fixed(), numbers.length).toArray();
    List<float[][]> parts = new ArrayList<>();
    for (int ordinal : ordinals) {
      numbers[ordinal] = next++ & Integer.MAX_VALUE;
      parts.add(parts(ordinal));
    }
    index.putAll(ordinals, parts);
    inserts += ordinals.length;
  }

  private void reload() {
    IndexImage saved = Copied.of(standing.held().index());
    var background = new Waiting();
    var place = new Place(space, background, VectorSource.NONE);
    standing.replace(new Held(setup.kind().load().of(place, saved), background));
    loads++;
  }

  private void restart() {
    Held held = fresh();
    standing.replace(held);
    for (int ordinal = setup.standing(); ordinal < numbers.length; ordinal++) {
      if (numbers[ordinal] != ABSENT && System.nanoTime() < deadline) {
        held.index().put(ordinal, parts(ordinal));
      }
    }
    restarts++;
  }

  long inserts() {
    return inserts;
  }

  long deletes() {
    return deletes;
  }

  long loads() {
    return loads;
  }

  long restarts() {
    return restarts;
  }
}
