package dev.engram.internal.recall.signal;

import dev.engram.fault.InvalidInputException;
import dev.engram.memory.EdgeType;
import java.util.EnumMap;
import java.util.Map;

/**
 * How strongly each type of edge lets one memory call another to mind. Immutable.
 *
 * <p>Both ends of an edge call each other equally; what an edge says of truth is not this table's
 * matter: a memory that contradicts another is very much worth seeing beside it.
 */
public final class EdgeWeights {
  private static final EdgeWeights USUAL =
      new EdgeWeights(
          Map.of(
              EdgeType.CAUSED_BY, 0.8f,
              EdgeType.DERIVED_FROM, 0.7f,
              EdgeType.INFERRED_FROM, 0.7f,
              EdgeType.INSTANCE_OF, 0.5f,
              EdgeType.CONTRADICTS, 0.7f,
              EdgeType.SUPPORTS, 0.8f,
              EdgeType.RELATED_TO, 0.6f));

  /** For questions that ask why: causes and grounds first. */
  private static final EdgeWeights CAUSAL =
      new EdgeWeights(
          Map.of(
              EdgeType.CAUSED_BY, 1f,
              EdgeType.DERIVED_FROM, 0.7f,
              EdgeType.INFERRED_FROM, 0.9f,
              EdgeType.INSTANCE_OF, 0.4f,
              EdgeType.CONTRADICTS, 0.5f,
              EdgeType.SUPPORTS, 0.8f,
              EdgeType.RELATED_TO, 0.5f));

  private final EnumMap<EdgeType, Float> weights;

  /**
   * A table.
   *
   * @param weights 0 to 1 for each type; a type that is missing is not walked
   */
  public EdgeWeights(Map<EdgeType, Float> weights) {
    this.weights = new EnumMap<>(EdgeType.class);
    for (EdgeType type : EdgeType.values()) {
      float weight = weights.getOrDefault(type, 0f);
      if (!(weight >= 0 && weight <= 1)) {
        throw InvalidInputException.of(
            "recall.edges." + type.label(), "must lie between 0 and 1, got " + weight);
      }
      this.weights.put(type, weight);
    }
  }

  /** For any question. */
  public static EdgeWeights usual() {
    return USUAL;
  }

  /** For questions that ask why. */
  public static EdgeWeights causal() {
    return CAUSAL;
  }

  /** The weight of a type. */
  public float of(EdgeType type) {
    return weights.getOrDefault(type, 0f);
  }
}
