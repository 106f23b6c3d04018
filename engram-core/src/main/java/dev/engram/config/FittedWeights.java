package dev.engram.config;

import java.util.EnumMap;

/** The weights that {@code engram eval tune} printed; changed by that alone. */
final class FittedWeights {
  private FittedWeights() {}

  static SignalWeights all() {
    var weights = new EnumMap<Signal, Double>(Signal.class);
    weights.put(Signal.LEXICAL, 1.2);
    weights.put(Signal.LEXICAL_LONG, 0.01);
    weights.put(Signal.LEXICAL_BEST, 0.01);
    weights.put(Signal.SEMANTIC, 2.0);
    weights.put(Signal.SEMANTIC_RANK, 0.01);
    weights.put(Signal.FACT, 0.01);
    weights.put(Signal.PAIRS, 0.01);
    weights.put(Signal.DATE, 0.3);
    weights.put(Signal.BREVITY, 0.15);
    weights.put(Signal.IMPORTANCE, 0.3);
    weights.put(Signal.SUBSTANCE, 0.01);
    weights.put(Signal.SPEAKER, 0.1);
    weights.put(Signal.USER, 0.15);
    weights.put(Signal.USER_OVERVIEW, 0.01);
    weights.put(Signal.ASSISTANT, 0.01);
    weights.put(Signal.TELLS_TIME, 0.01);
    weights.put(Signal.TELLS_NUMBER, 0.01);
    weights.put(Signal.PREFERENCE, 0.01);
    weights.put(Signal.BEFORE, 0.01);
    weights.put(Signal.AFTER, 0.01);
    weights.put(Signal.THREAD, 0.01);
    weights.put(Signal.SESSION, 0.01);
    weights.put(Signal.REPLY, 0.01);
    weights.put(Signal.ANSWERED, 0.01);
    return SignalWeights.of(weights);
  }
}
