package dev.engram.onnx;

/** Says which option is out of which bounds. */
final class Range {
  private Range() {}

  static int check(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " must be " + least + " to " + most + ", got " + value);
    }
    return value;
  }
}
