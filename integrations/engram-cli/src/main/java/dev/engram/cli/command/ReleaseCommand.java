package dev.engram.cli.command;

import dev.engram.MemoryGraph;
import dev.engram.cli.host.Host;
import dev.engram.cli.text.Json;
import dev.engram.cli.text.Page;
import dev.engram.cli.vault.VaultArguments;
import dev.engram.cli.vault.VaultArguments.Use;
import dev.engram.scope.Principal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lets a flagged memory answer again; who holds the key is the host. */
@Command(
    name = "release",
    description = "Let a memory that was kept back answer again; look at it first.")
public final class ReleaseCommand implements Callable<Integer> {
  private final Host host;

  @Mixin private final VaultArguments arguments = new VaultArguments();

  @Mixin private final IdArgument id = new IdArgument();

  /** A command in this world. */
  public ReleaseCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    try (MemoryGraph memory = arguments.open(host, Use.LOOK)) {
      memory.prompts().release(id.value(), Principal.admin("host"));
    }
    if (arguments.json()) {
      Json.print(host, Json.object().put("released", id.value().toString()));
    } else {
      Page.of(host).line(id.value() + "  released");
    }
    return 0;
  }
}
