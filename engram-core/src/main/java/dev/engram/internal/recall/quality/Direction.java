package dev.engram.internal.recall.quality;

/**
 * Where a question points in a vector space, in 8 bits a component: enough to compare questions
 * (the cosine is off by less than .005) and a quarter of the room.
 */
final class Direction {
  private Direction() {}

  /** The direction of a vector that is not all zero. */
  static byte[] of(float[] vector) {
    float largest = 0;
    for (float component : vector) {
      largest = Math.max(largest, Math.abs(component));
    }
    byte[] direction = new byte[vector.length];
    for (int i = 0; i < vector.length; i++) {
      direction[i] = (byte) Math.round(127 * vector[i] / largest);
    }
    return direction;
  }

  /** The cosine; 0 for directions of different spaces. */
  static double cosine(byte[] one, byte[] other) {
    if (one.length != other.length) {
      return 0;
    }
    long dot = 0;
    long first = 0;
    long second = 0;
    for (int i = 0; i < one.length; i++) {
      dot += one[i] * other[i];
      first += one[i] * one[i];
      second += other[i] * other[i];
    }
    return first == 0 || second == 0 ? 0 : dot / Math.sqrt((double) first * second);
  }
}
