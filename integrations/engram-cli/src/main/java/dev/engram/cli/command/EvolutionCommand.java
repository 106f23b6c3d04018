package dev.engram.cli.command;

import dev.engram.MemoryGraph;
import dev.engram.cli.host.Host;
import dev.engram.cli.text.FactCard;
import dev.engram.cli.text.Glyphs;
import dev.engram.cli.text.Json;
import dev.engram.cli.text.Page;
import dev.engram.cli.text.Times;
import dev.engram.cli.vault.Texts;
import dev.engram.cli.vault.VaultArguments;
import dev.engram.cli.vault.VaultArguments.Use;
import dev.engram.fault.InvalidInputException;
import dev.engram.memory.EntityId;
import dev.engram.memory.MemoryId;
import dev.engram.memory.MemoryKind;
import dev.engram.query.Evolution;
import dev.engram.query.Timeline;
import dev.engram.query.TimelineEvent;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows how what is known of something came to be what it is. */
@Command(
    name = "evolution",
    description = {
      "Show how what is known of a topic came to be what it is: what was",
      "added, corrected, reinforced and ended, in the order it happened."
    })
public final class EvolutionCommand implements Callable<Integer> {
  /** Columns before the words: a time to the minute, a transition, and gaps. */
  private static final int MARGIN = 33;

  private static final int TIME = 18;

  private final Host host;

  @Mixin private final VaultArguments arguments = new VaultArguments();

  @Parameters(
      paramLabel = "TOPIC",
      arity = "1..*",
      description = "A few words, or the id of an entity; '-' reads it.")
  private List<String> words = new ArrayList<>();

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      description = "At most so many memories, 1 to 500. Default: ${DEFAULT-VALUE}.")
  private int limit = 50;

  /** A command in this world. */
  public EvolutionCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    Evolution of = of(Texts.of(host, words)).limit(limit);
    Timeline line;
    try (MemoryGraph memory = arguments.open(host, Use.ASK)) {
      line = memory.evolution(of, arguments.principal());
    }
    if (arguments.json()) {
      print(line);
      return 0;
    }
    Page page = Page.of(host);
    line.events().forEach(event -> print(page, event));
    if (line.events().isEmpty()) {
      host.err().println("nothing is known of that");
    }
    line.degradations().stream()
        .sorted()
        .forEach(why -> host.err().println("note: " + RecallPage.says(why)));
    return 0;
  }

  private static Evolution of(String text) {
    try {
      return Evolution.of(EntityId.parse(text));
    } catch (InvalidInputException words) {
      return Evolution.of(text);
    }
  }

  private void print(Page page, TimelineEvent event) {
    ZoneId zone = host.clock().getZone();
    page.wrapped(
        Glyphs.padded(Times.minute(event.at(), zone), TIME)
            + Glyphs.padded(event.transition().label(), MARGIN - TIME),
        event.memory().text());
    if (event.memory().kind() == MemoryKind.FACT) {
      page.aside(MARGIN, FactCard.validity(event.memory(), zone));
    }
    event
        .sincePrevious()
        .filter(gap -> gap.compareTo(Duration.ofDays(1)) >= 0)
        .ifPresent(gap -> page.aside(MARGIN, gap.toDays() + " days after the event before"));
    page.aside(MARGIN, event.memory().id().toString());
    event.replaced().forEach(id -> page.aside(MARGIN, "in place of " + id));
  }

  private void print(Timeline line) {
    var result = Json.object();
    var events = result.putArray("events");
    for (TimelineEvent event : line.events()) {
      var node = events.addObject();
      node.put("at", event.at().toString()).put("transition", event.transition().label());
      event.sincePrevious().ifPresent(gap -> node.put("secondsSincePrevious", gap.toSeconds()));
      node.set("memory", Json.memory(event.memory()));
      node.set("replaced", Json.texts(ids(event.replaced())));
      node.set("replacedBy", Json.texts(ids(event.replacedBy())));
    }
    result.set(
        "degradations",
        Json.texts(line.degradations().stream().sorted().map(RecallJson::label).toList()));
    Json.print(host, result);
  }

  private static List<String> ids(List<MemoryId> of) {
    return of.stream().map(MemoryId::toString).toList();
  }
}
