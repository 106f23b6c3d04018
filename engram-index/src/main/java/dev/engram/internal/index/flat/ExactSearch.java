package dev.engram.internal.index.flat;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.vector.SearchBudget;
import dev.engram.internal.index.vector.VectorHits;
import dev.engram.internal.index.vector.VectorQuery;

/**
 * One search over one snapshot. A broad filter sweeps the blocks in memory order; a selective one
 * walks its ordinals through the directory. Either way slots are gathered first and scored a batch
 * at a time, so that the kernel's loop is short and its loads can overlap.
 *
 * <p>Not thread-safe: made for one search.
 */
final class ExactSearch {
  static final String PATH = "flat";
  private static final int BATCH = 256;

  /** A walk costs about four times a sweep for each ordinal that it visits. */
  private static final int WALK_BELOW = 4;

  private final Snapshot snapshot;
  private final Probe probe;
  private final TopK top;
  private final int[] slots = new int[BATCH];
  private final float[] scores = new float[BATCH];
  private int gathered;
  private int ordinal = -1;
  private float best;

  private final SearchBudget budget;
  private boolean cutShort;

  private ExactSearch(Snapshot snapshot, Probe probe, int k, SearchBudget budget) {
    this.snapshot = snapshot;
    this.probe = probe;
    this.top = new TopK(k);
    this.budget = budget;
  }

  static VectorHits run(Snapshot snapshot, Probe probe, VectorQuery query) {
    OrdinalFilter filter = query.filter();
    int k = query.k();
    int possible = Math.min(snapshot.ordinals(), filter.cardinality());
    if (possible == 0) {
      return VectorHits.none(PATH);
    }
    boolean exact = snapshot.options().encoding() == Encoding.FLOAT32;
    int wanted = (int) Math.min(possible, exact ? k : 2L * k + 16);
    VectorHits ranked = new ExactSearch(snapshot, probe, wanted, query.budget()).collect(filter);
    if (exact) {
      return ranked;
    }
    VectorHits refined = refine(snapshot, probe, Math.min(k, wanted), ranked.ordinals());
    return ranked.complete() ? refined : refined.cutShort();
  }

  /** The best {@code k} of {@code candidates}, each at most once, by the best scores there are. */
  static VectorHits refine(Snapshot snapshot, Probe probe, int k, int[] candidates) {
    TopK top = new TopK(Math.min(k, candidates.length));
    for (int candidate : candidates) {
      int slot = snapshot.firstSlot(candidate);
      if (slot >= 0) {
        top.offer(candidate, bestPart(snapshot, probe, slot));
      }
    }
    return top.drain(PATH);
  }

  private static float bestPart(Snapshot snapshot, Probe probe, int firstSlot) {
    Column column = snapshot.blockOf(firstSlot).column();
    int offset = snapshot.offset(firstSlot);
    int end = offset + snapshot.parts(firstSlot);
    float best = column.refined(probe, offset);
    for (int part = offset + 1; part < end; part++) {
      best = Math.max(best, column.refined(probe, part));
    }
    return best;
  }

  private VectorHits collect(OrdinalFilter filter) {
    if (filter.cardinality() < snapshot.ordinals() / WALK_BELOW) {
      walk(filter);
    } else {
      sweep(filter);
    }
    offerBest();
    VectorHits found = top.drain(PATH);
    return cutShort ? found.cutShort() : found;
  }

  private void sweep(OrdinalFilter filter) {
    for (int index = 0; index < snapshot.blockCount() && !cutShort; index++) {
      Block block = snapshot.block(index);
      int used = block.used();
      for (int slot = 0; slot < used; slot++) {
        if (filter.allows(block.ordinal(slot)) && block.isLive(slot)) {
          gather(block, slot);
        }
      }
      flush(block);
    }
  }

  private void walk(OrdinalFilter filter) {
    Block current = snapshot.block(0);
    for (int next = filter.next(0); next >= 0 && !cutShort; next = filter.next(next + 1)) {
      int first = snapshot.firstSlot(next);
      if (first < 0) {
        continue;
      }
      Block block = snapshot.blockOf(first);
      if (block != current) {
        flush(current);
        current = block;
      }
      int slot = snapshot.offset(first);
      do {
        gather(block, slot++);
      } while (block.holds(slot, next));
    }
    flush(current);
  }

  private void gather(Block block, int slot) {
    slots[gathered++] = slot;
    if (gathered == BATCH) {
      flush(block);
    }
  }

  /** Scores what was gathered from {@code block}; the parts of an ordinal arrive side by side. */
  private void flush(Block block) {
    block.column().score(probe, slots, gathered, scores);
    for (int i = 0; i < gathered; i++) {
      int owner = block.ordinal(slots[i]);
      if (owner != ordinal) {
        offerBest();
        ordinal = owner;
        best = scores[i];
      } else if (scores[i] > best) {
        best = scores[i];
      }
    }
    gathered = 0;
    cutShort = budget.spent();
  }

  private void offerBest() {
    if (ordinal >= 0) {
      top.offer(ordinal, best);
    }
  }
}
