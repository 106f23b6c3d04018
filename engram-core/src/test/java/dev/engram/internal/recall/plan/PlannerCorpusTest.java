package dev.engram.internal.recall.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.internal.capture.word.Resource;
import dev.engram.query.AnswerType;
import dev.engram.query.Query;
import dev.engram.query.QueryPlan;
import dev.engram.query.QuerySide;
import dev.engram.query.TimeRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * How well questions of our own are read: those that the rules were written by, and others that
 * were written when the rules stood.
 */
class PlannerCorpusTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final ZonedDateTime NOW = ZonedDateTime.of(2026, 5, 20, 15, 0, 0, 0, PARIS);

  private final Planner planner = new Planner();

  private record Labelled(
      String text, String intents, String ranges, String sides, String answers) {
    private static Labelled parse(String line) {
      String[] fields = line.split("\t", -1);
      return new Labelled(fields[0], fields[1], fields[2], fields[3], fields[4]);
    }
  }

  private record Tally(Map<String, int[]> counts, List<String> misses) {
    private void note(String what, boolean right, Labelled question, Object got) {
      int[] count = counts.computeIfAbsent(what, none -> new int[2]);
      count[0] += right ? 1 : 0;
      count[1]++;
      if (!right) {
        misses.add(what + ": " + question.text() + " -> " + got);
      }
    }

    private double share(String what) {
      int[] count = counts.getOrDefault(what, new int[] {1, 1});
      return (double) count[0] / count[1];
    }

    private int judged() {
      int[] none = {0, 0};
      return counts.getOrDefault("sides", none)[1] + counts.getOrDefault("no sides", none)[1];
    }

    private void hold(Map<String, Double> floors) {
      floors.forEach(
          (what, floor) -> assertThat(share(what)).as(what).isGreaterThanOrEqualTo(floor));
    }

    private String line() {
      return counts.entrySet().stream()
          .map(e -> e.getKey() + " " + e.getValue()[0] + "/" + e.getValue()[1])
          .collect(Collectors.joining(", "));
    }
  }

  @Test
  void readsNearlyAllQuestionsThatItsRulesWereWrittenBy() {
    Tally tally = tally("questions.tsv");
    tally.misses().forEach(miss -> System.out.println("  " + miss));
    assertThat(tally.judged()).isGreaterThanOrEqualTo(150);
    tally.hold(Map.of("intent", 0.95, "range", 0.95, "no range", 0.98, "sides", 0.95));
    tally.hold(Map.of("no sides", 0.98, "answer type", 0.95));
  }

  @Test
  void readsMostQuestionsThatNoRuleWasWrittenBy() {
    Tally tally = tally("questions-held-out.tsv");
    assertThat(tally.judged()).isGreaterThanOrEqualTo(80);
    tally.hold(Map.of("intent", 0.85, "range", 0.85, "no range", 0.95, "sides", 0.8));
    tally.hold(Map.of("no sides", 0.95, "answer type", 0.9));
  }

  private Tally tally(String list) {
    var tally = new Tally(new LinkedHashMap<>(), new ArrayList<>());
    Resource.lines(PlannerCorpusTest.class, list)
        .forEach(line -> judge(Labelled.parse(line), tally));
    System.out.println("plan, " + list + ": " + tally.line());
    return tally;
  }

  private void judge(Labelled question, Tally tally) {
    QueryPlan plan = planner.plan(Query.of(question.text()), NOW, Names.NONE);
    if (!question.intents().equals("*")) {
      boolean right =
          Arrays.asList(question.intents().split(",")).contains(plan.intents().top().name());
      tally.note("intent", right, question, plan.intents());
    }
    if (!question.ranges().equals("*")) {
      String got =
          plan.times().ranges().stream()
              .filter(range -> range.weight() >= 0.5)
              .map(PlannerCorpusTest::shown)
              .collect(Collectors.joining(";"));
      boolean none = question.ranges().equals("-");
      tally.note(
          none ? "no range" : "range", got.equals(none ? "" : question.ranges()), question, got);
    }
    String sides = plan.sides().stream().map(QuerySide::subject).collect(Collectors.joining("~"));
    boolean one = question.sides().equals("-");
    tally.note(
        one ? "no sides" : "sides", sides.equals(one ? "" : question.sides()), question, sides);
    if (!question.answers().contains("-")) {
      boolean right =
          Arrays.stream(question.answers().split(","))
              .map(AnswerType::valueOf)
              .anyMatch(plan.asksFor()::contains);
      tally.note("answer type", right, question, plan.asksFor());
    }
  }

  private static String shown(TimeRange range) {
    String kind =
        switch (range.kind()) {
          case WITHIN -> "W ";
          case BEFORE -> "B ";
          case AFTER -> "F ";
          case AROUND -> "A ";
        };
    return kind + day(range.from()) + ".." + day(range.to());
  }

  private static String day(Optional<Instant> moment) {
    return moment.map(m -> LocalDate.ofInstant(m, PARIS).toString()).orElse("");
  }
}
