package dev.engram.ollama;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/**
 * What passing time is to an {@link OllamaEmbedder}; tests replace it.
 *
 * @param clock tells how old the last health probe is
 * @param jitter spreads retries, so that clients do not come back all at once; used by several
 *     threads
 * @param delay waits between retries
 */
public record Pace(InstantSource clock, RandomGenerator jitter, Delay delay) {
  /** Waits. */
  @FunctionalInterface
  public interface Delay {
    /** Returns after {@code duration}, or throws if the thread is interrupted. */
    void await(Duration duration) throws InterruptedException;
  }

  /** The system's clock and real waits. */
  public static Pace system() {
    return new Pace(
        InstantSource.system(), () -> ThreadLocalRandom.current().nextLong(), Thread::sleep);
  }

  /** {@code base} doubled {@code attempt} times, then between half and one and a half of that. */
  Duration backOff(Duration base, int attempt) {
    long nanos = base.toNanos() << attempt;
    return Duration.ofNanos(nanos / 2 + (long) (jitter.nextDouble() * nanos));
  }
}
