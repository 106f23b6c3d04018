package dev.engram.cli.command;

import dev.engram.MemoryGraph;
import dev.engram.cli.host.Host;
import dev.engram.cli.text.Json;
import dev.engram.cli.text.Page;
import dev.engram.cli.vault.VaultArguments;
import dev.engram.cli.vault.VaultArguments.Use;
import dev.engram.query.History;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows a memory's life. */
@Command(name = "history", description = "Show every version of a memory, and its links.")
public final class HistoryCommand implements Callable<Integer> {
  private final Host host;

  @Mixin private final VaultArguments arguments = new VaultArguments();

  @Mixin private final IdArgument id = new IdArgument();

  /** A command in this world. */
  public HistoryCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    History history;
    try (MemoryGraph memory = arguments.open(host, Use.LOOK)) {
      history = memory.history(id.value(), arguments.principal());
    }
    if (arguments.json()) {
      var result = Json.object().put("id", id.value().toString());
      var versions = result.putArray("versions");
      history.versions().forEach(version -> versions.add(Json.memory(version)));
      var links = result.putArray("links");
      history.edges().forEach(edge -> links.add(Json.edge(edge)));
      Json.print(host, result);
    } else {
      new HistoryPage(Page.of(host), host.clock().getZone()).print(id.value(), history);
    }
    return 0;
  }
}
