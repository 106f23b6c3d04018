package dev.engram.cli.command;

import dev.engram.MemoryGraph;
import dev.engram.cli.host.Host;
import dev.engram.cli.text.CaptureJson;
import dev.engram.cli.text.EntityCard;
import dev.engram.cli.text.Json;
import dev.engram.cli.text.Page;
import dev.engram.cli.vault.VaultArguments;
import dev.engram.cli.vault.VaultArguments.Use;
import dev.engram.memory.Entity;
import dev.engram.memory.EntityId;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows who and what memories speak of; puts together what is one, takes apart what is two. */
@Command(
    name = "entities",
    description = "Show who and what memories speak of, last seen first.",
    synopsisSubcommandLabel = "[COMMAND]")
public final class EntitiesCommand implements Callable<Integer> {
  private static final int MOST = 10_000;

  private final Host host;

  @Mixin private final VaultArguments arguments = new VaultArguments();

  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  @Spec
  private CommandSpec spec;

  @Option(names = "--named", paramLabel = "NAME", description = "Only those called so.")
  private Optional<String> named = Optional.empty();

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      description = "At most so many, 1 to 10000. Default: ${DEFAULT-VALUE}.")
  private int limit = 50;

  /** A command in this world. */
  public EntitiesCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    if (limit < 1 || limit > MOST) {
      throw new ParameterException(spec.commandLine(), "--limit must be 1 to " + MOST);
    }
    List<Entity> entities;
    try (MemoryGraph memory = arguments.open(host, Use.LOOK)) {
      entities =
          named
              .map(name -> memory.entitiesNamed(name, arguments.principal()))
              .orElseGet(() -> memory.entities(limit, arguments.principal()));
    }
    if (arguments.json()) {
      var result = Json.object();
      var all = result.putArray("entities");
      entities.stream().limit(limit).map(CaptureJson::entity).forEach(all::add);
      Json.print(host, result);
      return 0;
    }
    Page page = Page.of(host);
    ZoneId zone = host.clock().getZone();
    entities.stream().limit(limit).forEach(entity -> EntityCard.print(page, entity, zone));
    if (entities.isEmpty()) {
      host.err().println("no entity is known here");
    }
    return 0;
  }

  @Command(
      name = "merge",
      description = {
        "Put two entities together, because they are one.",
        "Facts about both are then facts about one subject."
      })
  int merge(
      @Parameters(paramLabel = "KEPT", description = "The id of the one that remains.")
          EntityId kept,
      @Parameters(paramLabel = "ABSORBED", description = "The id of the one that goes into it.")
          EntityId absorbed) {
    try (MemoryGraph memory = arguments.open(host, Use.LOOK)) {
      return changed(memory.merge(kept, absorbed, arguments.principal()));
    }
  }

  @Command(name = "split", description = "Take some names of an entity apart, as a new entity.")
  int split(
      @Parameters(paramLabel = "ID", description = "The entity's id.") EntityId from,
      @Parameters(paramLabel = "NAME", arity = "1..*", description = "Some, not all, of its names.")
          List<String> names) {
    try (MemoryGraph memory = arguments.open(host, Use.LOOK)) {
      return changed(memory.split(from, new LinkedHashSet<>(names), arguments.principal()));
    }
  }

  private int changed(Entity entity) {
    if (arguments.json()) {
      Json.print(host, CaptureJson.entity(entity));
    } else {
      EntityCard.print(Page.of(host), entity, host.clock().getZone());
    }
    return 0;
  }
}
