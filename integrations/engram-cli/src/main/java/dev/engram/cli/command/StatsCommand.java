package dev.engram.cli.command;

import dev.engram.MemoryGraph;
import dev.engram.cli.host.Host;
import dev.engram.cli.text.Json;
import dev.engram.cli.text.Page;
import dev.engram.cli.text.Table;
import dev.engram.cli.vault.VaultArguments;
import dev.engram.cli.vault.VaultArguments.Use;
import dev.engram.health.Stats;
import dev.engram.memory.MemoryKind;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Counts memories. */
@Command(name = "stats", description = "Count what this agent sees.")
public final class StatsCommand implements Callable<Integer> {
  private final Host host;

  @Mixin private final VaultArguments arguments = new VaultArguments();

  /** A command in this world. */
  public StatsCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    Stats stats;
    try (MemoryGraph memory = arguments.open(host, Use.LOOK)) {
      stats = memory.stats(arguments.principal());
    }
    if (arguments.json()) {
      var result = Json.object();
      var kinds = result.putObject("memories");
      for (MemoryKind kind : MemoryKind.values()) {
        kinds.put(kind.label(), stats.memories().getOrDefault(kind, 0));
      }
      Json.print(host, result.put("total", stats.total()).put("pending", stats.pending()));
      return 0;
    }
    Table table = Table.of(0, "kind", ">memories");
    for (MemoryKind kind : MemoryKind.values()) {
      table.row(kind.label(), Integer.toString(stats.memories().getOrDefault(kind, 0)));
    }
    Page page = Page.of(host);
    page.table(table.row("all", Integer.toString(stats.total())));
    if (stats.pending() > 0) {
      page.line(stats.pending() + " of them have no vectors yet");
    }
    return 0;
  }
}
