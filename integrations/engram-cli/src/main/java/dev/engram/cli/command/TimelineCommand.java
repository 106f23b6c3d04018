package dev.engram.cli.command;

import dev.engram.MemoryGraph;
import dev.engram.cli.host.Host;
import dev.engram.cli.text.CaptureJson;
import dev.engram.cli.text.FactCard;
import dev.engram.cli.text.Glyphs;
import dev.engram.cli.text.Json;
import dev.engram.cli.text.MemoryCard;
import dev.engram.cli.text.Page;
import dev.engram.cli.vault.VaultArguments;
import dev.engram.cli.vault.VaultArguments.Use;
import dev.engram.fault.InvalidInputException;
import dev.engram.memory.Entity;
import dev.engram.memory.EntityId;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import dev.engram.memory.MemoryKind;
import dev.engram.memory.TimeSpan;
import dev.engram.scope.Principal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows everything about somebody or something in the order it happened. */
@Command(
    name = "timeline",
    description = {
      "Show every memory that speaks of somebody or something, in the order",
      "things happened; facts that hold no longer too."
    })
public final class TimelineCommand implements Callable<Integer> {
  /** Columns before the words: a time to the minute, and a gap. */
  private static final int MARGIN = 18;

  private final Host host;

  @Mixin private final VaultArguments arguments = new VaultArguments();

  @Parameters(
      paramLabel = "ENTITY",
      arity = "1..*",
      description = "A name, an alias or an id; of a name, what every scope knows.")
  private List<String> words = new ArrayList<>();

  /** A command in this world. */
  public TimelineCommand(Host host) {
    this.host = host;
  }

  /**
   * What was found.
   *
   * @param ids of those it is about
   * @param memories in order of time
   */
  private record Found(List<EntityId> ids, List<Entity> entities, List<Memory> memories) {}

  @Override
  public Integer call() {
    Found found;
    try (MemoryGraph memory = arguments.open(host, Use.LOOK)) {
      found = found(memory, String.join(" ", words), arguments.principal());
    }
    if (arguments.json()) {
      var result = Json.object();
      var entities = result.putArray("entities");
      found.entities.stream().map(CaptureJson::entity).forEach(entities::add);
      var memories = result.putArray("memories");
      found.memories.stream().map(Json::memory).forEach(memories::add);
      Json.print(host, result);
      return 0;
    }
    Page page = Page.of(host);
    found.memories.forEach(memory -> print(page, memory));
    if (found.ids.isEmpty()) {
      host.err().println("nobody and nothing is called that here");
    }
    return 0;
  }

  private static Found found(MemoryGraph memory, String text, Principal principal) {
    Optional<EntityId> id = id(text);
    List<Entity> named = id.isPresent() ? List.of() : memory.entitiesNamed(text, principal);
    List<EntityId> ids = id.map(List::of).orElseGet(() -> named.stream().map(Entity::id).toList());
    Map<MemoryId, Memory> all = new LinkedHashMap<>();
    for (EntityId one : ids) {
      memory.timeline(one, principal).forEach(entry -> all.putIfAbsent(entry.id(), entry));
    }
    return new Found(
        ids,
        named,
        all.values().stream().sorted(Comparator.comparing(TimelineCommand::when)).toList());
  }

  private static Optional<EntityId> id(String text) {
    try {
      return Optional.of(EntityId.parse(text));
    } catch (InvalidInputException name) {
      return Optional.empty();
    }
  }

  private static Instant when(Memory memory) {
    return memory.traits().occurred().map(TimeSpan::from).orElse(memory.traits().learned());
  }

  private void print(Page page, Memory memory) {
    ZoneId zone = host.clock().getZone();
    String who = MemoryCard.who(memory);
    page.wrapped(
        Glyphs.padded(MemoryCard.when(memory, zone), MARGIN),
        (who.isEmpty() ? "" : who + ": ") + memory.text());
    page.aside(
        MARGIN,
        memory.kind().label()
            + (memory.kind() == MemoryKind.FACT ? ", " + FactCard.validity(memory, zone) : ""));
    page.aside(MARGIN, memory.id().toString());
  }
}
