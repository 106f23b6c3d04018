package dev.engram.bench.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One thing measured.
 *
 * @param part of which measurement
 * @param what was measured
 * @param unit of all values
 * @param value of Engram
 * @param promised the bound that the design promises, if it does
 * @param peers what others need for the same
 */
public record Figure(
    String part,
    String what,
    Unit unit,
    double value,
    OptionalDouble promised,
    List<PeerValue> peers) {
  public Figure {
    peers = List.copyOf(peers);
  }

  /**
   * What a peer needs.
   *
   * @param peer its name
   * @param value in the figure's unit
   */
  public record PeerValue(String peer, double value) {}

  /** A figure that nothing is promised of and that has no peer yet. */
  public static Figure of(String part, String what, Unit unit, double value) {
    return new Figure(part, what, unit, value, OptionalDouble.empty(), List.of());
  }

  /** With a promise. */
  public Figure promised(double bound) {
    return new Figure(part, what, unit, value, OptionalDouble.of(bound), peers);
  }

  /** With a peer beside it. */
  public Figure beside(String peer, double theirs) {
    var more = new ArrayList<>(peers);
    more.add(new PeerValue(peer, theirs));
    return new Figure(part, what, unit, value, promised, more);
  }
}
