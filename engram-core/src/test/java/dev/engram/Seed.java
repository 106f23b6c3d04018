package dev.engram;

import java.util.Random;

/** The same randomness in every build; {@code -Dengram.seed=N} gives another. */
public final class Seed {
  private Seed() {}

  /** A generator for one test. */
  public static Random random(String test) {
    long seed = Long.getLong("engram.seed", 20_261_121);
    System.out.println(test + ": -Dengram.seed=" + seed);
    return new Random(seed);
  }
}
