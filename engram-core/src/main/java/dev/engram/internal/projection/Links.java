package dev.engram.internal.projection;

import dev.engram.memory.EdgeType;
import java.util.Arrays;
import java.util.List;

/**
 * The edges that touch one memory, strongest first, among equals the newest other end first. At
 * most one edge of a type goes each way between two memories. Immutable; eight bytes an edge.
 *
 * <p>An edge is one {@code long}, from high to low bits: how far its weight is from 1 (16), how far
 * the other end's root is from the largest int (31), its type (3), its direction (1). So ascending
 * numbers are the order, and an edge is found by bisection.
 */
public final class Links {
  /** No edges. */
  public static final Links NONE = new Links(new long[0]);

  /** By number, as saved images know them. */
  private static final List<EdgeType> TYPES =
      List.of(
          EdgeType.DERIVED_FROM,
          EdgeType.CAUSED_BY,
          EdgeType.INSTANCE_OF,
          EdgeType.INFERRED_FROM,
          EdgeType.CONTRADICTS,
          EdgeType.SUPPORTS,
          EdgeType.RELATED_TO);

  private static final int FULL = 0xFFFF;

  private final long[] packed;

  private Links(long[] packed) {
    this.packed = packed;
  }

  /**
   * Packs an edge.
   *
   * @param root the other end
   * @param outgoing whether it ends there; otherwise it starts there
   */
  static long pack(int root, EdgeType type, double weight, boolean outgoing) {
    long away = FULL - Math.max(1, Math.round(weight * FULL));
    return away << 35
        | (long) (Integer.MAX_VALUE - root) << 4
        | (long) TYPES.indexOf(type) << 1
        | (outgoing ? 1 : 0);
  }

  /** The same edge seen from its other end. */
  static long reversed(long edge, int from) {
    return edge >>> 35 << 35 | (long) (Integer.MAX_VALUE - from) << 4 | ((edge & 0xF) ^ 1);
  }

  static int root(long edge) {
    return Integer.MAX_VALUE - (int) (edge >>> 4 & Integer.MAX_VALUE);
  }

  static boolean outgoing(long edge) {
    return (edge & 1) == 1;
  }

  static Links sorted(long[] packed) {
    return packed.length == 0 ? NONE : new Links(packed);
  }

  /** How many edges there are. */
  public int size() {
    return packed.length;
  }

  /** An edge as it is packed. */
  long packed(int edge) {
    return packed[edge];
  }

  /** The root at the other end of an edge. */
  public int root(int edge) {
    return root(packed[edge]);
  }

  /** What an edge means. */
  public EdgeType type(int edge) {
    return TYPES.get((int) (packed[edge] >>> 1 & 7));
  }

  /** How much an edge weighs, above 0, at most 1; exact to 1/65,535. */
  public float weight(int edge) {
    return (FULL - (int) (packed[edge] >>> 35)) / (float) FULL;
  }

  /** Whether an edge starts here. */
  public boolean outgoing(int edge) {
    return outgoing(packed[edge]);
  }

  /** The edges that start here, packed. */
  long[] allOutgoing() {
    long[] out = new long[packed.length];
    int count = 0;
    for (long edge : packed) {
      if (outgoing(edge)) {
        out[count++] = edge;
      }
    }
    return Arrays.copyOf(out, count);
  }

  Links with(long edge) {
    int at = Arrays.binarySearch(packed, edge);
    if (at >= 0) {
      return this;
    }
    int place = -at - 1;
    long[] more = new long[packed.length + 1];
    System.arraycopy(packed, 0, more, 0, place);
    more[place] = edge;
    System.arraycopy(packed, place, more, place + 1, packed.length - place);
    return new Links(more);
  }

  Links without(long edge) {
    int at = Arrays.binarySearch(packed, edge);
    if (at < 0) {
      return this;
    }
    long[] less = new long[packed.length - 1];
    System.arraycopy(packed, 0, less, 0, at);
    System.arraycopy(packed, at + 1, less, at, less.length - at);
    return sorted(less);
  }

  long fingerprint() {
    return Arrays.hashCode(packed);
  }

  long ramBytes() {
    return 32 + 8L * packed.length;
  }

  @Override
  public String toString() {
    return "Links[" + packed.length + "]";
  }
}
