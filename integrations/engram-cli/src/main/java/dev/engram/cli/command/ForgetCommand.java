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

/** Forgets a memory. */
@Command(
    name = "forget",
    description = "Make a memory answer no more; restore takes it back, erase takes it away.")
public final class ForgetCommand implements Callable<Integer> {
  private final Host host;

  @Mixin private final VaultArguments arguments = new VaultArguments();

  @Mixin private final IdArgument id = new IdArgument();

  /** A command in this world. */
  public ForgetCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    try (MemoryGraph memory = arguments.open(host, Use.LOOK)) {
      memory.forget(id.value(), arguments.principal());
    }
    if (arguments.json()) {
      Json.print(host, Json.object().put("forgotten", id.value().toString()));
    } else {
      Page.of(host).line(id.value() + "  forgotten");
    }
    return 0;
  }
}
