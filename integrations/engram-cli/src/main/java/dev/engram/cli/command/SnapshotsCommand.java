package dev.engram.cli.command;

import dev.engram.MemoryGraph;
import dev.engram.cli.host.EmbedderChoice;
import dev.engram.cli.host.Host;
import dev.engram.cli.text.Json;
import dev.engram.cli.text.Page;
import dev.engram.cli.text.Table;
import dev.engram.cli.text.Times;
import dev.engram.cli.vault.VaultArguments;
import dev.engram.cli.vault.VaultArguments.Use;
import dev.engram.health.VectorSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** Vectors as they were: listed, taken, put back, deleted. */
@Command(
    name = "snapshots",
    description = "List the snapshots of vectors, newest first.",
    synopsisSubcommandLabel = "[COMMAND]")
public final class SnapshotsCommand implements Callable<Integer> {
  private final Host host;

  @Mixin private final VaultArguments arguments = new VaultArguments();

  /** A command in this world. */
  public SnapshotsCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    return list();
  }

  @Command(name = "list", description = "List them, newest first.")
  int list() {
    List<VectorSnapshot> all;
    try (MemoryGraph memory = arguments.open(host, Use.LOOK)) {
      all = memory.vectors().snapshots();
    }
    if (arguments.json()) {
      var result = Json.object();
      var array = result.putArray("snapshots");
      all.stream().map(SnapshotsCommand::json).forEach(array::add);
      Json.print(host, result);
    } else if (all.isEmpty()) {
      host.err().println("there is no snapshot");
    } else {
      print(all);
    }
    return 0;
  }

  @Command(name = "take", description = "Keep the vectors in use as they are now.")
  int take(@Parameters(paramLabel = "LABEL", description = "What for.") String label) {
    VectorSnapshot taken;
    try (MemoryGraph memory = arguments.open(host, Use.LOOK)) {
      taken = memory.vectors().snapshot(label);
    }
    if (arguments.json()) {
      Json.print(host, json(taken));
    } else {
      print(List.of(taken));
    }
    return 0;
  }

  @Command(
      name = "restore",
      description = {
        "Put the vectors of a snapshot back.",
        "Memories that came later are embedded anew; none is lost."
      })
  int restore(
      @Parameters(paramLabel = "NUMBER", description = "Its number.") long id,
      @Option(
              names = "--to",
              paramLabel = "MODEL",
              description = "Its model, if that is not the one in use: bge, minilm or ollama.")
          Optional<EmbedderChoice> to) {
    try (MemoryGraph memory = arguments.open(host, Use.ASK)) {
      if (to.isPresent()) {
        memory.vectors().restore(id, host.embedders().open(to.get(), true).orElseThrow());
      } else {
        memory.vectors().restore(id);
      }
      if (memory.vectors().migration().isPresent()) {
        return MoveWatch.report(host, arguments.json(), MoveWatch.run(host, memory));
      }
      int embedded = memory.maintain();
      if (arguments.json()) {
        Json.print(host, Json.object().put("restored", id).put("embedded", embedded));
      } else {
        Page.of(host).line("snapshot " + id + " is back, " + embedded + " memories embedded");
      }
    }
    return 0;
  }

  @Command(name = "delete", description = "Delete a snapshot, and what only it kept.")
  int delete(@Parameters(paramLabel = "NUMBER", description = "Its number.") long id) {
    try (MemoryGraph memory = arguments.open(host, Use.LOOK)) {
      memory.vectors().delete(id);
    }
    if (arguments.json()) {
      Json.print(host, Json.object().put("deleted", id));
    } else {
      Page.of(host).line("snapshot " + id + " is gone");
    }
    return 0;
  }

  private void print(List<VectorSnapshot> all) {
    Table table = Table.of(0, ">number", "taken", "model", ">memories", "label");
    for (VectorSnapshot one : all) {
      table.row(
          Long.toString(one.id()),
          Times.moment(one.taken(), host.clock().getZone()),
          one.model(),
          Integer.toString(one.memories()),
          one.label());
    }
    Page.of(host).table(table);
  }

  private static ObjectNode json(VectorSnapshot one) {
    return Json.object()
        .put("number", one.id())
        .put("label", one.label())
        .put("taken", one.taken().toString())
        .put("model", one.model())
        .put("dimension", one.dimension())
        .put("metric", one.metric())
        .put("memories", one.memories());
  }
}
