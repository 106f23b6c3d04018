package dev.engram.internal.index.quantize;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers between codes, little-endian, at any offset. */
final class CodeFloats {
  private static final VarHandle FLOATS =
      MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  private CodeFloats() {}

  static float get(byte[] codes, int at) {
    return (float) FLOATS.get(codes, at);
  }

  static void put(byte[] codes, int at, float value) {
    FLOATS.set(codes, at, value);
  }

  /** Reads a number of 16 bits. */
  static float getHalf(byte[] codes, int at) {
    return Float.float16ToFloat((short) SHORTS.get(codes, at));
  }

  static void putHalf(byte[] codes, int at, float value) {
    SHORTS.set(codes, at, Float.floatToFloat16(value));
  }
}
