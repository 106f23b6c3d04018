package dev.engram.internal.index.flat;

import dev.engram.internal.index.vector.Metric;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns one snapshot into the next. Slots are appended, never reused in place; a block whose dead
 * slots reach an eighth is replaced by a compacted copy, so the waste stays below that, and a block
 * with room is filled again before a new one is made.
 *
 * <p>Not thread-safe: one writer. Also keeps, for each block, the file name it was last saved
 * under.
 */
final class FlatWriter {
  /** A block is compacted when one slot in this many is dead. */
  private static final int WASTE = 8;

  private static final String UNSAVED = "";

  private final Metric metric;
  private final List<String> savedNames = new ArrayList<>();
  private Snapshot snapshot;
  private int tail = -1;

  FlatWriter(Metric metric, Snapshot snapshot, List<String> savedNames) {
    this.metric = metric;
    this.snapshot = snapshot;
    this.savedNames.addAll(savedNames);
  }

  static Column column(Encoding encoding, Metric metric, int slots) {
    return switch (encoding) {
      case FLOAT32 -> new FloatColumn(slots);
      case INT8 -> new Int8Column(metric, slots);
    };
  }

  Snapshot snapshot() {
    return snapshot;
  }

  /** The name under which a block was saved and has not changed since, or an empty one. */
  String savedName(int block) {
    return savedNames.get(block);
  }

  void saved(int block, String name) {
    savedNames.set(block, name);
  }

  /** Forgets everything. */
  Snapshot clear() {
    savedNames.clear();
    tail = -1;
    snapshot = Snapshot.empty(snapshot.options());
    return snapshot;
  }

  /** The snapshot with the parts of {@code ordinal} replaced by {@code admitted}. */
  Snapshot put(int ordinal, float[][] admitted) {
    int parts = admitted.length;
    int old = snapshot.firstSlot(ordinal);
    int oldParts = old < 0 ? 0 : snapshot.parts(old);
    int target = blockWithRoom(parts);
    Block[] blocks = snapshot.blocksCopy(Math.max(snapshot.blockCount(), target + 1));
    if (target == snapshot.blockCount()) {
      blocks[target] = newBlock();
      savedNames.add(UNSAVED);
    }
    int offset = blocks[target].used();
    for (int i = 0; i < parts; i++) {
      blocks[target].column().set(offset + i, admitted[i]);
    }
    blocks[target] = blocks[target].appended(ordinal, parts);
    savedNames.set(target, UNSAVED);
    int slot = snapshot.slot(target, offset);
    Directory directory = snapshot.directory();
    if (old < 0) {
      directory = directory.add(ordinal, slot);
    } else {
      Directory.Edit edit = directory.edit();
      edit.set(ordinal, slot);
      bury(blocks, old, oldParts, edit);
      directory = edit.done();
    }
    return publish(
        blocks,
        directory,
        snapshot.ordinals() + (old < 0 ? 1 : 0),
        snapshot.vectors() + parts - oldParts);
  }

  /** The snapshot without {@code ordinal}. */
  Snapshot remove(int ordinal) {
    int old = snapshot.firstSlot(ordinal);
    if (old < 0) {
      return snapshot;
    }
    int parts = snapshot.parts(old);
    Block[] blocks = snapshot.blocksCopy(snapshot.blockCount());
    Directory.Edit edit = snapshot.directory().edit();
    edit.set(ordinal, -1);
    bury(blocks, old, parts, edit);
    return publish(blocks, edit.done(), snapshot.ordinals() - 1, snapshot.vectors() - parts);
  }

  private Snapshot publish(Block[] blocks, Directory directory, int ordinals, int vectors) {
    snapshot = new Snapshot(snapshot.options(), blocks, directory, ordinals, vectors);
    return snapshot;
  }

  private void bury(Block[] blocks, int slot, int parts, Directory.Edit edit) {
    int index = slot / snapshot.options().blockSlots();
    Block block = blocks[index].without(snapshot.offset(slot), parts);
    savedNames.set(index, UNSAVED);
    if (block.deadCount() * WASTE >= snapshot.options().blockSlots()) {
      block = block.compacted();
      int previous = -1;
      for (int offset = 0; offset < block.used(); offset++) {
        int ordinal = block.ordinal(offset);
        if (ordinal != previous) {
          edit.set(ordinal, snapshot.slot(index, offset));
          previous = ordinal;
        }
      }
    }
    blocks[index] = block;
  }

  private Block newBlock() {
    int slots = snapshot.options().blockSlots();
    return Block.of(column(snapshot.options().encoding(), metric, slots), slots);
  }

  /**
   * The block to append to: the last one used, else the emptiest with some room, else a new one.
   */
  private int blockWithRoom(int parts) {
    if (tail >= 0 && snapshot.block(tail).free() >= parts) {
      return tail;
    }
    int most = Math.max(parts, snapshot.options().blockSlots() / WASTE) - 1;
    int emptiest = snapshot.blockCount();
    for (int index = 0; index < snapshot.blockCount(); index++) {
      if (snapshot.block(index).free() > most) {
        most = snapshot.block(index).free();
        emptiest = index;
      }
    }
    tail = emptiest;
    return emptiest;
  }
}
