package dev.engram;

import dev.engram.config.BackendOptions;
import dev.engram.fault.InvalidInputException;
import dev.engram.health.BackendHealth;
import dev.engram.internal.backend.BackendRegistry;
import java.util.List;
import java.util.Optional;

/**
 * The outside vector stores of an engine, and which of them searches by meaning ask first.
 *
 * <p>Thread-safe. No call waits for a store; searches go on during a switch, and none of them is
 * shortened by it. After the engine was closed {@link #register} and {@link #switchTo} fail with
 * {@code E1013}.
 */
public final class VectorBackends {
  private final BackendRegistry stores;

  VectorBackends(BackendRegistry stores) {
    this.stores = stores;
  }

  /**
   * Makes a store known; it is not used until {@link #switchTo}. Taken over: closed with the
   * engine.
   *
   * @throws InvalidInputException {@code E5003} if there is one of that name
   */
  public void register(BackendOptions options) {
    stores.register(options);
  }

  /** Names of the stores that are known, in the order of their registration. */
  public List<String> names() {
    return stores.names();
  }

  /** The store that searches ask first; none while the built-in index answers alone. */
  public Optional<String> active() {
    return stores.active();
  }

  /**
   * Begins to fill a store with every vector, and returns. Searches go on as before until it is
   * full, and then ask it first. A store that fails meanwhile is tried again, at longer and longer
   * intervals; the one before it stays. {@link #health} tells how far it is.
   *
   * @throws InvalidInputException {@code E5003} if no store has that name
   */
  public void switchTo(String name) {
    stores.switchTo(name);
  }

  /** Lets the built-in index answer alone, at once; stores stay registered. */
  public void useBuiltIn() {
    stores.useBuiltIn();
  }

  /** How each store is, in the order of their registration. */
  public List<BackendHealth> health() {
    return stores.health();
  }
}
