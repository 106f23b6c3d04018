package dev.engram.cli.command;

import dev.engram.MemoryGraph;
import dev.engram.cli.host.Host;
import dev.engram.cli.text.Json;
import dev.engram.cli.text.Page;
import dev.engram.cli.vault.VaultArguments;
import dev.engram.cli.vault.VaultArguments.Use;
import dev.engram.memory.KnownCopy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** Copies the vault's file, or tells of the copies that were made. */
@Command(
    name = "backup",
    description = {
      "Copy the vault to a file that the same key opens. Without a file:",
      "list the copies and archives that were made of the vault."
    })
public final class BackupCommand implements Callable<Integer> {
  private final Host host;

  @Mixin private final VaultArguments arguments = new VaultArguments();

  @Parameters(paramLabel = "FILE", arity = "0..1", description = "The copy; must not exist yet.")
  private Optional<Path> file = Optional.empty();

  /** A command in this world. */
  public BackupCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    List<KnownCopy> copies;
    try (MemoryGraph memory = arguments.open(host, Use.LOOK)) {
      file.ifPresent(memory.archives()::backup);
      copies = memory.archives().copies();
    }
    if (arguments.json()) {
      ObjectNode node = Json.object();
      file.ifPresent(path -> node.put("file", path.toAbsolutePath().toString()));
      CopyLines.json(copies, node.putArray("copies"));
      Json.print(host, node);
    } else if (file.isPresent()) {
      Page.of(host).line(file.get() + "  opens with the vault's key");
    } else {
      copies.forEach(copy -> Page.of(host).line(CopyLines.line(copy)));
    }
    return 0;
  }
}
