package dev.engram.cli.command;

import dev.engram.MemoryGraph;
import dev.engram.cli.host.Host;
import dev.engram.cli.text.Json;
import dev.engram.cli.text.Page;
import dev.engram.cli.vault.VaultArguments;
import dev.engram.cli.vault.VaultArguments.Use;
import dev.engram.memory.Edge;
import dev.engram.memory.EdgeType;
import dev.engram.memory.MemoryId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Links two memories. */
@Command(name = "link", description = "Link a memory to another, or give a link its new weight.")
public final class LinkCommand implements Callable<Integer> {
  private final Host host;

  @Mixin private final VaultArguments arguments = new VaultArguments();

  @SuppressWarnings("NullAway.Init") // required, so set by picocli before call()
  @Parameters(index = "0", paramLabel = "FROM", description = "The memory that is linked.")
  private MemoryId source;

  @SuppressWarnings("NullAway.Init") // required, so set by picocli before call()
  @Parameters(
      index = "1",
      paramLabel = "TYPE",
      description = {
        "derived_from, caused_by, instance_of, inferred_from,",
        "contradicts, supports or related_to."
      })
  private EdgeType type;

  @SuppressWarnings("NullAway.Init") // required, so set by picocli before call()
  @Parameters(index = "2", paramLabel = "TO", description = "The memory it is linked to.")
  private MemoryId target;

  @Option(
      names = "--weight",
      paramLabel = "W",
      description = "Above 0, at most 1. Default: ${DEFAULT-VALUE}.")
  private double weight = 1;

  /** A command in this world. */
  public LinkCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    Edge edge = new Edge(source, target, type, weight);
    try (MemoryGraph memory = arguments.open(host, Use.LOOK)) {
      memory.link(edge, arguments.principal());
    }
    if (arguments.json()) {
      Json.print(host, Json.edge(edge));
    } else {
      Page.of(host).line(source + "  " + type.label() + "  " + target);
    }
    return 0;
  }
}
