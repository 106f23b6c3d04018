package dev.engram.cli.command;

import dev.engram.MemoryGraph;
import dev.engram.cli.host.Host;
import dev.engram.cli.text.Glyphs;
import dev.engram.cli.text.Json;
import dev.engram.cli.text.MemoryCard;
import dev.engram.cli.text.Page;
import dev.engram.cli.text.Style;
import dev.engram.cli.vault.VaultArguments;
import dev.engram.cli.vault.VaultArguments.Use;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import dev.engram.memory.MemoryKind;
import dev.engram.query.Listing;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists memories. */
@Command(name = "list", description = "List memories, newest first.")
public final class ListCommand implements Callable<Integer> {
  private final Host host;

  @Mixin private final VaultArguments arguments = new VaultArguments();

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      description = "At most so many, 1 to 1000. Default: ${DEFAULT-VALUE}.")
  private int limit = 20;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "Only episode, fact or procedure; repeatable.")
  private List<MemoryKind> kinds = new ArrayList<>();

  @Option(
      names = "--before",
      paramLabel = "ID",
      description = "Go on after this memory, the last of a list.")
  private Optional<MemoryId> before = Optional.empty();

  @Option(
      names = "--flagged",
      description = "Only what is kept back because it looks like instructions to a model.")
  private boolean flagged;

  /** A command in this world. */
  public ListCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    Listing listing = Listing.newest(limit);
    listing = before.map(listing::before).orElse(listing);
    if (!kinds.isEmpty()) {
      listing = listing.only(EnumSet.copyOf(kinds));
    }
    List<Memory> found;
    try (MemoryGraph memory = arguments.open(host, Use.LOOK)) {
      found =
          flagged
              ? memory.prompts().flagged(listing, arguments.principal())
              : memory.list(listing, arguments.principal());
    }
    if (arguments.json()) {
      var result = Json.object();
      var memories = result.putArray("memories");
      found.forEach(one -> memories.add(Json.memory(one)));
      Json.print(host, result);
      return 0;
    }
    Page page = Page.of(host);
    for (Memory one : found) {
      page.line(Glyphs.clip(Glyphs.line(one.text()), page.width()));
      page.line("  " + page.styled(Style.DIM, MemoryCard.about(one, host.clock().getZone())));
    }
    if (found.isEmpty()) {
      host.err().println(flagged ? "nothing is kept back here" : "nothing is remembered here");
    }
    return 0;
  }
}
