package dev.engram.internal.projection;

import dev.engram.internal.vault.MemoryRow;
import dev.engram.internal.vault.Micros;
import dev.engram.memory.Memory;
import dev.engram.memory.Traits;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import org.roaringbitmap.RoaringBitmap;

/**
 * From when until when each memory answers a question about a moment.
 *
 * <p>The idea. What answers as of a moment is what had begun by then and was not over: an interval
 * for each ordinal. It begins when the memory was learned, for a fact no earlier than it holds; it
 * ends when a fact ceased to hold, and else never. Ordinals are given out as memories are learned,
 * so nearly all beginnings ascend, and blocks of {@value #BLOCK} ordinals that know their bounds
 * are taken or left whole; only those around the moment, those that hold what was brought in late,
 * and those where facts ended are looked through. Ends are rare: a block has room for them once one
 * of its facts has ended.
 *
 * <p>The writer changes blocks that it copied first and {@link #published} hands out an array of
 * blocks that never change again, so one question sees one state. Cost: of a change, a copy of 8
 * KiB at most once a block and publication; of a question, a few nanoseconds a block and a
 * nanosecond for each ordinal of those that are looked through.
 */
final class Intervals {
  private static final int BLOCK = 1024;
  private static final long NEVER = Long.MAX_VALUE;
  private static final long[] NO_ENDS = {};

  /** The first and the last moment that are told apart from all before and after. */
  private static final Instant FIRST = Micros.instant(Long.MIN_VALUE / 2);

  private static final Instant LAST = Micros.instant(NEVER / 2);

  private Block[] blocks = {};
  private final BitSet mine = new BitSet();

  /** Times in microseconds since 1970; a slot that holds nothing begins at the end of time. */
  private static final class Block {
    private final long[] begins;
    private long[] ends;

    /** The first and the last beginning of a slot that is held, and the first end. */
    private long firstBegin = NEVER;

    private long lastBegin = Long.MIN_VALUE;
    private long firstEnd = NEVER;

    Block() {
      begins = new long[BLOCK];
      Arrays.fill(begins, NEVER);
      ends = NO_ENDS;
    }

    Block(Block from) {
      begins = from.begins.clone();
      ends = from.ends.length == 0 ? NO_ENDS : from.ends.clone();
      firstBegin = from.firstBegin;
      lastBegin = from.lastBegin;
      firstEnd = from.firstEnd;
    }

    boolean is(int slot, long begin, long end) {
      return begins[slot] == begin && end(slot) == end;
    }

    long end(int slot) {
      return ends.length == 0 ? NEVER : ends[slot];
    }

    void set(int slot, long begin, long end) {
      begins[slot] = begin;
      if (end != NEVER && ends.length == 0) {
        ends = new long[BLOCK];
        Arrays.fill(ends, NEVER);
      }
      if (ends.length > 0) {
        ends[slot] = end;
      }
      // a bound that is too wide costs a look, not an answer
      if (begin != NEVER) {
        firstBegin = Math.min(firstBegin, begin);
        lastBegin = Math.max(lastBegin, begin);
        firstEnd = Math.min(firstEnd, end);
      }
    }
  }

  /** A state that stays as it is. */
  static final class Snapshot {
    static final Snapshot EMPTY = new Snapshot(new Block[0]);

    private final Block[] blocks;

    private Snapshot(Block[] blocks) {
      this.blocks = blocks;
    }

    /**
     * The ordinals that answer as of a moment; beside them any that nothing is held of.
     *
     * @param past whether those that were over by then are wanted as well
     */
    RoaringBitmap at(Instant moment, boolean past) {
      long at = micros(moment);
      var answering = new RoaringBitmap();
      for (int i = 0; i < blocks.length; i++) {
        Block block = blocks[i];
        if (block.firstBegin > at) {
          continue;
        }
        long first = (long) i * BLOCK;
        if (block.lastBegin <= at && (past || block.firstEnd > at)) {
          answering.add(first, first + BLOCK);
        } else {
          for (int slot = 0; slot < BLOCK; slot++) {
            if (block.begins[slot] <= at && (past || block.end(slot) > at)) {
              answering.add((int) first + slot);
            }
          }
        }
      }
      return answering;
    }

    long ramBytes() {
      long bytes = 0;
      for (Block block : blocks) {
        bytes += 8L * (block.begins.length + block.ends.length) + 64;
      }
      return bytes;
    }
  }

  /** Takes in the present state of a row. */
  void apply(MemoryRow row) {
    if (!row.active() && !row.past()) {
      put(row.ordinal(), NEVER, NEVER);
      return;
    }
    Traits traits = row.memory().traits();
    long begin = Micros.of(traits.learned());
    long end = NEVER;
    if (row.memory() instanceof Memory.Fact) {
      begin = Math.max(begin, Micros.of(traits.validFrom()));
      end = traits.validUntil().map(Micros::of).orElse(NEVER);
    }
    put(row.ordinal(), begin, end);
  }

  void put(int ordinal, long begin, long end) {
    int at = ordinal / BLOCK;
    int slot = ordinal % BLOCK;
    if (at >= blocks.length) {
      if (begin == NEVER) {
        return;
      }
      grow(at);
    }
    if (!blocks[at].is(slot, begin, end)) {
      if (!mine.get(at)) {
        blocks[at] = new Block(blocks[at]);
        mine.set(at);
      }
      blocks[at].set(slot, begin, end);
    }
  }

  private void grow(int at) {
    int from = blocks.length;
    blocks = Arrays.copyOf(blocks, at + 1);
    for (int i = from; i <= at; i++) {
      blocks[i] = new Block();
      mine.set(i);
    }
  }

  /** Whether anything changed since it was last handed out. */
  boolean changed() {
    return !mine.isEmpty();
  }

  /** Hands out the present state. */
  Snapshot published() {
    mine.clear();
    return new Snapshot(blocks.clone());
  }

  /** Writes every interval, in order. */
  void write(DataOutputStream out) throws IOException {
    out.writeInt(held());
    for (int ordinal = 0; ordinal < blocks.length * BLOCK; ordinal++) {
      Block block = blocks[ordinal / BLOCK];
      if (block.begins[ordinal % BLOCK] != NEVER) {
        out.writeInt(ordinal);
        out.writeLong(block.begins[ordinal % BLOCK]);
        out.writeLong(block.end(ordinal % BLOCK));
      }
    }
  }

  /** Reads what was written into an empty one. */
  void read(DataInputStream in) throws IOException {
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      put(in.readInt(), in.readLong(), in.readLong());
    }
  }

  private int held() {
    int held = 0;
    for (Block block : blocks) {
      for (long begin : block.begins) {
        held += begin == NEVER ? 0 : 1;
      }
    }
    return held;
  }

  /** A number that equal contents share. */
  long fingerprint() {
    long sum = 0;
    for (int i = 0; i < blocks.length; i++) {
      for (int slot = 0; slot < BLOCK; slot++) {
        if (blocks[i].begins[slot] != NEVER) {
          long ordinal = (long) i * BLOCK + slot;
          long one = 31 * (31 * ordinal + blocks[i].begins[slot]) + blocks[i].end(slot);
          sum += one * 0x9E3779B97F4A7C15L;
        }
      }
    }
    return sum;
  }

  void clear() {
    blocks = new Block[0];
    mine.clear();
  }

  /** Far moments are the ends of what can be held. */
  private static long micros(Instant moment) {
    if (moment.isBefore(FIRST)) {
      return Long.MIN_VALUE;
    }
    return moment.isAfter(LAST) ? NEVER - 1 : Micros.of(moment);
  }
}
