package dev.engram.cli.command;

import dev.engram.MemoryGraph;
import dev.engram.archive.ImportOptions;
import dev.engram.archive.ImportReport;
import dev.engram.cli.host.Host;
import dev.engram.cli.text.Json;
import dev.engram.cli.text.Page;
import dev.engram.cli.vault.ArchivePassphrase;
import dev.engram.cli.vault.VaultArguments;
import dev.engram.cli.vault.VaultArguments.Use;
import dev.engram.scope.Scope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** Takes an archive in, or undoes that. */
@Command(
    name = "import",
    description = {
      "Take an encrypted archive in through quarantine; its passphrase is",
      "ENGRAM_ARCHIVE_PASSPHRASE, or asked for."
    })
public final class ImportCommand implements Callable<Integer> {
  private final Host host;

  @Mixin private final VaultArguments arguments = new VaultArguments();

  @Parameters(paramLabel = "FILE", arity = "0..1", description = "The archive.")
  private Optional<Path> file = Optional.empty();

  @Option(names = "--dry-run", description = "Tell what would come of it, and change nothing.")
  private boolean rehearsed;

  @Option(names = "--into", paramLabel = "SCOPE", description = "Put everything into this scope.")
  private Optional<Scope> into = Optional.empty();

  @Option(names = "--to-home", description = "Put what is of foreign scopes into the agent's own.")
  private boolean home;

  @Option(
      names = "--with-flagged",
      description = "Let in what looks somewhat like instructions to a model.")
  private boolean flagged;

  @Option(
      names = "--oldest-days",
      paramLabel = "DAYS",
      description = "Move what happened longer ago to so long ago.")
  private Optional<Long> oldest = Optional.empty();

  @Option(
      names = "--undo",
      paramLabel = "NUMBER",
      description = "Forget what the import of this number brought.")
  private Optional<Long> undone = Optional.empty();

  /** A command in this world. */
  public ImportCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    if (undone.isPresent() == file.isPresent()) {
      host.err().println("engram: name either an archive or --undo");
      host.err().flush();
      return 2;
    }
    if (undone.isPresent()) {
      return undo(undone.get());
    }
    ImportReport report;
    try (MemoryGraph memory = arguments.open(host, rehearsed ? Use.ASK : Use.FILL)) {
      char[] passphrase = ArchivePassphrase.known(host);
      report =
          rehearsed
              ? memory
                  .archives()
                  .preview(file.orElseThrow(), passphrase, options(), arguments.principal())
              : memory
                  .archives()
                  .importFrom(file.orElseThrow(), passphrase, options(), arguments.principal());
    }
    if (arguments.json()) {
      Json.print(host, json(report));
    } else {
      print(report);
    }
    return 0;
  }

  private int undo(long id) {
    int forgotten;
    try (MemoryGraph memory = arguments.open(host, Use.LOOK)) {
      forgotten = memory.archives().undo(id, arguments.principal());
    }
    if (arguments.json()) {
      Json.print(host, Json.object().put("undone", id).put("forgotten", forgotten));
    } else {
      Page.of(host).line("import " + id + " undone: " + forgotten + " memories forgotten");
    }
    return 0;
  }

  private ImportOptions options() {
    ImportOptions options = ImportOptions.defaults();
    options = into.isPresent() ? options.into(into.get()) : options;
    options = home ? options.foreignToHome() : options;
    options = flagged ? options.withFlagged() : options;
    return oldest.isPresent() ? options.withOldest(Duration.ofDays(oldest.get())) : options;
  }

  private void print(ImportReport report) {
    Page page = Page.of(host);
    page.line(
        report.stored()
            + (report.id().isPresent() ? " of " : " would come in, of ")
            + report.total()
            + " memories"
            + (report.id().isPresent()
                ? " came in; 'engram import --undo "
                    + report.id().getAsLong()
                    + "' takes them out again"
                : ""));
    line(page, "known already", report.restated());
    line(page, "facts found anew in their episodes", report.derived());
    counts(report.rejected()).forEach((why, n) -> line(page, "left out: " + why, n));
    line(page, "let in though flagged", report.flagged());
    line(page, "scores or times not believed", report.clamped());
    line(page, "put into another scope", report.rehomed());
    line(page, "secrets taken out", report.redacted());
    line(page, "links", report.edges());
    counts(report.edgesRejected()).forEach((why, n) -> line(page, "links left out: " + why, n));
  }

  private static void line(Page page, String what, int number) {
    if (number > 0) {
      page.line("  " + number + "  " + what);
    }
  }

  private static Map<String, Integer> counts(Map<? extends Enum<?>, Integer> counts) {
    return counts.entrySet().stream()
        .collect(
            Collectors.toMap(
                entry -> entry.getKey().name().toLowerCase(Locale.ROOT),
                Map.Entry::getValue,
                Integer::sum,
                TreeMap::new));
  }

  private static ObjectNode json(ImportReport report) {
    ObjectNode node = Json.object();
    report.id().ifPresent(id -> node.put("import", id));
    node.put("total", report.total())
        .put("stored", report.stored())
        .put("restated", report.restated())
        .put("derived", report.derived());
    ObjectNode rejected = node.putObject("rejected");
    counts(report.rejected()).forEach(rejected::put);
    node.put("flagged", report.flagged())
        .put("clamped", report.clamped())
        .put("rehomed", report.rehomed())
        .put("redacted", report.redacted())
        .put("edges", report.edges());
    ObjectNode edges = node.putObject("edgesRejected");
    counts(report.edgesRejected()).forEach(edges::put);
    return node;
  }
}
