package dev.engram.cli.command;

import dev.engram.cli.host.Host;
import dev.engram.cli.vault.VaultArguments;
import dev.engram.memory.MemoryId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Erases memories for good. */
@Command(
    name = "erase",
    description = {
      "Take memories out of the vault for good: words, vectors,",
      "and facts that only they speak for. Cannot be undone."
    })
public final class EraseCommand implements Callable<Integer> {
  private final Host host;

  @Mixin private final VaultArguments arguments = new VaultArguments();

  @Mixin private final ErasureTalk talk = new ErasureTalk();

  @Parameters(arity = "1..*", paramLabel = "ID", description = "Ids of memories, UUIDs.")
  private List<MemoryId> ids = new ArrayList<>();

  /** A command in this world. */
  public EraseCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    return talk.run(
        host,
        arguments,
        memory -> memory.erasure().rehearse(ids, arguments.principal()),
        memory -> memory.erasure().erase(ids, arguments.principal()));
  }
}
