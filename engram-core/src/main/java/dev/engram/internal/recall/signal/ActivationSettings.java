package dev.engram.internal.recall.signal;

import dev.engram.fault.InvalidInputException;

/**
 * How far and how wide activation spreads.
 *
 * @param hops 1 to 8
 * @param decay what is left after a hop, above 0, at most 1
 * @param threshold smaller activations are dropped, 0 to 1
 * @param frontier memories that hand on in each hop, 1 to 1,000
 * @param fanOut links that each of them hands to, 1 to 1,000
 * @param entityFan visible memories that speak of an entity from which on it links nothing; 0 to
 *     leave entities out; at most 10,000
 * @param entityWeight weight of the link between two memories that alone speak of an entity, 0 to 1
 * @param weights of the types of edges
 */
public record ActivationSettings(
    int hops,
    float decay,
    float threshold,
    int frontier,
    int fanOut,
    int entityFan,
    float entityWeight,
    EdgeWeights weights) {
  private static final ActivationSettings USUAL =
      new ActivationSettings(2, 0.6f, 0.05f, 32, 32, 64, 0.5f, EdgeWeights.usual());

  public ActivationSettings {
    within("hops", hops, 1, 8);
    within("decay", decay, Float.MIN_NORMAL, 1);
    within("threshold", threshold, 0, 1);
    within("frontier", frontier, 1, 1_000);
    within("fan_out", fanOut, 1, 1_000);
    within("entity_fan", entityFan, 0, 10_000);
    within("entity_weight", entityWeight, 0, 1);
  }

  private static void within(String name, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw InvalidInputException.of(
          "recall.activation." + name,
          "must lie between " + low + " and " + high + ", got " + value);
    }
  }

  /** Two hops, decay 0.6. */
  public static ActivationSettings usual() {
    return USUAL;
  }

  /** Three hops, causes first: for questions that ask why. */
  public static ActivationSettings causal() {
    return USUAL.withHops(3).withWeights(EdgeWeights.causal());
  }

  /** The same with other hops. */
  public ActivationSettings withHops(int other) {
    return new ActivationSettings(
        other, decay, threshold, frontier, fanOut, entityFan, entityWeight, weights);
  }

  /** The same with other weights of edges. */
  public ActivationSettings withWeights(EdgeWeights other) {
    return new ActivationSettings(
        hops, decay, threshold, frontier, fanOut, entityFan, entityWeight, other);
  }

  /** The same with other bounds and weight of entities. */
  public ActivationSettings withEntities(int fan, float weight) {
    return new ActivationSettings(hops, decay, threshold, frontier, fanOut, fan, weight, weights);
  }
}
