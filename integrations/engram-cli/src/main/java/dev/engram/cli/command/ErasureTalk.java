package dev.engram.cli.command;

import dev.engram.MemoryGraph;
import dev.engram.cli.host.Host;
import dev.engram.cli.text.Json;
import dev.engram.cli.text.Page;
import dev.engram.cli.text.Table;
import dev.engram.cli.vault.VaultArguments;
import dev.engram.cli.vault.VaultArguments.Use;
import dev.engram.memory.ErasureReport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** What commands that erase have in common: tell first, ask, do it, report. Filled by picocli. */
final class ErasureTalk {
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(names = "--dry-run", description = "Tell what would be erased; erase nothing.")
  private boolean dryRun;

  @Option(names = "--yes", description = "Do not ask. Needed where nobody can be asked.")
  private boolean yes;

  /**
   * Runs the command.
   *
   * @param rehearsal tells what would be erased
   * @param erasure erases
   * @return the exit code: 1 if something could not be done, or was declined
   */
  int run(
      Host host,
      VaultArguments arguments,
      Function<MemoryGraph, ErasureReport> rehearsal,
      Function<MemoryGraph, ErasureReport> erasure) {
    if (!dryRun && !yes && !(host.terminal().in() && host.terminal().err())) {
      throw new ParameterException(
          spec.commandLine(), "nobody can be asked here: say --yes, or --dry-run");
    }
    try (MemoryGraph memory = arguments.open(host, Use.LOOK)) {
      if (dryRun) {
        return report(host, arguments, rehearsal.apply(memory));
      }
      if (!yes && declined(host, rehearsal.apply(memory))) {
        host.err().println("nothing was erased");
        return 1;
      }
      return report(host, arguments, erasure.apply(memory));
    }
  }

  private static boolean declined(Host host, ErasureReport told) {
    told.counts()
        .forEach((kind, count) ->
            host.err().println("  " + count + " " + kind.label().replace('_', ' ')));
    host.err().print("Erase these for good? Type yes: ");
    host.err().flush();
    try {
      var lines = new BufferedReader(new InputStreamReader(host.in(), StandardCharsets.UTF_8));
      String answer = Optional.ofNullable(lines.readLine()).orElse("");
      return !answer.strip().toLowerCase(Locale.ROOT).equals("yes");
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
  }

  private static int report(Host host, VaultArguments arguments, ErasureReport report) {
    if (arguments.json()) {
      Json.print(host, json(report));
    } else {
      print(Page.of(host), report);
    }
    report.undone().forEach(one -> host.err().println("not done: " + one));
    return report.undone().isEmpty() ? 0 : 1;
  }

  private static ObjectNode json(ErasureReport report) {
    var result = Json.object().put("dryRun", report.rehearsed());
    var counts = result.putObject(report.rehearsed() ? "wouldErase" : "erased");
    report.counts().forEach((kind, count) -> counts.put(kind.label(), count));
    result.put("rewritten", report.rewritten());
    var undone = result.putArray("undone");
    report.undone().forEach(undone::add);
    var copies = result.putArray("copies");
    report.copies().forEach(copy -> copies.add(copy.toString()));
    CopyLines.json(report.known(), result.putArray("known"));
    var dependents = result.putArray("dependents");
    report.dependents().forEach(id -> dependents.add(id.toString()));
    return result;
  }

  private static void print(Page page, ErasureReport report) {
    page.line(report.rehearsed() ? "would be erased" : "erased");
    Table table = Table.of(2, ">count", "what");
    report
        .counts()
        .forEach(
            (kind, count) -> table.row(Integer.toString(count), kind.label().replace('_', ' ')));
    page.table(table);
    if (report.rewritten()) {
      page.line("the file was written anew and its log cut");
    }
    report.known().forEach(copy -> page.line("may hold it still: " + CopyLines.line(copy)));
    report.copies().forEach(copy -> page.line("may be a copy, left alone: " + copy));
    report.dependents().forEach(id -> page.line("was derived from it, and stays: " + id));
  }
}
