package dev.engram.internal.index.flat;

import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.VectorIndexException;
import dev.engram.internal.index.vector.VectorSpace;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * The frame of every file of a vector index, big-endian:
 *
 * <pre>
 * int32   magic          which kind of file
 * int32   version        of that kind
 * string  space id       int32 length, UTF-8
 * int32   dimension
 * uint8   metric         0 COSINE, 1 DOT, 2 EUCLIDEAN, 3 HAMMING
 * ...     body           documented by the codec of the kind
 * int32   checksum       CRC-32C of everything before it
 * </pre>
 *
 * <p>Stateless; thread-safe.
 */
public final class CheckedFrame {
  private static final int MAX_SPACE_ID_BYTES = 4 * 128;

  private CheckedFrame() {}

  /** Starts a file whose body will take at most {@code bodyBytes}. */
  public static ByteBuffer begin(int magic, int version, VectorSpace space, int bodyBytes) {
    byte[] id = space.id().getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(Math.addExact(bodyBytes, 4 * 4 + 1 + 4 + id.length));
    out.putInt(magic).putInt(version);
    putBytes(out, id);
    return out.putInt(space.dimension()).put(metricCode(space.metric()));
  }

  /** Ends a file that {@link #begin} started. */
  public static byte[] end(ByteBuffer out) {
    var checksum = new CRC32C();
    checksum.update(out.duplicate().flip());
    out.putInt((int) checksum.getValue());
    byte[] file = new byte[out.position()];
    out.flip().get(file);
    return file;
  }

  /**
   * Checks the frame and returns the body.
   *
   * @param what the kind of file, for the message of an error
   * @throws VectorIndexException when the file is damaged, of another kind, version or space
   */
  public static ByteBuffer open(
      byte[] file, int magic, int version, VectorSpace space, String what) {
    if (file.length < 5 * 4 + 1) {
      throw damaged(what, "is too short: " + file.length + " bytes");
    }
    var checksum = new CRC32C();
    checksum.update(file, 0, file.length - 4);
    ByteBuffer in = ByteBuffer.wrap(file);
    if (in.getInt(file.length - 4) != (int) checksum.getValue()) {
      throw damaged(what, "does not match its checksum");
    }
    in.limit(file.length - 4);
    if (in.getInt() != magic) {
      throw damaged(what, "is a file of another kind");
    }
    int foundVersion = in.getInt();
    if (foundVersion != version) {
      throw damaged(what, "has version " + foundVersion + ", this build reads " + version);
    }
    String id = string(in, MAX_SPACE_ID_BYTES, what);
    if (in.remaining() < 5
        || !id.equals(space.id())
        || in.getInt() != space.dimension()
        || in.get() != metricCode(space.metric())) {
      throw damaged(what, "belongs to another space");
    }
    return in;
  }

  /** Writes a length and UTF-8. */
  public static void putString(ByteBuffer out, String text) {
    putBytes(out, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads what {@link #putString} wrote, when it has at most {@code maxBytes}. */
  public static String string(ByteBuffer in, int maxBytes, String what) {
    int length = in.remaining() < 4 ? -1 : in.getInt();
    if (length < 0 || length > maxBytes || length > in.remaining()) {
      throw damaged(what, "holds a string of length " + length);
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The error of a file that cannot be read. */
  public static VectorIndexException damaged(String what, String why) {
    return new VectorIndexException(VectorIndexException.Reason.IMAGE, "saved " + what + " " + why);
  }

  private static void putBytes(ByteBuffer out, byte[] bytes) {
    out.putInt(bytes.length).put(bytes);
  }

  private static byte metricCode(Metric metric) {
    return switch (metric) {
      case COSINE -> 0;
      case DOT -> 1;
      case EUCLIDEAN -> 2;
      case HAMMING -> 3;
    };
  }
}
