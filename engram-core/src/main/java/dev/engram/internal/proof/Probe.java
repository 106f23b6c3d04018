package dev.engram.internal.proof;

import dev.engram.health.SecurityLayer;

/**
 * Looks at one layer of the defences. A probe measures: it tries what the layer is to prevent, or
 * reads back what the system says, and does not repeat options. It changes nothing, shows no
 * content and no path, and takes seconds at most.
 */
public interface Probe {
  /** The layer's name, in a few words. */
  String name();

  /** Measures. */
  SecurityLayer look();

  /** A probe of a name and something that measures. */
  static Probe of(String name, Measurement measurement) {
    return new Probe() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public SecurityLayer look() {
        return measurement.of(name);
      }
    };
  }

  /** Measures one layer. */
  @FunctionalInterface
  interface Measurement {
    /** What the layer of this name is like. */
    SecurityLayer of(String name);
  }
}
