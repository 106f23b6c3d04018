package dev.engram.config;

import java.util.EnumMap;

/** The weights that {@code engram eval tune} printed; changed by that alone. */
final class FittedWeights {
  private FittedWeights() {}

  static SignalWeights all() {
    var weights = new EnumMap<Signal, Double>(Signal.class);
    weights.put(Signal.LEXICAL, 0.2486);
    weights.put(Signal.LEXICAL_LONG, 0.7944);
    weights.put(Signal.LEXICAL_BEST, 0.1944);
    weights.put(Signal.SEMANTIC, 0.7867);
    weights.put(Signal.SEMANTIC_RANK, 0.1720);
    weights.put(Signal.SEMANTIC_OVERVIEW, 1.4880);
    weights.put(Signal.FACT, 0.4468);
    weights.put(Signal.PAIRS, 0.3412);
    weights.put(Signal.DATE, 0.2841);
    weights.put(Signal.BREVITY, 0.0866);
    weights.put(Signal.IMPORTANCE, 0.1816);
    weights.put(Signal.SUBSTANCE, 0.3059);
    weights.put(Signal.SPEAKER, 0.0468);
    weights.put(Signal.USER, 0.0648);
    weights.put(Signal.USER_OVERVIEW, -0.1284);
    weights.put(Signal.ASSISTANT, -0.1249);
    weights.put(Signal.TELLS_TIME, 0.0546);
    weights.put(Signal.TELLS_NUMBER, 0.0826);
    weights.put(Signal.PREFERENCE, 0.2679);
    weights.put(Signal.BEFORE, 0.1313);
    weights.put(Signal.AFTER, 0.3908);
    weights.put(Signal.THREAD, 0.0729);
    weights.put(Signal.SESSION, 0.2010);
    weights.put(Signal.SESSION_OVERVIEW, -0.1689);
    weights.put(Signal.REPLY, 0.5437);
    weights.put(Signal.ANSWERED, 0.1968);
    return SignalWeights.of(weights);
  }
}
