package dev.engram.bench.junk;

import dev.engram.bench.eval.SetFiles;
import dev.engram.internal.capture.importance.Importance;
import dev.engram.internal.capture.importance.ImportanceModel;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures on a labelled set which turns get the importance floor, and whether those that questions
 * need do not: the {@code eval junk} command.
 *
 * @param setDir the set's folder
 * @param json whether the result is one JSON object
 */
public record JunkEvalJob(Path setDir, boolean json) {
  private static final int WARM_UP = 2_000;

  /** Counts of one group of turns. */
  private static final class Group {
    private int turns;
    private int floored;
    private int gold;
    private int lost;

    void add(boolean floor, boolean needed) {
      turns++;
      floored += floor ? 1 : 0;
      gold += needed ? 1 : 0;
      lost += floor && needed ? 1 : 0;
    }

    Map<String, Object> figures() {
      var figures = new LinkedHashMap<String, Object>();
      figures.put("turns", turns);
      figures.put("floor_share", share(floored, turns));
      figures.put("gold", gold);
      figures.put("gold_kept_share", gold == 0 ? 1 : 1 - share(lost, gold));
      return figures;
    }

    private static double share(int part, int whole) {
      return whole == 0 ? 0 : (double) part / whole;
    }
  }

  /**
   * Runs.
   *
   * @param out takes the result
   * @throws IllegalArgumentException if the folder holds no set
   */
  public void run(PrintStream out) {
    List<LabelledMessage> all = LabelledMessage.of(SetFiles.read(setDir));
    ImportanceModel model = ImportanceModel.standard();
    all.stream().limit(WARM_UP).forEach(one -> model.of(one.message()));
    var whole = new Group();
    Map<String, Group> groups = new TreeMap<>();
    int[] tenths = new int[10];
    long[] nanos = new long[all.size()];
    for (int i = 0; i < nanos.length; i++) {
      LabelledMessage one = all.get(i);
      long start = System.nanoTime();
      Importance importance = model.of(one.message());
      nanos[i] = System.nanoTime() - start;
      whole.add(importance.floor(), one.gold());
      for (String name : List.of("speaker " + speaker(one), "length " + length(one))) {
        groups.computeIfAbsent(name, first -> new Group()).add(importance.floor(), one.gold());
      }
      tenths[Math.min(9, (int) (importance.value() * 10))]++;
    }
    Arrays.sort(nanos);
    double median = nanos.length == 0 ? 0 : nanos[nanos.length / 2] / 1e3;
    if (json) {
      json(out, whole, groups, tenths, median);
    } else {
      table(out, whole, groups, tenths, median);
    }
  }

  private static void json(
      PrintStream out, Group whole, Map<String, Group> groups, int[] tenths, double median) {
    var report = new LinkedHashMap<String, Object>(whole.figures());
    var parts = new LinkedHashMap<String, Object>();
    groups.forEach((name, group) -> parts.put(name, group.figures()));
    report.put("groups", parts);
    report.put("importance_tenths", tenths);
    report.put("median_micros", median);
    out.println(JsonMapper.builder().build().writeValueAsString(report));
  }

  private static void table(
      PrintStream out, Group whole, Map<String, Group> groups, int[] tenths, double median) {
    out.println("| turns | number | at the floor | needed by questions | of these kept |");
    out.println("| --- | --- | --- | --- | --- |");
    row(out, "all", whole);
    groups.forEach((name, group) -> row(out, name, group));
    out.println();
    out.println("Turns by tenth of importance, from 0: " + Arrays.toString(tenths));
    out.printf(Locale.ROOT, "Median time a turn: %.1f µs%n", median);
  }

  private static void row(PrintStream out, String name, Group group) {
    out.printf(
        Locale.ROOT,
        "| %s | %d | %.1f %% | %d | %.1f %% |%n",
        name,
        group.turns,
        100 * Group.share(group.floored, group.turns),
        group.gold,
        group.gold == 0 ? 100 : 100 - 100 * Group.share(group.lost, group.gold));
  }

  /** Roles by name, people together. */
  private static String speaker(LabelledMessage one) {
    String name = one.message().speaker().orElse("unknown").toLowerCase(Locale.ROOT);
    return switch (name) {
      case "user", "assistant", "system", "tool", "unknown" -> name;
      default -> "person";
    };
  }

  private static String length(LabelledMessage one) {
    int length = one.message().text().length();
    if (length < 50) {
      return "1: below 50 characters";
    }
    return length < 150 ? "2: 50 to 149" : length < 500 ? "3: 150 to 499" : "4: 500 and more";
  }
}
