package dev.engram.bench.vectors.soak;

import dev.engram.bench.figure.Latencies;
import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.vector.VectorHits;
import dev.engram.internal.index.vector.VectorIndex;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.roaringbitmap.RoaringBitmap;

/** Searches until the time is over and examines every answer. For one thread. */
final class SoakReader implements Runnable {
  private static final int[] WANTED = {1, 10, 10, 10, 100};

  private final SoakSetup setup;
  private final Standing standing;
  private final Faults faults;
  private final int number;
  private final long deadline;
  private final SplittableRandom random;
  private final List<Asked> filters;
  private final Latencies took = new Latencies();
  private final Set<String> paths = new TreeSet<>();
  private long asked;
  private long missed;

  /** A filter, and how many ordinals it allows that are always held. */
  private record Asked(OrdinalFilter filter, int due) {}

  SoakReader(SoakSetup setup, Standing standing, Faults faults, int number, long deadline) {
    this.setup = setup;
    this.standing = standing;
    this.faults = faults;
    this.number = number;
    this.deadline = deadline;
    this.random = new SplittableRandom(setup.seed() + 31L * number);
    this.filters = filters();
  }

  private List<Asked> filters() {
    int size = setup.corpus().size();
    return List.of(
        asked(OrdinalFilter.below(size)),
        asked(OrdinalFilter.below(2 * size)),
        asked(share(0.5)),
        asked(share(0.1)),
        asked(share(0.01)),
        asked(share(0.001)),
        asked(OrdinalFilter.of(2 * size, 2 * size + 1)),
        asked(OrdinalFilter.of()));
  }

  private OrdinalFilter share(double share) {
    var ordinals = new RoaringBitmap();
    for (int ordinal = 0; ordinal < setup.corpus().size(); ordinal++) {
      if (random.nextDouble() < share) {
        ordinals.add(ordinal);
      }
    }
    return OrdinalFilter.of(ordinals);
  }

  private Asked asked(OrdinalFilter filter) {
    int due = 0;
    for (int at = filter.next(0); at >= 0 && at < setup.standing(); at = filter.next(at + 1)) {
      due++;
    }
    return new Asked(filter, due);
  }

  @Override
  public void run() {
    while (System.nanoTime() < deadline) {
      Asked wanted = filters.get(random.nextInt(filters.size()));
      int k = WANTED[random.nextInt(WANTED.length)];
      int self = wanted.filter().next(random.nextInt(setup.fixed()));
      boolean known = self >= 0 && self < setup.fixed();
      float[] question =
          known
              ? setup.corpus().vector(self)
              : setup.corpus().questions()[random.nextInt(setup.corpus().questions().length)];
      VectorIndex index = standing.begin(number);
      try {
        long began = System.nanoTime();
        VectorHits hits = index.search(question, k, wanted.filter());
        took.add(System.nanoTime() - began);
        examine(hits, wanted, k);
        if (known) {
          asked++;
          missed += holds(hits, self) ? 0 : 1;
        }
      } catch (RuntimeException failed) {
        faults.note("failed searches", failed);
      }
    }
  }

  private static boolean holds(VectorHits hits, int ordinal) {
    for (int one : hits.ordinals()) {
      if (one == ordinal) {
        return true;
      }
    }
    return false;
  }

  private void examine(VectorHits hits, Asked wanted, int k) {
    paths.add(hits.path());
    if (hits.size() < Math.min(k, wanted.due())) {
      faults.note("short answers");
    }
    if (hits.size() > k) {
      faults.note("long answers");
    }
    if (!hits.complete()) {
      faults.note("answers cut short without a limit of time");
    }
    var met = new RoaringBitmap();
    for (int i = 0; i < hits.size(); i++) {
      if (!wanted.filter().allows(hits.ordinals()[i])) {
        faults.note("ordinals that the filter refuses");
      }
      if (!met.checkedAdd(hits.ordinals()[i])) {
        faults.note("ordinals answered twice");
      }
      if (!Float.isFinite(hits.scores()[i]) || (i > 0 && hits.scores()[i] > hits.scores()[i - 1])) {
        faults.note("scores out of order");
      }
    }
  }

  Latencies took() {
    return took;
  }

  Set<String> paths() {
    return paths;
  }

  /** How often a vector that is always held was looked for by itself. */
  long asked() {
    return asked;
  }

  /** How often that did not find it among the first. */
  long missed() {
    return missed;
  }
}
