package dev.engram.bench.temporal;

import dev.engram.bench.temporal.TemporalSet.Case;
import dev.engram.bench.temporal.TemporalSet.Expected;
import dev.engram.internal.capture.time.TemporalExpressions;
import dev.engram.internal.capture.time.TimeMention;
import dev.engram.internal.capture.time.TimeMention.Kind;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.BiConsumer;

/**
 * Resolves every labelled text and counts. An expression is resolved if a mention that overlaps it
 * is of its type and the mention's likeliest reading is one of the labelled values; it is possible
 * if any reading is. What the labels leave without a value is left out, but a set counts as
 * resolved where it is found. For one thread.
 */
public final class TemporalEval {
  private static final int ROUNDS = 5;
  private static final List<String> TYPES =
      List.of(
          "date", "daterange", "datetime", "datetimerange", "time", "timerange", "duration", "set");

  private final TemporalExpressions expressions = new TemporalExpressions();
  private final BiConsumer<String, Boolean> trace;

  /** An evaluation. */
  public TemporalEval() {
    this((miss, resolved) -> {});
  }

  /**
   * An evaluation that tells of each labelled expression.
   *
   * @param trace takes a line on it, and whether it was resolved
   */
  TemporalEval(BiConsumer<String, Boolean> trace) {
    this.trace = trace;
  }

  /** Scores labelled texts. */
  TemporalScores score(List<Case> cases) {
    Map<String, TemporalScores.Type> types = new LinkedHashMap<>();
    TYPES.forEach(type -> types.put(type, new TemporalScores.Type(0, 0, 0, 0, 0)));
    int dated = 0;
    int resolved = 0;
    int possible = 0;
    int silent = 0;
    int alarms = 0;
    int spurious = 0;
    int crashes = 0;
    for (Case one : cases) {
      List<TimeMention> mentions;
      try {
        mentions = find(one);
      } catch (RuntimeException thrown) {
        crashes++;
        mentions = List.of();
      }
      long loose =
          mentions.stream()
              .filter(mention -> mention.kind() != Kind.RELATIVE_TO_EVENT)
              .filter(m -> one.expected().stream().noneMatch(e -> e.span().overlaps(m.span())))
              .count();
      if (one.expected().isEmpty()) {
        silent++;
        alarms += loose > 0 ? 1 : 0;
        trace.accept("silent\t" + one.input() + "\t" + mentions, loose == 0);
      } else {
        spurious += (int) loose;
      }
      boolean stated = false;
      int worst = 0;
      for (Expected expected : one.expected()) {
        if (!types.containsKey(expected.type())) {
          continue;
        }
        int rank = count(expected, mentions, types);
        if (rank >= 0) {
          trace.accept(
              expected.type()
                  + "\t"
                  + one.said()
                  + "\t"
                  + one.input()
                  + "\t"
                  + expected.values()
                  + "\t"
                  + mentions,
              rank == 0);
        }
        if (rank >= 0
            && expected.type().startsWith("date")
            && !expected.type().startsWith("datetime")) {
          stated = true;
          worst = Math.max(worst, rank);
        }
      }
      dated += stated ? 1 : 0;
      resolved += stated && worst == 0 ? 1 : 0;
      possible += stated && worst <= 1 ? 1 : 0;
    }
    return new TemporalScores(
        cases.size(),
        dated,
        resolved,
        possible,
        types,
        silent,
        alarms,
        spurious,
        crashes,
        time(cases));
  }

  private List<TimeMention> find(Case one) {
    return expressions.in(one.input(), one.said().atZone(ZoneOffset.UTC));
  }

  /** -1: not counted; 0: resolved; 1: among the readings; 2: missed. */
  private static int count(
      Expected expected, List<TimeMention> mentions, Map<String, TemporalScores.Type> types) {
    boolean set = expected.type().equals("set");
    if (expected.values().isEmpty() && !set) {
      types.computeIfPresent(expected.type(), (name, type) -> type.plusUnresolved());
      return -1;
    }
    int found = 0;
    int best = 2;
    for (TimeMention mention : mentions) {
      if (mention.span().overlaps(expected.span())
          && Agreement.kind(mention.kind(), expected.type())) {
        found = 1;
        OptionalInt rank = Agreement.rank(mention, expected);
        best = Math.min(best, rank.isEmpty() ? 2 : Math.min(1, rank.getAsInt()));
      }
    }
    int foundToo = found;
    int rank = best;
    types.computeIfPresent(
        expected.type(), (name, type) -> type.plus(foundToo, rank == 0 ? 1 : 0, rank <= 1 ? 1 : 0));
    return best;
  }

  private double time(List<Case> cases) {
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long begin = System.nanoTime();
      cases.forEach(this::timed);
      best = Math.min(best, (System.nanoTime() - begin) / 1e3 / Math.max(1, cases.size()));
    }
    return best;
  }

  private void timed(Case one) {
    try {
      find(one);
    } catch (RuntimeException counted) {
      // Counted before.
    }
  }
}
