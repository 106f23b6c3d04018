package dev.engram.health;

import java.util.List;

/**
 * Which layers of a vault's defences are in force, each with proof.
 *
 * @param layers from the file outwards
 */
public record SecurityReport(List<SecurityLayer> layers) {
  public SecurityReport {
    layers = List.copyOf(layers);
  }

  /** Whether everything that was asked for is in force. */
  public boolean inForce() {
    return layers.stream().noneMatch(SecurityLayer::fails);
  }
}
