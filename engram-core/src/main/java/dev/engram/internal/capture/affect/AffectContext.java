package dev.engram.internal.capture.affect;

import java.util.Optional;

/**
 * What is known about a text beside its words (spec §37.2).
 *
 * @param outcome how the task ended that it reports, if it reports one
 * @param correction whether it corrects what was said before
 * @param first whether its like has not occurred before
 */
public record AffectContext(Optional<Outcome> outcome, boolean correction, boolean first) {
  /** Nothing is known. */
  public static final AffectContext NONE = new AffectContext(Optional.empty(), false, false);

  /** How a task ended. */
  public enum Outcome {
    /** It was done. */
    SUCCESS(0.3, 0.2),
    /** Some of it was done. */
    PARTIAL(0.1, 0),
    /** It was not done. */
    FAILURE(-0.3, 0.3),
    /** It had to be tried again. */
    RETRY(-0.15, 0.15);

    private final double valence;
    private final double intensity;

    Outcome(double valence, double intensity) {
      this.valence = valence;
      this.intensity = intensity;
    }

    double valence() {
      return valence;
    }

    double intensity() {
      return intensity;
    }
  }

  /** Of a task that ended so. */
  public static AffectContext ended(Outcome outcome) {
    return new AffectContext(Optional.of(outcome), false, false);
  }
}
