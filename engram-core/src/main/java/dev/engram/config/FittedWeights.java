package dev.engram.config;

import java.util.EnumMap;

/** The weights that {@code engram eval tune} printed; changed by that alone. */
final class FittedWeights {
  private FittedWeights() {}

  static SignalWeights all() {
    var weights = new EnumMap<Signal, Double>(Signal.class);
    weights.put(Signal.LEXICAL, 0.1818);
    weights.put(Signal.LEXICAL_LONG, 1.0001);
    weights.put(Signal.LEXICAL_BEST, 0.2179);
    weights.put(Signal.SEMANTIC, 0.7784);
    weights.put(Signal.SEMANTIC_RANK, 0.2069);
    weights.put(Signal.SEMANTIC_OVERVIEW, 1.2668);
    weights.put(Signal.FACT, 0.4496);
    weights.put(Signal.PAIRS, 0.3744);
    weights.put(Signal.DATE, 0.2579);
    weights.put(Signal.BREVITY, 0.0984);
    weights.put(Signal.IMPORTANCE, 0.2060);
    weights.put(Signal.SUBSTANCE, 0.3778);
    weights.put(Signal.SPEAKER, 0.0600);
    weights.put(Signal.USER, 0.0329);
    weights.put(Signal.USER_OVERVIEW, -0.1582);
    weights.put(Signal.ASSISTANT, -0.1183);
    weights.put(Signal.TELLS_TIME, 0.0665);
    weights.put(Signal.TELLS_NUMBER, 0.0836);
    weights.put(Signal.PREFERENCE, 0.2902);
    weights.put(Signal.BEFORE, 0.1465);
    weights.put(Signal.AFTER, 0.5011);
    weights.put(Signal.THREAD, 0.0911);
    weights.put(Signal.SESSION, 0.1796);
    weights.put(Signal.SESSION_OVERVIEW, -0.1366);
    weights.put(Signal.REPLY, 0.5403);
    weights.put(Signal.ANSWERED, 0.2606);
    weights.put(Signal.TIME, 0.1169);
    weights.put(Signal.ENTITY, 0.1189);
    return SignalWeights.of(weights);
  }
}
