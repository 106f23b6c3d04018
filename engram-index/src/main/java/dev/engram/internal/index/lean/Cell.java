package dev.engram.internal.index.lean;

import dev.engram.internal.index.flat.RamCost;
import dev.engram.internal.index.kernel.Kernels;
import java.util.List;

/**
 * A part of space: what lies nearer to its centre than to any other, roughly. Its rows fill one
 * chunk, rarely more. Immutable; thread-safe; equal to itself alone.
 */
final class Cell {
  private static final Kernels KERNELS = Kernels.active();

  /** Of chunks whose rows were put down as they came. */
  static final Cell NONE = new Cell(new float[0]);

  /** Of ordinals whose parts belong to different cells. */
  static final Cell APART = new Cell(new float[0]);

  private final float[] centre;
  private final float half;

  /** Keeps the centre, not a copy. */
  Cell(float[] centre) {
    this.centre = centre;
    this.half = KERNELS.dot(centre, 0, centre, 0, centre.length) / 2;
  }

  float[] centre() {
    return centre;
  }

  /** Whether its rows lie near one another. */
  boolean placed() {
    return centre.length > 0;
  }

  /** The larger, the nearer a vector is to the centre. */
  float nearness(float[] vector) {
    return KERNELS.dot(vector, 0, centre, 0, centre.length) - half;
  }

  /** The cell, among at least one, whose centre is nearest. */
  static Cell nearest(List<Cell> cells, float[] vector) {
    Cell nearest = cells.getFirst();
    float best = Float.NEGATIVE_INFINITY;
    for (Cell cell : cells) {
      float nearness = cell.nearness(vector);
      if (nearness > best) {
        best = nearness;
        nearest = cell;
      }
    }
    return nearest;
  }

  long ramBytes() {
    return RamCost.array(centre.length, Float.BYTES) + 24;
  }
}
