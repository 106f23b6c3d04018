package dev.engram.internal.index.flat;

import java.util.ArrayList;
import java.util.List;

/**
 * The codes of an 8-bit index at one moment, for a graph that shares them. Immutable and
 * thread-safe; holds the codes of its moment in memory as long as it is held.
 */
public final class Int8View {
  private final Snapshot snapshot;

  Int8View(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /** Takes each code in turn. */
  @FunctionalInterface
  public interface Visitor {
    /** One part of {@code ordinal}. Returns whether to go on. */
    boolean visit(int ordinal, Int8Code code);
  }

  /** How many codes there are. */
  public int vectorCount() {
    return snapshot.vectors();
  }

  /** The codes of an ordinal, one a part; empty when it is not held. */
  public List<Int8Code> codes(int ordinal) {
    int first = snapshot.firstSlot(ordinal);
    if (first < 0) {
      return List.of();
    }
    var column = (Int8Column) snapshot.blockOf(first).column();
    int offset = snapshot.offset(first);
    int parts = snapshot.parts(first);
    var codes = new ArrayList<Int8Code>(parts);
    for (int part = 0; part < parts; part++) {
      codes.add(column.code(offset + part));
    }
    return codes;
  }

  /** Visits every code, block by block, until the visitor has enough. */
  public void forEach(Visitor visitor) {
    for (int index = 0; index < snapshot.blockCount(); index++) {
      Block block = snapshot.block(index);
      var column = (Int8Column) block.column();
      for (int slot = 0; slot < block.used(); slot++) {
        if (block.isLive(slot) && !visitor.visit(block.ordinal(slot), column.code(slot))) {
          return;
        }
      }
    }
  }
}
