package dev.engram.memory;

import dev.engram.fault.InvalidInputException;

/**
 * How a text feels (spec §37.2).
 *
 * @param valence -1, all bad, to 1, all good
 * @param intensity 0, calm, to 1, as strong as it gets
 */
public record Affect(double valence, double intensity) {
  /** No feeling at all. */
  public static final Affect NEUTRAL = new Affect(0, 0);

  public Affect {
    if (!(valence >= -1 && valence <= 1)) {
      throw InvalidInputException.of("affect.valence", "must be -1 to 1, got " + valence);
    }
    if (!(intensity >= 0 && intensity <= 1)) {
      throw InvalidInputException.of("affect.intensity", "must be 0 to 1, got " + intensity);
    }
  }

  /** How much the text moves, 0 to 1: the valence's size times the intensity. */
  public double arousal() {
    return Math.abs(valence) * intensity;
  }
}
