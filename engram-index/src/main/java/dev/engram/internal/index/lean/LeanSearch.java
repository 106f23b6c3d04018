package dev.engram.internal.index.lean;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.vector.VectorHits;
import dev.engram.internal.index.vector.VectorQuery;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * One search over one snapshot: rows by estimate first, the best of them by finer copies then.
 *
 * <p>Not thread-safe: made for one search.
 */
final class LeanSearch {
  static final String PATH = "lean";
  static final String WALK = "lean walk";
  static final String CELLS = "lean cells";
  static final String EXACT = "lean exact";

  /** So few 8-bit copies are scored as fast as they are estimated. */
  private static final int EXACT_BELOW = 300;

  /**
   * What it costs to find the allowed rows, in tenths of a nanosecond: by a walk, each ordinal; by
   * a scan, 64 rows in a run of ordinals, and each row elsewhere.
   */
  private static final int WALKED = 150;

  private static final int RUN = 30;
  private static final int ROW = 12;

  /** Copies that something may have to be read for. */
  private static final List<Refine> COARSE = List.of(Refine.NONE, Refine.BITS);

  /** Cells are worth it for a search that looks at this share of rows at most. */
  private static final double WORTH = 0.8;

  private final LeanSnapshot snapshot;
  private final LeanOptions options;
  private final Probe probe;
  private final VectorQuery query;
  private final int k;

  LeanSearch(LeanSnapshot snapshot, LeanOptions options, Probe probe, VectorQuery query) {
    this.snapshot = snapshot;
    this.options = options;
    this.probe = probe;
    this.query = query;
    this.k = Math.min(query.k(), Math.min(snapshot.ordinals(), query.filter().cardinality()));
  }

  /** The way that the counts suggest. */
  VectorHits run() {
    int allowed = query.filter().cardinality();
    int few = snapshot.copies() == snapshot.vectors() ? EXACT_BELOW : readable();
    if (allowed <= few) {
      return exact();
    }
    if ((long) allowed * WALKED < scanCost()) {
      return walk();
    }
    return snapshot.share(k, allowed) <= WORTH ? cells() : scan();
  }

  private long scanCost() {
    long cost = 0;
    for (int index = 0; index < snapshot.chunkCount(); index++) {
      Chunk chunk = snapshot.chunk(index);
      int runs = chunk.runs();
      cost += (long) runs * RUN + Math.max(0L, chunk.used() - 64L * runs) * ROW;
    }
    return cost;
  }

  VectorHits scan() {
    OrdinalFilter filter = query.filter();
    return ranked(PATH, sweep -> sweep.scan(filter));
  }

  /** The nearest cells; a scan while there are none. */
  VectorHits cells() {
    OrdinalFilter filter = query.filter();
    int allowed = Math.min(filter.cardinality(), snapshot.ordinals());
    double near = snapshot.nearness().share(k, allowed);
    return near >= 1 ? scan() : ranked(CELLS, sweep -> sweep.cells(filter, near, allowed));
  }

  VectorHits walk() {
    OrdinalFilter filter = query.filter();
    return ranked(WALK, sweep -> sweep.walk(filter));
  }

  /** Every allowed ordinal by the finest copy there is. */
  VectorHits exact() {
    return k == 0 ? VectorHits.none(EXACT) : among(allowed(), EXACT, false);
  }

  /** The best of some ordinals by the finest copies there are. */
  VectorHits among(int[] ordinals) {
    return among(ordinals, EXACT, true);
  }

  private VectorHits among(int[] ordinals, String path, boolean sparing) {
    if (ordinals.length == 0) {
      return VectorHits.none(path);
    }
    int[] ascending = ordinals.clone();
    Arrays.sort(ascending);
    return new Refinement(snapshot, probe, query, Math.min(query.k(), ordinals.length), sparing)
        .of(ascending, new float[0])
        .by(path);
  }

  /** Sweeps, and again for more rows while too few ordinals share them. */
  VectorHits ranked(String path, Consumer<Sweep> way) {
    if (k == 0) {
      return VectorHits.none(path);
    }
    long rows = kept();
    while (true) {
      int most = (int) Math.min(rows, snapshot.vectors());
      Sweep sweep = new Sweep(snapshot, probe, query.budget(), most);
      way.accept(sweep);
      int kept = sweep.size();
      if (kept < Math.min(most, sweep.seen())) { // estimates beyond what a float holds
        return among(allowed(), path, false);
      }
      var refinement = new Refinement(snapshot, probe, query, k, true);
      VectorHits hits = refinement.of(sweep).by(path);
      if (sweep.cutShort()) {
        return hits.cutShort();
      }
      if (hits.size() >= k || kept < most || most == snapshot.vectors()) {
        return hits;
      }
      rows = 4L * most;
    }
  }

  /** How many allowed ordinals are as soon read as looked for. */
  private int readable() {
    int least = Integer.MAX_VALUE;
    int kinds = snapshot.kinds();
    for (Refine kind : COARSE) {
      least = (kinds & 1 << kind.slot()) != 0 ? Math.min(least, kind.read(k)) : least;
    }
    return least;
  }

  /** How many rows a sweep keeps: what the kind of copies needs that needs most. */
  private int kept() {
    int most = options.refine().kept(k);
    int kinds = snapshot.kinds();
    for (Refine kind : COARSE) {
      most = (kinds & 1 << kind.slot()) != 0 ? Math.max(most, kind.kept(k)) : most;
    }
    return most;
  }

  private int[] allowed() {
    OrdinalFilter filter = query.filter();
    int[] ordinals = new int[filter.cardinality()];
    int count = 0;
    for (int next = filter.next(0); next >= 0; next = filter.next(next + 1)) {
      if (snapshot.firstRow(next) >= 0) {
        ordinals[count++] = next;
      }
    }
    return Arrays.copyOf(ordinals, count);
  }
}
