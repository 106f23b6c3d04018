package dev.engram.cli.command;

import dev.engram.MemoryGraph;
import dev.engram.audit.AuditCount;
import dev.engram.audit.AuditEntry;
import dev.engram.audit.AuditEvent;
import dev.engram.audit.AuditHead;
import dev.engram.audit.AuditReference;
import dev.engram.audit.AuditVerdict;
import dev.engram.cli.host.Host;
import dev.engram.cli.text.Json;
import dev.engram.cli.text.Page;
import dev.engram.cli.text.Style;
import dev.engram.cli.text.Table;
import dev.engram.cli.text.Times;
import dev.engram.cli.vault.VaultArguments;
import dev.engram.cli.vault.VaultArguments.Use;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** What was done with a vault, and whether the record of it is whole. */
@Command(
    name = "audit",
    description = "Show what was done with the vault, or check that record.",
    synopsisSubcommandLabel = "[COMMAND]")
public final class AuditCommand implements Callable<Integer> {
  private static final int SHOWN_DIGITS = 8;

  private final Host host;

  @Mixin private final VaultArguments arguments = new VaultArguments();

  /** A command in this world. */
  public AuditCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    return list(20);
  }

  @Command(
      name = "list",
      description = "Show the newest entries, newest first. No content is kept.")
  int list(
      @Option(
              names = "--limit",
              paramLabel = "N",
              defaultValue = "20",
              description = "How many at most. Default: ${DEFAULT-VALUE}.")
          int most) {
    List<AuditEntry> entries;
    try (MemoryGraph memory = arguments.open(host, Use.LOOK)) {
      entries = memory.audit().entries(most);
    }
    if (arguments.json()) {
      var result = Json.object();
      var array = result.putArray("entries");
      entries.stream().map(AuditCommand::json).forEach(array::add);
      Json.print(host, result);
    } else {
      print(entries);
    }
    return 0;
  }

  private void print(List<AuditEntry> entries) {
    Table table = Table.of(4, ">number", "moment", "event", "about", "detail");
    for (AuditEntry entry : entries) {
      table.row(
          Long.toString(entry.seq()),
          Times.moment(entry.moment(), host.clock().getZone()),
          entry.event().label(),
          entry.references().stream()
              .map(one -> one.kind().label() + ":" + one.hash().substring(0, SHOWN_DIGITS))
              .collect(Collectors.joining(" ")),
          detail(entry));
    }
    Page.of(host).table(table);
  }

  private static String detail(AuditEntry entry) {
    String why =
        entry.code().map(code -> code.label() + " ").orElse("")
            + entry.during().map(during -> during.label() + " ").orElse("");
    return why
        + counts(entry).stream()
            .map(count -> count.getKey().label() + "=" + count.getValue())
            .collect(Collectors.joining(" "));
  }

  private static List<Map.Entry<AuditCount, Long>> counts(AuditEntry entry) {
    return entry.counts().entrySet().stream()
        .sorted(Comparator.comparing(Map.Entry::getKey))
        .toList();
  }

  private static ObjectNode json(AuditEntry entry) {
    var result =
        Json.object()
            .put("number", entry.seq())
            .put("moment", entry.moment().toString())
            .put("class", entry.storage().label())
            .put("event", entry.event().label());
    entry.code().ifPresent(code -> result.put("code", code.label()));
    entry.during().map(AuditEvent::label).ifPresent(during -> result.put("during", during));
    var counts = result.putObject("counts");
    counts(entry).forEach(count -> counts.put(count.getKey().label(), count.getValue()));
    var references = result.putArray("references");
    for (AuditReference one : entry.references()) {
      references.addObject().put("kind", one.kind().label()).put("hash", one.hash());
    }
    return result;
  }

  @Command(
      name = "verify",
      description = "Check every entry; exit code 1 and the first that is wrong, if one is.")
  int verify(
      @Option(
              names = "--head",
              paramLabel = "FILE",
              description = {
                "A file outside of the vault's folder in which the head of",
                "the audit is kept: checked against if it is there, and",
                "written anew if all is well."
              })
          Optional<Path> headFile)
      throws IOException {
    Optional<AuditHead> kept = Optional.empty();
    if (headFile.isPresent() && Files.exists(headFile.get())) {
      kept = Optional.of(AuditHead.parse(Files.readString(headFile.get())));
    }
    AuditVerdict verdict;
    AuditHead head;
    try (MemoryGraph memory = arguments.open(host, Use.LOOK)) {
      verdict = memory.audit().verify(kept);
      head = memory.audit().head();
    }
    if (headFile.isPresent() && verdict.sound()) {
      Files.writeString(headFile.get(), head.text() + System.lineSeparator());
    }
    if (arguments.json()) {
      print(verdict, kept.isPresent());
    } else {
      print(Page.of(host), verdict, kept.isPresent());
    }
    return verdict.sound() ? 0 : 1;
  }

  private void print(AuditVerdict verdict, boolean compared) {
    var result =
        Json.object()
            .put("sound", verdict.sound())
            .put("entries", verdict.entries())
            .put("keyed", verdict.keyed())
            .put("compared", compared)
            .put("head", verdict.head().text());
    verdict
        .broken()
        .ifPresent(broken ->
            result
                .putObject("broken")
                .put("number", broken.seq())
                .put("problem", broken.problem().name().toLowerCase(Locale.ROOT)));
    Json.print(host, result);
  }

  private static void print(Page page, AuditVerdict verdict, boolean compared) {
    if (verdict.broken().isPresent()) {
      var broken = verdict.broken().get();
      page.line(
          page.styled(Style.BAD, "✗ ") + "entry " + broken.seq() + ": " + broken.problem().told());
    } else {
      page.line(
          page.styled(Style.GOOD, "✓ ")
              + verdict.entries()
              + " entries, none altered or missing"
              + (compared ? ", and they go on from the head that was kept" : ""));
    }
    if (!verdict.keyed()) {
      page.line(
          page.styled(Style.BAD, "! ")
              + "the vault is not encrypted, so its audit is not keyed: it shows accidents only");
    }
  }
}
