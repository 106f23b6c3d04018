package dev.engram.internal.index.flat;

import dev.engram.internal.index.vector.VectorSpace;
import java.nio.ByteBuffer;

/**
 * The file of one block, version 1. After the frame of {@link CheckedFrame}:
 *
 * <pre>
 * uint8    encoding      0 FLOAT32, 1 INT8
 * int32    slots         live vectors in this block, 0 to the slots of a block
 * int32    ordinal       [slots] zero or more; the parts of an ordinal lie side by side
 * vector   [slots]       FLOAT32: float32[dimension]
 *                        INT8:    float32 scale (finite, not negative), int8[dimension]
 * </pre>
 *
 * <p>Vectors are stored as they are compared: of unit length under COSINE. Dead slots are left out.
 */
final class BlockCodec {
  static final String WHAT = "vector block";
  private static final int MAGIC = 0x4547_5642; // EGVB
  private static final int VERSION = 1;

  private BlockCodec() {}

  static byte[] write(VectorSpace space, Encoding encoding, Block block) {
    int live = block.live();
    int vectorBytes = block.column().savedBytes(space.dimension());
    int body = Math.addExact(1 + 4 + 4 * live, Math.multiplyExact(live, vectorBytes));
    ByteBuffer out = CheckedFrame.begin(MAGIC, VERSION, space, body);
    out.put(code(encoding)).putInt(live);
    for (int slot = 0; slot < block.used(); slot++) {
      if (block.isLive(slot)) {
        out.putInt(block.ordinal(slot));
      }
    }
    for (int slot = 0; slot < block.used(); slot++) {
      if (block.isLive(slot)) {
        block.column().write(slot, out);
      }
    }
    return CheckedFrame.end(out);
  }

  static Block read(VectorSpace space, FlatOptions options, byte[] file) {
    ByteBuffer in = CheckedFrame.open(file, MAGIC, VERSION, space, WHAT);
    Column column = FlatWriter.column(options.encoding(), space.metric(), options.blockSlots());
    if (in.remaining() < 5 || in.get() != code(options.encoding())) {
      throw CheckedFrame.damaged(WHAT, "has another encoding than its index");
    }
    int slots = in.getInt();
    long bytes = (long) slots * (4 + column.savedBytes(space.dimension()));
    if (slots < 0 || slots > options.blockSlots() || bytes != in.remaining()) {
      throw CheckedFrame.damaged(WHAT, "counts " + slots + " vectors");
    }
    int[] ordinals = new int[slots];
    in.asIntBuffer().get(ordinals);
    in.position(in.position() + 4 * slots);
    Block block = Block.of(column, options.blockSlots());
    for (int slot = 0; slot < slots; slot++) {
      if (ordinals[slot] < 0) {
        throw CheckedFrame.damaged(WHAT, "holds ordinal " + ordinals[slot]);
      }
      column.read(slot, space.dimension(), in);
      block = block.appended(ordinals[slot], 1);
    }
    return block;
  }

  static byte code(Encoding encoding) {
    return switch (encoding) {
      case FLOAT32 -> 0;
      case INT8 -> 1;
    };
  }
}
