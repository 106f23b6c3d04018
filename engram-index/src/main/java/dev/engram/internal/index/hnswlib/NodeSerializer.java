package dev.engram.internal.index.hnswlib;

import com.github.jelmerk.hnswlib.core.ObjectSerializer;
import com.github.jelmerk.hnswlib.core.hnsw.HnswIndex;
import dev.engram.internal.index.flat.Int8Code;
import dev.engram.internal.index.flat.Int8View;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node in a saved graph:
 *
 * <pre>
 * int32    id
 * int32    ordinal
 * int32    part          index of the code among the ordinal's parts in the flat index saved beside
 *                        this graph, or -1 when the node is dead and its code follows
 * int32    fingerprint   of the code, when it is a reference
 * float32  scale, float32 squared norm, int32 length, int8[length]    when part is -1
 * </pre>
 *
 * <p>Not thread-safe; used under the graph's lock. An instance that was itself read from a graph
 * lists what it read, because codes can only be bound once the flat index is at hand.
 */
final class NodeSerializer implements ObjectSerializer<Node> {
  private static final long serialVersionUID = 1L;
  private static final int INLINE = -1;
  private static final int MAX_DIMENSION = 8192;

  private transient @Nullable Int8View view;
  private transient @Nullable List<Reference> references;

  /** A node whose code is to be found in the flat index. */
  record Reference(Node node, int part, int fingerprint) {}

  static NodeSerializer of(HnswIndex<Integer, Node, Node, Float> index) {
    return (NodeSerializer) index.getItemSerializer();
  }

  static int fingerprint(Int8Code code) {
    return Arrays.hashCode(code.bytes()) * 31 + Float.floatToIntBits(code.scale());
  }

  void saving(Int8View saved) {
    view = saved;
  }

  void done() {
    view = null;
    references = null;
  }

  /** What was read and waits for its code. */
  List<Reference> references() {
    return references == null ? List.of() : references;
  }

  @Override
  public void write(Node node, ObjectOutput out) throws IOException {
    Int8Code code = node.code();
    int part = view == null ? INLINE : part(view.codes(node.ordinal()), code);
    out.writeInt((int) node.id());
    out.writeInt(node.ordinal());
    out.writeInt(part);
    if (part == INLINE) {
      out.writeFloat(code.scale());
      out.writeFloat(code.squaredNorm());
      out.writeInt(code.bytes().length);
      out.write(code.bytes());
    } else {
      out.writeInt(fingerprint(code));
    }
  }

  private static int part(List<Int8Code> codes, Int8Code code) {
    for (int part = 0; part < codes.size(); part++) {
      if (codes.get(part).bytes() == code.bytes()) {
        return part;
      }
    }
    return INLINE;
  }

  @Override
  public Node read(ObjectInput in) throws IOException {
    int id = in.readInt();
    int ordinal = in.readInt();
    int part = in.readInt();
    if (part == INLINE) {
      float scale = in.readFloat();
      float squaredNorm = in.readFloat();
      int length = in.readInt();
      if (length < 1 || length > MAX_DIMENSION) {
        throw new IOException("a code of length " + length);
      }
      byte[] bytes = new byte[length];
      in.readFully(bytes);
      return new Node(id, ordinal, new Int8Code(bytes, scale, squaredNorm));
    }
    Node node = new Node(id, ordinal, new Int8Code(new byte[0], 0, 0));
    if (references == null) {
      references = new ArrayList<>();
    }
    references.add(new Reference(node, part, in.readInt()));
    return node;
  }
}
