package dev.engram.config;

import java.util.EnumMap;

/** The weights that {@code engram eval tune} printed; changed by that alone. */
final class FittedWeights {
  private FittedWeights() {}

  static SignalWeights all() {
    var weights = new EnumMap<Signal, Double>(Signal.class);
    weights.put(Signal.LEXICAL, 0.1765);
    weights.put(Signal.LEXICAL_LONG, 1.0203);
    weights.put(Signal.LEXICAL_BEST, 0.2174);
    weights.put(Signal.SEMANTIC, 0.7619);
    weights.put(Signal.SEMANTIC_RANK, 0.2099);
    weights.put(Signal.SEMANTIC_OVERVIEW, 1.3514);
    weights.put(Signal.FACT, 0.4471);
    weights.put(Signal.PAIRS, 0.3640);
    weights.put(Signal.DATE, 0.2846);
    weights.put(Signal.BREVITY, 0.0997);
    weights.put(Signal.IMPORTANCE, 0.2061);
    weights.put(Signal.SUBSTANCE, 0.3669);
    weights.put(Signal.SPEAKER, 0.0593);
    weights.put(Signal.USER, 0.0360);
    weights.put(Signal.USER_OVERVIEW, -0.1564);
    weights.put(Signal.ASSISTANT, -0.1295);
    weights.put(Signal.TELLS_TIME, 0.0607);
    weights.put(Signal.TELLS_NUMBER, 0.0824);
    weights.put(Signal.PREFERENCE, 0.2914);
    weights.put(Signal.BEFORE, 0.1384);
    weights.put(Signal.AFTER, 0.5005);
    weights.put(Signal.THREAD, 0.0910);
    weights.put(Signal.SESSION, 0.1795);
    weights.put(Signal.SESSION_OVERVIEW, -0.1429);
    weights.put(Signal.REPLY, 0.5585);
    weights.put(Signal.ANSWERED, 0.2562);
    return SignalWeights.of(weights);
  }
}
