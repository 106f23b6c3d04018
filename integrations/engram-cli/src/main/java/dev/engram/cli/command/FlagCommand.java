package dev.engram.cli.command;

import dev.engram.MemoryGraph;
import dev.engram.cli.host.Host;
import dev.engram.cli.text.Json;
import dev.engram.cli.text.Page;
import dev.engram.cli.vault.VaultArguments;
import dev.engram.cli.vault.VaultArguments.Use;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Keeps a memory back. */
@Command(name = "flag", description = "Keep a memory back as one that may be an attack.")
public final class FlagCommand implements Callable<Integer> {
  private final Host host;

  @Mixin private final VaultArguments arguments = new VaultArguments();

  @Mixin private final IdArgument id = new IdArgument();

  /** A command in this world. */
  public FlagCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    try (MemoryGraph memory = arguments.open(host, Use.LOOK)) {
      memory.prompts().flag(id.value(), arguments.principal());
    }
    if (arguments.json()) {
      Json.print(host, Json.object().put("flagged", id.value().toString()));
    } else {
      Page.of(host).line(id.value() + "  flagged");
    }
    return 0;
  }
}
