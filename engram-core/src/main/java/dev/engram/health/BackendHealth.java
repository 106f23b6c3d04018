package dev.engram.health;

import dev.engram.spi.BackendTrust;

/**
 * How an outside vector store is. Counts are since it was registered.
 *
 * @param name the store's name
 * @param trust how far it is trusted
 * @param phase what it is doing
 * @param waiting how many memories it has not heard of yet
 * @param answered searches that it answered rightly
 * @param faults searches in which it was late, failed, lied or left something out
 * @param lies ids that it should not have answered with
 * @param refused searches it was not asked because it rests after faults or would be asked too
 *     often
 */
public record BackendHealth(
    String name,
    BackendTrust trust,
    Phase phase,
    int waiting,
    long answered,
    long faults,
    long lies,
    long refused) {
  /** What an outside store is doing. */
  public enum Phase {
    /** Registered only. */
    IDLE,
    /** It is given every vector; searches do not ask it yet. */
    FILLING,
    /** Searches ask it first. */
    ACTIVE,
    /** Too many faults: searches do not ask it until it has rested. */
    RESTING
  }
}
