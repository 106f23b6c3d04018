package dev.engram.cli.command;

import dev.engram.MemoryGraph;
import dev.engram.cli.host.Host;
import dev.engram.cli.text.CaptureDetail;
import dev.engram.cli.text.CaptureJson;
import dev.engram.cli.text.Json;
import dev.engram.cli.text.MemoryDetail;
import dev.engram.cli.text.Page;
import dev.engram.cli.vault.VaultArguments;
import dev.engram.cli.vault.VaultArguments.Use;
import dev.engram.memory.Details;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows one memory. */
@Command(name = "get", description = "Show one memory with everything known about it.")
public final class GetCommand implements Callable<Integer> {
  private final Host host;

  @Mixin private final VaultArguments arguments = new VaultArguments();

  @Mixin private final IdArgument id = new IdArgument();

  /** A command in this world. */
  public GetCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    Details found;
    try (MemoryGraph memory = arguments.open(host, Use.LOOK)) {
      found = memory.details(id.value(), arguments.principal());
    }
    if (arguments.json()) {
      Json.print(host, CaptureJson.details(found));
      return 0;
    }
    ZoneId zone = host.clock().getZone();
    Page page = Page.of(host);
    page.fields(
        Stream.concat(
                MemoryDetail.of(found.memory(), zone).stream(),
                CaptureDetail.of(found, zone).stream())
            .toList());
    return 0;
  }
}
