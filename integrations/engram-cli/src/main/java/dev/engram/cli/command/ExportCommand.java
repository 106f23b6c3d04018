package dev.engram.cli.command;

import dev.engram.MemoryGraph;
import dev.engram.archive.ExportReport;
import dev.engram.archive.ExportRequest;
import dev.engram.cli.host.Host;
import dev.engram.cli.text.Json;
import dev.engram.cli.text.Page;
import dev.engram.cli.vault.ArchivePassphrase;
import dev.engram.cli.vault.VaultArguments;
import dev.engram.cli.vault.VaultArguments.Use;
import dev.engram.fault.AccessException;
import dev.engram.memory.MemoryKind;
import dev.engram.scope.Scope;
import dev.engram.spi.HumanChannel.PlaintextRequest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes an archive. */
@Command(
    name = "export",
    description = {
      "Write what the agent sees to an encrypted archive with a passphrase of its own:",
      "ENGRAM_ARCHIVE_PASSPHRASE, or asked for twice."
    })
public final class ExportCommand implements Callable<Integer> {
  private final Host host;

  @Mixin private final VaultArguments arguments = new VaultArguments();

  @Parameters(paramLabel = "FILE", description = "The archive; it must not exist yet.")
  private Path file = Path.of("");

  @Option(
      names = "--plaintext",
      description = {
        "Write JSON that anybody can read instead. A person at a terminal",
        "has to type back a code."
      })
  private boolean plaintext;

  @Option(names = "--kind", paramLabel = "KIND", description = "Only this kind; repeatable.")
  private List<MemoryKind> kinds = new ArrayList<>();

  @Option(names = "--scope", paramLabel = "SCOPE", description = "Only this scope; repeatable.")
  private List<Scope> scopes = new ArrayList<>();

  @Option(
      names = "--since",
      paramLabel = "MOMENT",
      description = "Only what was remembered since, for example 2025-03-01T00:00:00Z.")
  private Optional<Instant> since = Optional.empty();

  /** A command in this world. */
  public ExportCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    ExportRequest request = ExportRequest.everything().in(scopes.toArray(Scope[]::new));
    if (!kinds.isEmpty()) {
      request = request.only(kinds.toArray(MemoryKind[]::new));
    }
    if (since.isPresent()) {
      request = request.since(since.get());
    }
    ExportReport report = plaintext ? readable(request) : sealed(request);
    if (arguments.json()) {
      Json.print(
          host,
          Json.object()
              .put("file", file.toAbsolutePath().toString())
              .put("encrypted", !plaintext)
              .put("memories", report.memories())
              .put("edges", report.edges())
              .put("unreadable", report.unreadable()));
    } else {
      String left = report.unreadable() == 0 ? "" : ", " + report.unreadable() + " unreadable";
      Page.of(host)
          .line(
              report.memories()
                  + " memories, "
                  + report.edges()
                  + " links"
                  + left
                  + "  "
                  + file
                  + (plaintext ? "  readable by anybody who has the file" : ""));
    }
    return 0;
  }

  private ExportReport sealed(ExportRequest request) {
    try (MemoryGraph memory = arguments.open(host, Use.LOOK)) {
      return memory
          .archives()
          .export(file, ArchivePassphrase.fresh(host), request, arguments.principal());
    }
  }

  private ExportReport readable(ExportRequest request) {
    if (!host.terminal().in() || !host.terminal().err()) {
      throw AccessException.unconfirmed(
          "plain text needs a person at a terminal, to read a code and type it back");
    }
    try (MemoryGraph memory =
        arguments.open(host, Use.LOOK, options -> options.withHuman(this::show))) {
      memory.archives().requestPlaintextExport(request, arguments.principal());
      String code =
          host.prompt()
              .ask("Type the code to go on: ")
              .map(String::valueOf)
              .orElseThrow(() -> AccessException.unconfirmed("nobody typed the code"));
      return memory.archives().exportPlaintext(file, code, request, arguments.principal());
    }
  }

  private void show(PlaintextRequest asked) {
    host.err()
        .println(
            "This writes "
                + asked.memories()
                + " memories of "
                + asked.agent()
                + " for anybody to read. Code: "
                + asked.code());
    host.err().flush();
  }
}
