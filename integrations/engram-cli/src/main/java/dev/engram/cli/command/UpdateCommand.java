package dev.engram.cli.command;

import dev.engram.MemoryGraph;
import dev.engram.cli.host.Host;
import dev.engram.cli.text.Json;
import dev.engram.cli.text.Page;
import dev.engram.cli.vault.Texts;
import dev.engram.cli.vault.VaultArguments;
import dev.engram.cli.vault.VaultArguments.Use;
import dev.engram.memory.NewMemory;
import dev.engram.memory.Remembered;
import dev.engram.scope.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Gives a memory new words. */
@Command(
    name = "update",
    description = "Give a memory new words; the old ones stay in its history.")
public final class UpdateCommand implements Callable<Integer> {
  private final Host host;

  @Mixin private final VaultArguments arguments = new VaultArguments();

  @Mixin private final IdArgument id = new IdArgument();

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "TEXT",
      description = {
        "Of something said the words, of a fact its object,",
        "of a procedure its steps, one a line; '-' reads them."
      })
  private List<String> words = new ArrayList<>();

  /** A command in this world. */
  public UpdateCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    String text = Texts.of(host, words);
    Remembered updated;
    try (MemoryGraph memory = arguments.open(host, Use.ASK)) {
      Principal principal = arguments.principal();
      NewMemory revised = Revised.of(memory.get(id.value(), principal), text);
      updated = memory.update(id.value(), revised, principal);
    }
    if (arguments.json()) {
      Json.print(
          host,
          Json.object()
              .put("id", updated.id().toString())
              .put("outcome", "updated")
              .put("embedded", updated.embedded()));
    } else {
      Page.of(host).line(updated.id() + "  updated");
    }
    return 0;
  }
}
