package dev.engram.internal.backend;

/**
 * Coarsens vectors to 8 bits a component, there and back (spec §10.24.1): of each component one of
 * 255 evenly spaced values is left, so that who gets the vector can no longer tell what lay
 * between.
 */
final class EightBits {
  private static final float STEPS = 127;

  private EightBits() {}

  /** The nearest values of the grid that the largest component spans. */
  static float[] roundTrip(float[] vector) {
    float largest = 0;
    for (float component : vector) {
      largest = Math.max(largest, Math.abs(component));
    }
    float step = largest / STEPS;
    float[] coarse = new float[vector.length];
    if (step > 0) {
      for (int i = 0; i < coarse.length; i++) {
        coarse[i] = Math.round(vector[i] / step) * step;
      }
    }
    return coarse;
  }
}
