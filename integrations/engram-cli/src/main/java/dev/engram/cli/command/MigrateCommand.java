package dev.engram.cli.command;

import dev.engram.MemoryGraph;
import dev.engram.cli.host.EmbedderChoice;
import dev.engram.cli.host.Host;
import dev.engram.cli.vault.VaultArguments;
import dev.engram.cli.vault.VaultArguments.Use;
import dev.engram.config.MigrationOptions;
import dev.engram.health.MigrationProgress;
import dev.engram.spi.Embedder;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Moves memories to another embedding model. */
@Command(
    name = "migrate",
    description = {
      "Embed every memory anew by another model, and use that from then on.",
      "Interrupted, it goes on where it was when it is called again.",
      "From then on say --embedder MODEL to every command."
    })
public final class MigrateCommand implements Callable<Integer> {
  private final Host host;

  @Mixin private final VaultArguments arguments = new VaultArguments();

  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  @Spec
  private CommandSpec spec;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "MODEL",
      description = "bge, minilm or ollama; --embedder names the one in use.")
  private EmbedderChoice to = EmbedderChoice.NONE;

  @Option(names = "--cancel", description = "Give it up: what is in use stays.")
  private boolean cancel;

  @Option(names = "--no-snapshot", description = "Do not keep the present vectors.")
  private boolean withoutSnapshot;

  /** A command in this world. */
  public MigrateCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    if (to == EmbedderChoice.NONE || to == arguments.embedder()) {
      throw new ParameterException(
          spec.commandLine(), "--to must be a model, and another one than --embedder");
    }
    try (MemoryGraph memory = arguments.open(host, Use.LOOK)) {
      if (cancel) {
        memory.vectors().migration().ifPresent(move -> move.cancel());
      } else {
        Optional<Embedder> next = host.embedders().open(to, true);
        var options = MigrationOptions.defaults();
        memory
            .vectors()
            .migrate(next.orElseThrow(), withoutSnapshot ? options.withoutSnapshot() : options);
        MigrationProgress end = MoveWatch.run(host, memory);
        return MoveWatch.report(host, arguments.json(), end);
      }
      return memory
          .vectors()
          .migration()
          .map(move -> {
            MoveWatch.report(host, arguments.json(), move.progress());
            return 0;
          })
          .orElseGet(this::nothing);
    }
  }

  private int nothing() {
    host.err().println("no migration is under way");
    return 0;
  }
}
