package dev.engram.internal.index.lean;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.flat.TopK;
import dev.engram.internal.index.kernel.Kernels;
import dev.engram.internal.index.vector.SearchBudget;
import java.util.Arrays;

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
  private final int kept;
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
    this.kept = most;
  }

  /** Looks at every chunk in memory order. */
  void scan(OrdinalFilter filter) {
    int unbroken = unbroken(filter);
    for (int index = 0; index < snapshot.chunkCount() && !cutShort; index++) {
      scan(index, filter, unbroken);
      cutShort = budget.spent();
    }
  }

  /**
   * Looks at what is in no cell, then at cells, the nearest first, until it has seen the share of
   * rows in them that a search is to see, and kept as many as it may. When in that share it met
   * less than half of what the filter should have left there, what is allowed lies elsewhere: it
   * looks at all the rest.
   *
   * @param near the share, 0 to 1
   * @param allowed how many ordinals the filter leaves
   */
  void cells(OrdinalFilter filter, double near, int allowed) {
    int unbroken = unbroken(filter);
    long[] order = new long[snapshot.chunkCount()];
    int count = 0;
    long placed = 0;
    for (int index = 0; index < snapshot.chunkCount() && !cutShort; index++) {
      Chunk rows = snapshot.chunk(index);
      if (rows.cell().placed()) {
        placed += rows.used();
        order[count++] = Nearness.key(probe.nearness(rows.cell()), index);
      } else {
        scan(index, filter, unbroken);
        cutShort = budget.spent();
      }
    }
    Arrays.sort(order, 0, count);
    double expected = near * Math.max(0, allowed - seen) / 2;
    long before = seen;
    long passed = 0;
    boolean judged = false;
    boolean elsewhere = false;
    while (count > 0 && !cutShort) {
      int index = (int) order[--count];
      scan(index, filter, unbroken);
      cutShort = budget.spent();
      passed += snapshot.chunk(index).used();
      if (!judged && passed >= near * placed) {
        judged = true;
        elsewhere = seen - before < expected;
      }
      if (judged && !elsewhere && top.size() == kept) {
        return;
      }
    }
  }

  /** Looks at one chunk. */
  void scan(int index, OrdinalFilter filter, int unbroken) {
    turnTo(index);
    Chunk rows = snapshot.chunk(index);
    int blocks = (rows.used() + 63) >>> 6;
    boolean any = rows.highest() < unbroken;
    for (int block = 0; block < blocks; block++) {
      long mask = any ? rows.live(block) : rows.allowed(block, filter);
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
    if (snapshot.nearness().shares().length > 0) {
      walkByRows(filter);
      return;
    }
    for (int next = filter.next(0); next >= 0 && !cutShort; next = filter.next(next + 1)) {
      visit(next);
    }
    flush();
  }

  /** The same in the order of memory, which in cells is not that of ordinals. */
  private void walkByRows(OrdinalFilter filter) {
    int[] rows = new int[filter.cardinality()];
    int count = 0;
    for (int next = filter.next(0); next >= 0; next = filter.next(next + 1)) {
      int first = snapshot.firstRow(next);
      if (first >= 0) {
        rows[count++] = first;
      }
    }
    Arrays.sort(rows, 0, count);
    for (int i = 0; i < count && !cutShort; i++) {
      visit(snapshot.ordinal(rows[i]), rows[i]);
    }
    flush();
  }

  /** Looks up each of some ordinals; {@link #flush} ends it. */
  void visit(int ordinal) {
    int first = snapshot.firstRow(ordinal);
    if (first >= 0) {
      visit(ordinal, first);
    }
  }

  private void visit(int ordinal, int first) {
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

  /** All ordinals from zero to, excluding, this one are allowed; zero when it is not known. */
  private static int unbroken(OrdinalFilter filter) {
    int count = filter.cardinality();
    return filter.previous(Integer.MAX_VALUE) == count - 1 ? count : 0;
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
