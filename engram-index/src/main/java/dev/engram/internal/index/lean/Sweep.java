package dev.engram.internal.index.lean;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.flat.TopK;
import dev.engram.internal.index.kernel.Kernels;
import dev.engram.internal.index.vector.SearchBudget;

/**
 * Finds the rows of one snapshot with the best estimates. Groups of eight rows with an allowed row
 * among them are gathered and estimated a batch at a time; only rows that beat the worst of the
 * best so far are looked at one by one.
 *
 * <p>Not thread-safe: made for one search.
 */
final class Sweep {
  private static final Kernels KERNELS = Kernels.active();
  private static final int BATCH = 64;
  private static final int GROUP = Chunk.GROUP;
  private static final int ALL = 0xFF;

  private final LeanSnapshot snapshot;
  private final Probe probe;
  private final SearchBudget budget;
  private final TopK top;
  private final int[] groups = new int[BATCH];
  private final int[] masks = new int[BATCH];
  private final float[] estimates = new float[GROUP * BATCH];
  private final int[] hits = new int[GROUP * BATCH];
  private int gathered;
  private int chunk = -1;
  private long seen;
  private boolean cutShort;

  /**
   * @param most how many rows are kept
   */
  Sweep(LeanSnapshot snapshot, Probe probe, SearchBudget budget, int most) {
    this.snapshot = snapshot;
    this.probe = probe;
    this.budget = budget;
    this.top = new TopK(most);
  }

  /** Looks at every chunk in memory order. */
  void scan(OrdinalFilter filter) {
    for (int index = 0; index < snapshot.chunkCount() && !cutShort; index++) {
      scan(index, filter);
      cutShort = budget.spent();
    }
  }

  /** Looks at one chunk. */
  void scan(int index, OrdinalFilter filter) {
    turnTo(index);
    Chunk rows = snapshot.chunk(index);
    int blocks = (rows.used() + 63) >>> 6;
    for (int block = 0; block < blocks; block++) {
      long mask = rows.allowed(block, filter);
      for (int group = block * GROUP; mask != 0; group++, mask >>>= GROUP) {
        if ((mask & ALL) != 0) {
          add(group, (int) mask & ALL);
        }
      }
    }
    flush();
  }

  /** Looks up each allowed ordinal. */
  void walk(OrdinalFilter filter) {
    for (int next = filter.next(0); next >= 0 && !cutShort; next = filter.next(next + 1)) {
      visit(next);
    }
    flush();
  }

  /** Looks up each of some ordinals; {@link #flush} ends it. */
  void visit(int ordinal) {
    int first = snapshot.firstRow(ordinal);
    if (first < 0) {
      return;
    }
    turnTo(snapshot.chunkIndex(first));
    Chunk rows = snapshot.chunk(chunk);
    int row = snapshot.offset(first);
    do {
      int group = row / GROUP;
      if (gathered > 0 && groups[gathered - 1] == group) {
        masks[gathered - 1] |= 1 << row % GROUP;
      } else {
        add(group, 1 << row % GROUP);
      }
    } while (rows.holds(++row, ordinal));
  }

  private void turnTo(int index) {
    if (chunk != index) {
      flush();
      chunk = index;
    }
  }

  private void add(int group, int mask) {
    if (gathered == BATCH) {
      flush();
      cutShort |= budget.spent();
    }
    groups[gathered] = group;
    masks[gathered++] = mask;
  }

  /** Estimates what was gathered. */
  void flush() {
    if (gathered == 0) {
      return;
    }
    Chunk rows = snapshot.chunk(chunk);
    KERNELS.bitScores(
        probe.code(rows.coding()).bits(),
        rows.bits(),
        rows.corrections(),
        groups,
        gathered,
        estimates);
    int base = snapshot.row(chunk, 0);
    int count = KERNELS.above(estimates, GROUP * gathered, top.floor(), hits);
    for (int i = 0; i < count; i++) {
      int hit = hits[i];
      if ((masks[hit / GROUP] >>> hit % GROUP & 1) != 0) {
        top.offer(base + groups[hit / GROUP] * GROUP + hit % GROUP, estimates[hit]);
      }
    }
    for (int i = 0; i < gathered; i++) {
      seen += Integer.bitCount(masks[i]);
    }
    gathered = 0;
  }

  /** How many allowed rows were looked at. */
  long seen() {
    return seen;
  }

  boolean cutShort() {
    return cutShort;
  }

  /** How many rows are kept. */
  int size() {
    return top.size();
  }

  TopK top() {
    return top;
  }
}
