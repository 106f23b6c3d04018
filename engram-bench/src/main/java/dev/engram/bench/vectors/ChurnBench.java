package dev.engram.bench.vectors;

import dev.engram.bench.figure.Grid;
import dev.engram.bench.figure.Grid.Row;
import dev.engram.bench.vectors.VectorSetup.Part;
import dev.engram.bench.vectors.contender.IndexContender;
import dev.engram.bench.vectors.contender.Place;
import dev.engram.bench.vectors.contender.Waiting;
import dev.engram.bench.vectors.data.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Half of all vectors deleted and as many others inserted, five rounds; after each, recall against
 * exact answers, and of an index that is built afresh after the first and the last.
 */
final class ChurnBench {
  private static final int ROUNDS = 5;
  private static final int TENTH = 2;

  private final Scene scene;
  private final List<Row> rows = new ArrayList<>();
  private final int[] numbers;
  private final List<Truth> truths = new ArrayList<>();

  ChurnBench(Scene scene) {
    this.scene = scene;
    this.numbers = new int[scene.setup().size()];
  }

  List<Grid> grids() {
    return List.of(
        new Grid(
            "churn: half deleted, half inserted",
            List.of("index", "round"),
            List.of("recall@10", "recall 10 %", "own MB", "heap MB", "deletes/s", "inserts/s"),
            rows));
  }

  void measure(Running running) {
    if (!scene.setup().has(Part.CHURN)) {
      return;
    }
    String name = running.kind().name();
    scene.progress().println("churning " + name);
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i;
    }
    ProcessMemory before = running.before();
    row(name, "0", running, running.contender(), 0, new double[] {Double.NaN, Double.NaN}, before);
    var random = new SplittableRandom(scene.setup().seed());
    for (int round = 1; round <= ROUNDS; round++) {
      double[] rates = turnOver(running, random, round);
      row(name, Integer.toString(round), running, running.contender(), round, rates, before);
      if (round == 1 || round == ROUNDS) {
        fresh(name, running, round);
      }
    }
  }

  /** Deletes a random half, then gives it vectors that were never there. */
  private double[] turnOver(Running running, SplittableRandom random, int round) {
    int[] chosen = new int[numbers.length];
    int count = 0;
    for (int ordinal = 0; ordinal < numbers.length; ordinal++) {
      if (random.nextBoolean()) {
        chosen[count++] = ordinal;
      }
    }
    long began = System.nanoTime();
    for (int i = 0; i < count; i++) {
      running.contender().index().remove(chosen[i]);
    }
    double deletes = count * 1e9 / (System.nanoTime() - began);
    long inserting = 0;
    for (int i = 0; i < count; i++) {
      numbers[chosen[i]] = chosen[i] + round * numbers.length;
      float[] vector = scene.corpus().vector(numbers[chosen[i]]);
      began = System.nanoTime();
      running.contender().add(chosen[i], new float[][] {vector});
      inserting += System.nanoTime() - began;
    }
    running.contender().settle();
    return new double[] {deletes, count * 1e9 / inserting};
  }

  private void fresh(String name, Running running, int round) {
    try (var background = new Waiting()) {
      var place = new Place(running.place().space(), background, running.place().source());
      ProcessMemory before = ProcessMemory.now();
      try (var built =
          new IndexContender(running.kind().create().apply(place), running.kind(), place)) {
        for (int ordinal = 0; ordinal < numbers.length; ordinal++) {
          built.add(ordinal, new float[][] {scene.corpus().vector(numbers[ordinal])});
        }
        built.settle();
        double[] none = {Double.NaN, Double.NaN};
        row(name, round + ", fresh", running, built, round, none, before);
      }
    }
  }

  private void row(
      String name,
      String round,
      Running running,
      IndexContender index,
      int at,
      double[] rates,
      ProcessMemory before) {
    rows.add(
        new Row(
            List.of(name, round),
            List.of(
                recall(running, index, at, 0),
                recall(running, index, at, TENTH),
                index.index().ramBytes() / 1e6,
                ProcessMemory.now().since(before).heap() / 1e6,
                rates[0],
                rates[1])));
  }

  private double recall(Running running, IndexContender index, int round, int filter) {
    Truth truth = truth(round);
    return scene.searching(
        running.kind().reads(),
        () -> {
          float[][] questions = scene.corpus().questions();
          double sum = 0;
          for (int i = 0; i < questions.length; i++) {
            int[] found =
                index.search(questions[i], Truth.K, scene.filters().get(filter), 0).ordinals();
            sum += truth.recall(filter, i, found);
          }
          return sum / questions.length;
        });
  }

  /** Every index sees the same rounds, so each is answered exactly once. */
  private Truth truth(int round) {
    while (truths.size() <= round) {
      int[] now = numbers.clone();
      truths.add(
          truths.isEmpty()
              ? scene.truth()
              : Truth.of(scene.corpus(), scene.filters(), ordinal -> now[ordinal]));
    }
    return truths.get(round);
  }
}
