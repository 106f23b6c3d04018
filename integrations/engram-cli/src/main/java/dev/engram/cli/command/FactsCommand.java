package dev.engram.cli.command;

import dev.engram.MemoryGraph;
import dev.engram.cli.host.Host;
import dev.engram.cli.text.FactCard;
import dev.engram.cli.text.Glyphs;
import dev.engram.cli.text.Json;
import dev.engram.cli.text.Page;
import dev.engram.cli.vault.VaultArguments;
import dev.engram.cli.vault.VaultArguments.Use;
import dev.engram.memory.Memory;
import dev.engram.query.FactQuery;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what is known of somebody or something. */
@Command(
    name = "facts",
    description = "Show the facts about somebody or something, those that hold first.")
public final class FactsCommand implements Callable<Integer> {
  private final Host host;

  @Mixin private final VaultArguments arguments = new VaultArguments();

  @Parameters(paramLabel = "SUBJECT", arity = "1..*", description = "A name or an alias.")
  private List<String> words = new ArrayList<>();

  @Option(names = "--history", description = "Show facts that hold no longer as well.")
  private boolean history;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      description = "At most so many, 1 to 10000. Default: ${DEFAULT-VALUE}.")
  private int limit = 100;

  /** A command in this world. */
  public FactsCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    var query = new FactQuery(String.join(" ", words), history, limit);
    List<Memory.Fact> facts;
    try (MemoryGraph memory = arguments.open(host, Use.LOOK)) {
      facts = memory.facts(query, arguments.principal());
    }
    if (arguments.json()) {
      var result = Json.object();
      var all = result.putArray("facts");
      facts.forEach(fact -> all.add(Json.memory(fact)));
      Json.print(host, result);
      return 0;
    }
    Page page = Page.of(host);
    ZoneId zone = host.clock().getZone();
    for (Memory.Fact fact : facts) {
      page.line(Glyphs.clip(Glyphs.line(FactCard.parts(fact)), page.width()));
      page.aside(2, FactCard.validity(fact, zone) + ", " + FactCard.claim(fact));
      page.aside(2, fact.id().toString());
    }
    if (facts.isEmpty()) {
      host.err().println("no facts are known about that");
    }
    return 0;
  }
}
