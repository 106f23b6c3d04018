package dev.engram.cli.command;

import dev.engram.MemoryGraph;
import dev.engram.cli.host.Host;
import dev.engram.cli.text.Glyphs;
import dev.engram.cli.text.Json;
import dev.engram.cli.text.Page;
import dev.engram.cli.text.Style;
import dev.engram.cli.vault.VaultArguments;
import dev.engram.cli.vault.VaultArguments.Use;
import dev.engram.health.SecurityLayer;
import dev.engram.health.SecurityReport;
import java.util.Locale;

/** Shows which layers of a vault's defences are in force. */
final class SecurityPage {
  private SecurityPage() {}

  /** Measures and shows; the exit code is 1 when something that was asked for is not in force. */
  static int print(Host host, VaultArguments arguments) {
    SecurityReport report;
    try (MemoryGraph memory = arguments.open(host, Use.LOOK)) {
      report = memory.security();
    }
    if (arguments.json()) {
      json(host, report);
    } else {
      page(Page.of(host), report);
    }
    return report.inForce() ? 0 : 1;
  }

  private static void json(Host host, SecurityReport report) {
    var result = Json.object().put("inForce", report.inForce());
    var layers = result.putArray("layers");
    for (SecurityLayer layer : report.layers()) {
      layers
          .addObject()
          .put("layer", layer.name())
          .put("state", layer.state().name().toLowerCase(Locale.ROOT))
          .put("asked", layer.asked())
          .put("evidence", layer.evidence());
    }
    Json.print(host, result);
  }

  private static void page(Page page, SecurityReport report) {
    int names = report.layers().stream().mapToInt(one -> Glyphs.width(one.name())).max().orElse(0);
    for (SecurityLayer layer : report.layers()) {
      page.line(
          mark(page, layer)
              + " "
              + Glyphs.padded(layer.name(), names)
              + "  "
              + Glyphs.padded(layer.state().label(), 18)
              + "  "
              + layer.evidence());
    }
    long failing = report.layers().stream().filter(SecurityLayer::fails).count();
    page.line(
        failing == 0
            ? "everything that was asked for is in force"
            : failing + " that were asked for are not in force");
  }

  private static String mark(Page page, SecurityLayer layer) {
    if (layer.fails()) {
      return page.styled(Style.BAD, "✗");
    }
    return layer.state() == SecurityLayer.State.ON ? page.styled(Style.GOOD, "✓") : "·";
  }
}
