package dev.engram.internal.index.hnswlib;

import com.github.jelmerk.hnswlib.core.hnsw.HnswIndex;
import dev.engram.internal.index.flat.CheckedFrame;
import dev.engram.internal.index.flat.Int8Code;
import dev.engram.internal.index.flat.Int8View;
import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.VectorSpace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The file of a graph, version 1. After the frame of {@link CheckedFrame}:
 *
 * <pre>
 * int32    length        of what follows
 * bytes    [length]      hnswlib-core 1.2.1's serialised graph, nodes as {@link NodeSerializer} says
 * </pre>
 *
 * <p>The serialised graph is a Java object stream, the only form the library can read. It is read
 * only after its checksum matched, and only the seven classes it is made of can be named in it.
 */
final class GraphCodec {
  static final String PREFIX = "hnsw-graph";
  private static final String WHAT = "vector graph";
  private static final int MAGIC = 0x4547_5647; // EGVG
  private static final int VERSION = 1;

  private GraphCodec() {}

  static byte[] write(VectorSpace space, Graph graph, Int8View view) {
    byte[] stream = graph.save(view);
    ByteBuffer out = CheckedFrame.begin(MAGIC, VERSION, space, 4 + stream.length);
    return CheckedFrame.end(out.putInt(stream.length).put(stream));
  }

  static Graph read(VectorSpace space, Int8View view, byte[] file) {
    ByteBuffer in = CheckedFrame.open(file, MAGIC, VERSION, space, WHAT);
    if (in.remaining() < 4 || in.getInt() != in.remaining()) {
      throw CheckedFrame.damaged(WHAT, "is of another length than it says");
    }
    var stream = new ByteArrayInputStream(file, in.position(), in.remaining());
    try {
      HnswIndex<Integer, Node, Node, Float> index = HnswIndex.load(stream, new KnownClasses());
      if (index.getDimensions() != space.dimension()) {
        throw CheckedFrame.damaged(WHAT, "has dimension " + index.getDimensions());
      }
      NodeSerializer serializer = NodeSerializer.of(index);
      serializer.references().forEach(reference -> bind(reference, view));
      serializer.done();
      return Graph.of(index);
    } catch (IOException | IllegalArgumentException | ClassCastException e) {
      throw CheckedFrame.damaged(WHAT, "cannot be read: " + e.getClass().getSimpleName());
    }
  }

  private static void bind(NodeSerializer.Reference reference, Int8View view) {
    List<Int8Code> codes = view.codes(reference.node().ordinal());
    if (reference.part() < 0 || reference.part() >= codes.size()) {
      throw CheckedFrame.damaged(WHAT, "refers to a vector that its flat index lacks");
    }
    Int8Code code = codes.get(reference.part());
    if (NodeSerializer.fingerprint(code) != reference.fingerprint()) {
      throw CheckedFrame.damaged(WHAT, "refers to another vector than its flat index holds");
    }
    reference.node().bind(code);
  }

  /** Finds the classes that a saved graph is made of, and no other. */
  private static final class KnownClasses extends ClassLoader {
    private static final Set<String> KNOWN =
        Set.of(
            HnswIndex.class.getName(),
            NodeDistance.class.getName(),
            NodeSerializer.class.getName(),
            IdSerializer.class.getName(),
            Metric.class.getName(),
            Enum.class.getName(),
            Comparator.naturalOrder().getClass().getName());

    KnownClasses() {
      super(GraphCodec.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!KNOWN.contains(name)) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }
  }
}
