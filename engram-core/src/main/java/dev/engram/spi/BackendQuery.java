package dev.engram.spi;

import java.time.Duration;

/**
 * A question to an outside store.
 *
 * @param vector shape {@code [dimension]}; not to be changed
 * @param k how many ids are wanted, 1 or more
 * @param allowed which ids may answer
 * @param time after which nobody waits for the answer
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record BackendQuery(float[] vector, int k, AllowedIds allowed, Duration time) {
  public BackendQuery {
    if (k < 1) {
      throw new IllegalArgumentException("k must be 1 or more, got " + k);
    }
    if (!time.isPositive()) {
      throw new IllegalArgumentException("time must be positive, got " + time);
    }
  }
}
