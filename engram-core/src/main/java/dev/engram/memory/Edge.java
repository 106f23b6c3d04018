package dev.engram.memory;

import dev.engram.fault.InvalidInputException;

/**
 * A typed, weighted link from one memory to another.
 *
 * @param source where it starts
 * @param target where it ends, not {@code source}
 * @param type how the source bears on the target
 * @param weight above 0, at most 1
 */
public record Edge(MemoryId source, MemoryId target, EdgeType type, double weight) {
  public Edge {
    if (source.equals(target)) {
      throw InvalidInputException.of("edge.target", "is the edge's own source");
    }
    if (!(weight > 0 && weight <= 1)) {
      throw InvalidInputException.of("edge.weight", "must be above 0 and at most 1, got " + weight);
    }
  }

  /** An edge of weight 1. */
  public static Edge of(MemoryId source, MemoryId target, EdgeType type) {
    return new Edge(source, target, type, 1);
  }
}
