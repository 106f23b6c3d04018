package dev.engram.internal.index.flat;

import dev.engram.internal.index.vector.VectorSpace;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The file that says which blocks make an index, version 1. After the frame of {@link
 * CheckedFrame}:
 *
 * <pre>
 * uint8    encoding      0 FLOAT32, 1 INT8
 * int32    block slots   a power of two from 16 to 65,536
 * int64    generation    how many lives this index had
 * int32    ordinals      distinct ordinals in all blocks
 * int32    vectors       vectors in all blocks
 * int32    blocks
 * string   [blocks]      file name of each block: int32 length, UTF-8
 * </pre>
 */
final class ManifestCodec {
  static final String PREFIX = "flat-manifest";
  static final String BLOCK_PREFIX = "flat-block";
  private static final String WHAT = "vector manifest";
  private static final int MAGIC = 0x4547_564D; // EGVM
  private static final int VERSION = 1;
  private static final int MAX_NAME_BYTES = 256;

  private ManifestCodec() {}

  /** What a manifest says. */
  record Manifest(
      FlatOptions options, long generation, int ordinals, int vectors, List<String> blocks) {
    Manifest {
      blocks = List.copyOf(blocks);
    }
  }

  static byte[] write(VectorSpace space, Manifest manifest) {
    int body = 64 + manifest.blocks().size() * (4 + MAX_NAME_BYTES);
    ByteBuffer out = CheckedFrame.begin(MAGIC, VERSION, space, body);
    out.put(BlockCodec.code(manifest.options().encoding()))
        .putInt(manifest.options().blockSlots())
        .putLong(manifest.generation())
        .putInt(manifest.ordinals())
        .putInt(manifest.vectors())
        .putInt(manifest.blocks().size());
    manifest.blocks().forEach(name -> CheckedFrame.putString(out, name));
    return CheckedFrame.end(out);
  }

  static Manifest read(VectorSpace space, byte[] file) {
    ByteBuffer in = CheckedFrame.open(file, MAGIC, VERSION, space, WHAT);
    if (in.remaining() < 1 + 4 + 8 + 4 + 4 + 4) {
      throw CheckedFrame.damaged(WHAT, "is too short");
    }
    Encoding encoding = encoding(in.get());
    FlatOptions options = options(encoding, in.getInt());
    long generation = in.getLong();
    int ordinals = in.getInt();
    int vectors = in.getInt();
    int blocks = in.getInt();
    var names = new ArrayList<String>();
    for (int i = 0; i < blocks; i++) {
      names.add(CheckedFrame.string(in, MAX_NAME_BYTES, WHAT));
    }
    if (in.hasRemaining() || blocks < 0 || ordinals < 0 || vectors < ordinals || generation < 1) {
      throw CheckedFrame.damaged(WHAT, "contradicts itself");
    }
    return new Manifest(options, generation, ordinals, vectors, names);
  }

  private static Encoding encoding(byte code) {
    return switch (code) {
      case 0 -> Encoding.FLOAT32;
      case 1 -> Encoding.INT8;
      default -> throw CheckedFrame.damaged(WHAT, "names encoding " + code);
    };
  }

  private static FlatOptions options(Encoding encoding, int blockSlots) {
    try {
      return new FlatOptions(encoding, blockSlots);
    } catch (IllegalArgumentException e) {
      throw CheckedFrame.damaged(WHAT, "has blocks of " + blockSlots + " slots");
    }
  }
}
