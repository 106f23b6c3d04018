package dev.engram.config;

import java.util.EnumMap;

/** The weights that {@code engram eval tune} printed; changed by that alone. */
final class FittedWeights {
  private FittedWeights() {}

  static SignalWeights all() {
    var weights = new EnumMap<Signal, Double>(Signal.class);
    weights.put(Signal.LEXICAL, 0.1684);
    weights.put(Signal.LEXICAL_LONG, 0.9449);
    weights.put(Signal.LEXICAL_BEST, 0.1969);
    weights.put(Signal.SEMANTIC, 0.3676);
    weights.put(Signal.SEMANTIC_RANK, 0.2358);
    weights.put(Signal.FACT, 0.3992);
    weights.put(Signal.PAIRS, 0.2783);
    weights.put(Signal.DATE, 0.3475);
    weights.put(Signal.BREVITY, 0.0854);
    weights.put(Signal.IMPORTANCE, 0.1567);
    weights.put(Signal.SUBSTANCE, 0.2911);
    weights.put(Signal.SPEAKER, 0.0529);
    weights.put(Signal.USER, 0.0317);
    weights.put(Signal.USER_OVERVIEW, -0.1198);
    weights.put(Signal.ASSISTANT, -0.0858);
    weights.put(Signal.TELLS_TIME, 0.0680);
    weights.put(Signal.TELLS_NUMBER, 0.0738);
    weights.put(Signal.PREFERENCE, 0.2540);
    weights.put(Signal.BEFORE, 0.1131);
    weights.put(Signal.AFTER, 0.3803);
    weights.put(Signal.THREAD, 0.0701);
    weights.put(Signal.SESSION, 0.1379);
    weights.put(Signal.REPLY, 0.4391);
    weights.put(Signal.ANSWERED, 0.2050);
    return SignalWeights.of(weights);
  }
}
