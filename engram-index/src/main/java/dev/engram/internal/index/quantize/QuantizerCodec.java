package dev.engram.internal.index.quantize;

import dev.engram.internal.index.flat.CheckedFrame;
import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.VectorSpace;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The file of a trained quantizer, version 1. After the frame of {@link CheckedFrame}, big-endian:
 *
 * <pre>
 * uint8    kind            0 FLOAT32, 1 INT8, 2 INT4, 3 BIT1, 4 PRODUCT
 * float64  training error  finite, not negative
 * INT4 and BIT1:
 *   float32 [dimension]    centroid; zeros under HAMMING
 * PRODUCT:
 *   int32    stretches     1 to dimension
 *   uint8    turned        0 or 1
 *   float32  [dimension][dimension]  when turned: the new axes, row by row
 *   for each stretch:
 *     int32    width       components, at least 1; all widths add up to dimension
 *     int32    centroids   1 to 256
 *     float32  [centroids][width]
 * </pre>
 *
 * <p>Every number is finite. A file takes as much as the quantizer's {@code ramBytes}. Stateless;
 * thread-safe.
 */
public final class QuantizerCodec {
  private static final String WHAT = "quantizer";
  private static final int MAGIC = 0x4547_5154; // EGQT
  private static final int VERSION = 1;

  private QuantizerCodec() {}

  /** Writes a quantizer. */
  public static byte[] write(Quantizer quantizer) {
    VectorSpace space = quantizer.space();
    long body = 1 + Double.BYTES + 5 + quantizer.ramBytes(); // which counts more than its numbers
    ByteBuffer out = CheckedFrame.begin(MAGIC, VERSION, space, Math.toIntExact(body));
    out.put(code(quantizer.kind())).putDouble(quantizer.trainingError());
    switch (quantizer) {
      case FloatQuantizer whole -> {}
      case Int8Quantizer bytes -> {}
      case ScalarQuantizer scalar -> put(out, scalar.centroid());
      case ProductQuantizer product -> put(out, product);
    }
    return CheckedFrame.end(out);
  }

  private static byte code(CodeKind kind) {
    return switch (kind) {
      case FLOAT32 -> 0;
      case INT8 -> 1;
      case INT4 -> 2;
      case BIT1 -> 3;
      case PRODUCT -> 4;
    };
  }

  private static CodeKind kind(byte code) {
    for (CodeKind kind : CodeKind.values()) {
      if (code(kind) == code) {
        return kind;
      }
    }
    throw CheckedFrame.damaged(WHAT, "has kind " + code);
  }

  private static void put(ByteBuffer out, ProductQuantizer product) {
    out.putInt(product.stretches()).put((byte) (product.balance().isPresent() ? 1 : 0));
    product.balance().ifPresent(balance -> put(out, balance.axes()));
    for (int stretch = 0; stretch < product.stretches(); stretch++) {
      KMeans codebook = product.codebook(stretch);
      out.putInt(codebook.dimension()).putInt(codebook.count());
      for (int number = 0; number < codebook.count(); number++) {
        put(out, codebook.centroid(number));
      }
    }
  }

  private static void put(ByteBuffer out, float[] numbers) {
    out.asFloatBuffer().put(numbers);
    out.position(out.position() + Float.BYTES * numbers.length);
  }

  /**
   * Reads a quantizer of a space.
   *
   * @throws dev.engram.internal.index.vector.VectorIndexException with reason IMAGE when the file
   *     is damaged, truncated, or of another kind, version or space
   */
  public static Quantizer read(VectorSpace space, byte[] file) {
    ByteBuffer in = CheckedFrame.open(file, MAGIC, VERSION, space, WHAT);
    require(in.remaining() >= 1 + Double.BYTES, "ends too early");
    CodeKind kind = kind(in.get());
    double error = in.getDouble();
    require(error >= 0 && error < Double.POSITIVE_INFINITY, "has an impossible error");
    Quantizer quantizer =
        switch (kind) {
          case FLOAT32 -> new FloatQuantizer(space);
          case INT8 -> new Int8Quantizer(space, error);
          case INT4, BIT1 -> scalar(kind, space, in, error);
          case PRODUCT -> product(space, in, error);
        };
    require(!in.hasRemaining(), "goes on after its end");
    return quantizer;
  }

  private static ScalarQuantizer scalar(
      CodeKind kind, VectorSpace space, ByteBuffer in, double error) {
    float[] centroid = numbers(in, space.dimension());
    for (float component : centroid) {
      require(space.metric() != Metric.HAMMING || component == 0, "has a centroid among signs");
    }
    return new ScalarQuantizer(kind, space, centroid, error);
  }

  private static ProductQuantizer product(VectorSpace space, ByteBuffer in, double error) {
    int dimension = space.dimension();
    require(in.remaining() >= 5, "ends too early");
    int stretches = in.getInt();
    require(stretches >= 1 && stretches <= dimension, "has " + stretches + " stretches");
    int turned = in.get();
    require(turned == 0 || turned == 1, "is turned " + turned + " times");
    Optional<Balance> balance =
        turned == 0
            ? Optional.empty()
            : Optional.of(new Balance(dimension, numbers(in, (long) dimension * dimension)));
    KMeans[] codebooks = new KMeans[stretches];
    int left = dimension;
    for (int stretch = 0; stretch < stretches; stretch++) {
      require(in.remaining() >= 8, "ends too early");
      int width = in.getInt();
      int count = in.getInt();
      require(width >= 1 && width <= left, "has a stretch of " + width);
      require(count >= 1 && count <= LookupTables.ENTRIES, "has " + count + " centroids");
      float[][] centroids = new float[count][];
      for (int number = 0; number < count; number++) {
        centroids[number] = numbers(in, width);
      }
      codebooks[stretch] = KMeans.of(centroids);
      left -= width;
    }
    require(left == 0, "leaves out " + left + " components");
    return new ProductQuantizer(space, balance, codebooks, error);
  }

  private static float[] numbers(ByteBuffer in, long count) {
    require(in.remaining() >= count * Float.BYTES, "ends too early");
    float[] numbers = new float[(int) count];
    in.asFloatBuffer().get(numbers);
    in.position(in.position() + Float.BYTES * numbers.length);
    for (float number : numbers) {
      require(Float.isFinite(number), "holds a number that is not finite");
    }
    return numbers;
  }

  private static void require(boolean condition, String why) {
    if (!condition) {
      throw CheckedFrame.damaged(WHAT, why);
    }
  }
}
