package dev.engram.cli.command;

import dev.engram.MemoryGraph;
import dev.engram.cli.host.Host;
import dev.engram.cli.text.Json;
import dev.engram.cli.text.MemoryDetail;
import dev.engram.cli.text.Page;
import dev.engram.cli.vault.VaultArguments;
import dev.engram.cli.vault.VaultArguments.Use;
import dev.engram.memory.Memory;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows one memory. */
@Command(name = "get", description = "Show one memory with everything known about it.")
public final class GetCommand implements Callable<Integer> {
  private final Host host;

  @Mixin private final VaultArguments arguments = new VaultArguments();

  @Mixin private final IdArgument id = new IdArgument();

  /** A command in this world. */
  public GetCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    Memory found;
    try (MemoryGraph memory = arguments.open(host, Use.LOOK)) {
      found = memory.get(id.value(), arguments.principal());
    }
    if (arguments.json()) {
      Json.print(host, Json.memory(found));
    } else {
      Page.of(host).fields(MemoryDetail.of(found, host.clock().getZone()));
    }
    return 0;
  }
}
