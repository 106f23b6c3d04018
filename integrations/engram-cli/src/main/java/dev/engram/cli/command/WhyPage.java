package dev.engram.cli.command;

import dev.engram.cli.text.Glyphs;
import dev.engram.cli.text.Page;
import dev.engram.cli.text.Page.Field;
import dev.engram.cli.text.Style;
import dev.engram.cli.text.Table;
import dev.engram.cli.text.Times;
import dev.engram.query.Answerability;
import dev.engram.query.Dropped;
import dev.engram.query.Evidence;
import dev.engram.query.Hit;
import dev.engram.query.Intent;
import dev.engram.query.PlannedTimes;
import dev.engram.query.QueryName;
import dev.engram.query.QueryPlan;
import dev.engram.query.QuerySide;
import dev.engram.query.Recall;
import dev.engram.query.TimeAnchor;
import dev.engram.query.TimeRange;
import dev.engram.query.Trace;
import dev.engram.query.Trust;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why an answer is as it is, for a person: how the question was read, what each signal said. */
final class WhyPage {
  private static final double WORTH_SHOWING = 0.15;
  private static final int MOST_DROPPED = 10;

  private final Page page;
  private final ZoneId zone;

  WhyPage(Page page, ZoneId zone) {
    this.page = page;
    this.zone = zone;
  }

  /** What each signal said of a hit, the largest first, and how far it can be relied on. */
  void evidence(Hit hit, int margin) {
    Table table = Table.of(margin, "signal", ">rank", ">score", ">adds");
    hit.evidence().stream()
        .sorted(
            Comparator.comparingDouble((Evidence said) -> Math.abs(said.contribution())).reversed())
        .forEach(said ->
            table.row(
                said.signal(),
                "#" + said.rank(),
                String.format(Locale.ROOT, "%.2f", said.score()),
                String.format(Locale.ROOT, "%+.3f", said.contribution())));
    page.table(table);
    page.line(" ".repeat(margin) + page.styled(Style.DIM, trust(hit.trust())));
    page.blank();
  }

  private static String trust(Trust trust) {
    return String.format(
        Locale.ROOT,
        "trust %.2f: relevance %.2f, accuracy %.2f, freshness %.2f, utility %.2f",
        trust.composite(),
        trust.relevance(),
        trust.accuracy(),
        trust.freshness(),
        trust.utility());
  }

  /** How the question was read, whether it can be answered, what was left out, where time went. */
  void print(Recall recall) {
    page.fields(fields(recall));
    page.blank();
    List<Dropped> dropped = recall.trace().dropped();
    if (!dropped.isEmpty()) {
      dropped(dropped);
      page.blank();
    }
    stages(recall.trace());
  }

  private List<Field> fields(Recall recall) {
    QueryPlan plan = recall.trace().plan();
    var fields = new ArrayList<Field>();
    fields.add(new Field("wants", intents(plan)));
    add(fields, "asks for", plan.asksFor().stream().sorted().map(WhyPage::label));
    add(fields, "times", Stream.of(ranges(plan.times()), anchors(plan.times())).flatMap(s -> s));
    add(fields, "names", plan.names().stream().map(WhyPage::name));
    add(fields, "sides", plan.sides().stream().map(QuerySide::text));
    fields.add(new Field("known", known(recall.answerability())));
    return fields;
  }

  private static void add(List<Field> fields, String name, Stream<String> values) {
    String joined = values.map(Glyphs::line).collect(Collectors.joining(", "));
    if (!joined.isEmpty()) {
      fields.add(new Field(name, joined));
    }
  }

  private static String intents(QueryPlan plan) {
    return Stream.of(Intent.values())
        .filter(intent -> plan.intents().of(intent) >= WORTH_SHOWING)
        .sorted(Comparator.comparingDouble((Intent i) -> plan.intents().of(i)).reversed())
        .map(intent ->
            String.format(Locale.ROOT, "%s %.2f", label(intent), plan.intents().of(intent)))
        .collect(Collectors.joining(", "));
  }

  private Stream<String> ranges(PlannedTimes times) {
    return times.ranges().stream().map(this::range);
  }

  private String range(TimeRange range) {
    String from = range.from().map(moment -> Times.minute(moment, zone)).orElse("");
    String to = range.to().map(moment -> Times.minute(moment, zone)).orElse("");
    return label(range.kind()) + " " + from + (from.isEmpty() || to.isEmpty() ? "" : " to ") + to;
  }

  private static Stream<String> anchors(PlannedTimes times) {
    return times.anchors().stream()
        .map((TimeAnchor anchor) -> label(anchor.relation()) + " \"" + anchor.event() + "\"");
  }

  private static String name(QueryName name) {
    String others =
        name.aliases().isEmpty() ? "" : " (also " + String.join(", ", name.aliases()) + ")";
    return name.name() + (name.known() ? "" : " (unknown)") + others;
  }

  private static String known(Answerability known) {
    String signs =
        known.reasons().stream()
            .limit(3)
            .map(reason ->
                String.format(
                    Locale.ROOT,
                    "%s %.2f (%+.2f)",
                    label(reason.sign()),
                    reason.value(),
                    reason.weight()))
            .collect(Collectors.joining(", "));
    return String.format(
            Locale.ROOT, "%s, %.0f %%", label(known.verdict()), 100 * known.probability())
        + (signs.isEmpty() ? "" : ": " + signs);
  }

  private void dropped(List<Dropped> dropped) {
    Table table = Table.of(2, "left out", "because", "instead");
    dropped.stream()
        .limit(MOST_DROPPED)
        .forEach(one ->
            table.row(
                one.id().toString(),
                label(one.reason()),
                one.instead().map(Object::toString).orElse("")));
    page.table(table);
    if (dropped.size() > MOST_DROPPED) {
      page.line("  and " + (dropped.size() - MOST_DROPPED) + " more");
    }
  }

  private void stages(Trace trace) {
    Table table = Table.of(2, "stage", "how", ">memories", ">time");
    for (Trace.Stage stage : trace.stages()) {
      boolean counts = !stage.name().equals("embed") && !stage.name().equals("plan");
      table.row(
          stage.name(),
          Glyphs.clip(stage.detail(), 30),
          counts ? Integer.toString(stage.candidates()) : "",
          Times.took(stage.took()));
    }
    page.table(table.row("all", "", "", Times.took(trace.took())));
  }

  static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
