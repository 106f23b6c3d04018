package dev.engram;

import java.util.Random;

/** Randomness that can be had again: the seed is printed, and {@code -Dengram.seed=N} sets it. */
public final class Seed {
  private Seed() {}

  /** A generator for one test. */
  public static Random random(String test) {
    long seed = Long.getLong("engram.seed", System.nanoTime());
    System.out.println(test + ": -Dengram.seed=" + seed);
    return new Random(seed);
  }
}
