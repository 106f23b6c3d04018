package dev.engram.internal.recall.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.engram.Seed;
import dev.engram.internal.recall.pack.Knapsack.Choice;
import dev.engram.internal.recall.pack.Knapsack.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is chosen fits, is told truly, and is nearly worth what the best choice is. */
class KnapsackTest {
  @Test
  void whatIsChosenFitsAndIsNearlyTheBestForRandomItems() {
    Random random = Seed.random("knapsack");
    double loss = 0;
    for (int round = 0; round < 2_000; round++) {
      List<List<Option>> items = items(random, random.nextInt(30));
      int capacity = random.nextInt(300);
      Choice choice = Knapsack.choose(items, capacity);
      double best = best(items, capacity);
      assertThat(cost(items, choice)).isLessThanOrEqualTo(capacity);
      assertThat(worth(items, choice)).isCloseTo(choice.worth(), within(1e-9));
      assertThat(choice.bound()).isGreaterThanOrEqualTo(best - 1e-9);
      assertThat(choice.worth()).isLessThanOrEqualTo(best + 1e-9);
      loss += best == 0 ? 0 : 1 - choice.worth() / best;
    }
    assertThat(loss / 2_000).isLessThan(0.02);
  }

  @Test
  void withRoomForAllEachItemIsTakenAtItsWorthiest() {
    List<List<Option>> items = items(new Random(1), 20);
    assertThat(Knapsack.choose(items, 100_000).worth()).isCloseTo(best(items, 9_999), within(1e-9));
  }

  @Test
  void nothingIsChosenOfNothingOrWithoutRoom() {
    assertThat(Knapsack.choose(List.of(), 100).options()).isEmpty();
    assertThat(Knapsack.choose(List.of(List.of(new Option(5, 1))), 4).options())
        .containsExactly(Knapsack.NONE);
  }

  private static List<List<Option>> items(Random random, int count) {
    var items = new ArrayList<List<Option>>();
    for (int i = 0; i < count; i++) {
      var options = new ArrayList<Option>();
      int cost = 1 + random.nextInt(60);
      double worth = random.nextDouble();
      for (int form = random.nextInt(4); form >= 0; form--) {
        options.add(new Option(cost, worth));
        cost = random.nextInt(cost + 1);
        worth *= random.nextDouble();
      }
      items.add(options);
    }
    return items;
  }

  private static int cost(List<List<Option>> items, Choice choice) {
    int sum = 0;
    for (int i = 0; i < items.size(); i++) {
      int taken = choice.options()[i];
      sum += taken == Knapsack.NONE ? 0 : items.get(i).get(taken).cost();
    }
    return sum;
  }

  private static double worth(List<List<Option>> items, Choice choice) {
    double sum = 0;
    for (int i = 0; i < items.size(); i++) {
      int taken = choice.options()[i];
      sum += taken == Knapsack.NONE ? 0 : items.get(i).get(taken).worth();
    }
    return sum;
  }

  /** By dynamic programming over every capacity. */
  private static double best(List<List<Option>> items, int capacity) {
    double[] most = new double[capacity + 1];
    for (List<Option> options : items) {
      for (int room = capacity; room >= 0; room--) {
        double best = most[room];
        for (Option option : options) {
          if (option.cost() <= room) {
            best = Math.max(best, most[room - option.cost()] + option.worth());
          }
        }
        most[room] = best;
      }
    }
    return most[capacity];
  }
}
