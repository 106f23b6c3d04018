package dev.engram.internal.recall.pack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The multiple-choice knapsack: of each item at most one option, all together within a capacity,
 * worth as much as can be.
 *
 * <p>Solved greedily as Dantzig solves its linear relaxation (Zemel 1980; Kellerer, Pferschy and
 * Pisinger, "Knapsack Problems", 2004, chapter 11). Of each item only the options on the upper
 * convex hull of worth over cost matter to the relaxation; the steps from one to the next have
 * falling worth per cost, so taking all items' steps in that order always upgrades an item from the
 * option before. The relaxation's optimum, {@link Choice#bound}, is what the taken steps are worth
 * plus the part of the first step that did not fit, so what is lost is less than that one step:
 * with a budget of many items nothing to speak of, which is why no dynamic programme runs here.
 * What is left of the capacity is then filled with the best options that fit.
 *
 * <p>Cost: sorting the options: 100 items of four take some 20 µs.
 */
final class Knapsack {
  /** No option of an item. */
  static final int NONE = -1;

  private Knapsack() {}

  /**
   * One way to take an item.
   *
   * @param cost 0 or more
   * @param worth above 0
   */
  record Option(int cost, double worth) {}

  /**
   * What to take.
   *
   * @param options of each item the index of its option, or {@link #NONE}
   * @param worth of all taken
   * @param bound no choice is worth more
   */
  @SuppressWarnings("ArrayRecordComponent") // one number an item, read once
  record Choice(int[] options, double worth, double bound) {}

  private record Step(int item, int option, int cost, double worth) {
    double efficiency() {
      return cost == 0 ? Double.MAX_VALUE : worth / cost;
    }
  }

  /**
   * Chooses.
   *
   * @param items the options of each, those of an item in any order
   */
  static Choice choose(List<List<Option>> items, int capacity) {
    var steps = new ArrayList<Step>();
    for (int item = 0; item < items.size(); item++) {
      addSteps(item, items.get(item), steps);
    }
    // Steps of one item stay in order: the sort is stable and their efficiency falls.
    steps.sort(Comparator.comparingDouble(Step::efficiency).reversed());
    int[] chosen = new int[items.size()];
    Arrays.fill(chosen, NONE);
    boolean[] closed = new boolean[items.size()];
    int left = capacity;
    double worth = 0;
    double bound = -1;
    for (Step step : steps) {
      if (step.cost > left && bound < 0) {
        bound = worth + step.worth * left / step.cost;
      }
      if (step.cost > left || closed[step.item]) {
        closed[step.item] = true; // its later steps start from this one
      } else {
        chosen[step.item] = step.option;
        left -= step.cost;
        worth += step.worth;
      }
    }
    worth += fill(items, chosen, left);
    return new Choice(chosen, worth, bound < 0 ? worth : bound);
  }

  private static void addSteps(int item, List<Option> options, List<Step> steps) {
    int from = NONE;
    int cost = 0;
    double worth = 0;
    while (true) {
      int best = NONE;
      double steepest = 0;
      for (int i = 0; i < options.size(); i++) {
        Option option = options.get(i);
        double more = option.worth - worth;
        double slope = option.cost > cost ? more / (option.cost - cost) : Double.MAX_VALUE;
        boolean onward = more > 0 && option.cost >= cost;
        boolean better =
            slope > steepest
                || (best != NONE && slope == steepest && option.worth > options.get(best).worth);
        if (i != from && onward && better) {
          best = i;
          steepest = slope;
        }
      }
      if (best == NONE) {
        return;
      }
      Option next = options.get(best);
      steps.add(new Step(item, best, next.cost - cost, next.worth - worth));
      from = best;
      cost = next.cost;
      worth = next.worth;
    }
  }

  /** Takes, item by item, the worthiest option that what is left allows. */
  private static double fill(List<List<Option>> items, int[] chosen, int capacity) {
    int left = capacity;
    double gained = 0;
    for (int item = 0; item < chosen.length; item++) {
      List<Option> options = items.get(item);
      int cost = chosen[item] == NONE ? 0 : options.get(chosen[item]).cost;
      double worth = chosen[item] == NONE ? 0 : options.get(chosen[item]).worth;
      int best = chosen[item];
      double most = worth;
      for (int i = 0; i < options.size(); i++) {
        if (options.get(i).cost - cost <= left && options.get(i).worth > most) {
          best = i;
          most = options.get(i).worth;
        }
      }
      if (best != chosen[item]) {
        left -= options.get(best).cost - cost;
        gained += most - worth;
        chosen[item] = best;
      }
    }
    return gained;
  }
}
