package dev.engram.cli.command;

import dev.engram.MemoryGraph;
import dev.engram.cli.host.Host;
import dev.engram.cli.text.Json;
import dev.engram.cli.text.Page;
import dev.engram.cli.text.Progress;
import dev.engram.cli.vault.VaultArguments;
import dev.engram.cli.vault.VaultArguments.Use;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Does all idle work. */
@Command(
    name = "maintain",
    description = "Do all idle work now: indexes, embeddings, size and times of the file.")
public final class MaintainCommand implements Callable<Integer> {
  private final Host host;

  @Mixin private final VaultArguments arguments = new VaultArguments();

  /** A command in this world. */
  public MaintainCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    int embedded;
    long bytes;
    try (MemoryGraph memory = arguments.open(host, Use.LOOK);
        Progress progress = Progress.of(host)) {
      progress.say("embedding, saving, settling");
      embedded = memory.maintain();
      bytes = memory.health().vaultBytes();
    }
    if (arguments.json()) {
      Json.print(host, Json.object().put("embedded", embedded).put("vaultBytes", bytes));
    } else {
      Page.of(host)
          .line(embedded + " memories embedded, indexes saved, " + bytes + " bytes on disk");
    }
    return 0;
  }
}
