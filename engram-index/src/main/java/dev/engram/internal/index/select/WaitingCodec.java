package dev.engram.internal.index.select;

import dev.engram.internal.index.flat.CheckedFrame;
import dev.engram.internal.index.select.Linking.Change;
import dev.engram.internal.index.vector.VectorSpace;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * The file of what a saved graph had not taken in yet, version 1. After the frame of {@link
 * CheckedFrame}:
 *
 * <pre>
 * int32    ordinals
 *   int32    ordinal     [ordinals] zero or more, distinct
 *   int32    parts       0 if the ordinal was removed
 *   float32  [parts][dimension]
 * </pre>
 */
final class WaitingCodec {
  static final String PREFIX = "graph-waiting";
  private static final String WHAT = "list of what waits";
  private static final int MAGIC = 0x4547_574C; // EGWL
  private static final int VERSION = 1;

  private WaitingCodec() {}

  static byte[] write(VectorSpace space, Map<Integer, Change> waiting) {
    int vector = Float.BYTES * space.dimension();
    int parts = waiting.values().stream().mapToInt(change -> change.parts().length).sum();
    int body = Math.addExact(4 + 8 * waiting.size(), Math.multiplyExact(parts, vector));
    ByteBuffer out = CheckedFrame.begin(MAGIC, VERSION, space, body);
    out.putInt(waiting.size());
    waiting.forEach((ordinal, change) -> {
      out.putInt(ordinal).putInt(change.parts().length);
      for (float[] part : change.parts()) {
        out.asFloatBuffer().put(part);
        out.position(out.position() + vector);
      }
    });
    return CheckedFrame.end(out);
  }

  static Map<Integer, float[][]> read(VectorSpace space, byte[] file) {
    ByteBuffer in = CheckedFrame.open(file, MAGIC, VERSION, space, WHAT);
    int vector = Float.BYTES * space.dimension();
    int ordinals = in.remaining() < 4 ? -1 : in.getInt();
    if (ordinals < 0 || ordinals > in.remaining() / 8) {
      throw CheckedFrame.damaged(WHAT, "counts " + ordinals + " ordinals");
    }
    var waiting = new HashMap<Integer, float[][]>();
    for (int i = 0; i < ordinals; i++) {
      int ordinal = in.remaining() < 8 ? -1 : in.getInt();
      int parts = ordinal < 0 ? -1 : in.getInt();
      if (parts < 0 || (long) parts * vector > in.remaining()) {
        throw CheckedFrame.damaged(WHAT, "holds " + parts + " parts of one ordinal");
      }
      float[][] vectors = new float[parts][space.dimension()];
      for (float[] one : vectors) {
        in.asFloatBuffer().get(one);
        in.position(in.position() + vector);
      }
      if (waiting.put(ordinal, vectors) != null) {
        throw CheckedFrame.damaged(WHAT, "holds ordinal " + ordinal + " twice");
      }
    }
    if (in.hasRemaining()) {
      throw CheckedFrame.damaged(WHAT, "is longer than it says");
    }
    return waiting;
  }
}
