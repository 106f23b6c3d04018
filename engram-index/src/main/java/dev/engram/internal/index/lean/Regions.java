package dev.engram.internal.index.lean;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the nearest of many cells by way of some of them: each cell stands with the nearest of
 * those, and only cells that stand with the ones nearest to a vector are compared with it. Now and
 * then a cell is found that is only nearly the nearest. Immutable; thread-safe.
 *
 * <p>Cost: as many comparisons as there are cells, times the root of their number, to make; a third
 * of them or less for a vector.
 */
final class Regions {
  private static final int FEW = 32;

  /** The share of regions that are looked into, and how many at least. */
  private static final int SHARE = 5;

  private static final int LEAST = 3;

  private final List<Cell> leaders = new ArrayList<>();
  private final List<List<Cell>> members = new ArrayList<>();

  /** Of at least one cell. */
  Regions(List<Cell> cells) {
    int count = cells.size() <= FEW ? 1 : (int) Math.sqrt(cells.size());
    for (int i = 0; i < count; i++) {
      leaders.add(cells.get((int) ((long) i * cells.size() / count)));
      members.add(new ArrayList<>());
    }
    for (Cell cell : cells) {
      members.get(leaders.indexOf(Cell.nearest(leaders, cell.centre()))).add(cell);
    }
  }

  Cell nearest(float[] vector) {
    if (leaders.size() == 1) {
      return Cell.nearest(members.getFirst(), vector);
    }
    long[] order = new long[leaders.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = Nearness.key(leaders.get(i).nearness(vector), i);
    }
    Arrays.sort(order);
    int last = order.length - Math.max(LEAST, order.length / SHARE);
    Cell nearest = leaders.get((int) order[order.length - 1]);
    float best = nearest.nearness(vector);
    for (int i = order.length - 1; i >= last; i--) {
      for (Cell cell : members.get((int) order[i])) {
        float nearness = cell.nearness(vector);
        if (nearness > best) {
          best = nearness;
          nearest = cell;
        }
      }
    }
    return nearest;
  }
}
