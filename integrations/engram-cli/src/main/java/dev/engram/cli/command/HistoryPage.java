package dev.engram.cli.command;

import dev.engram.cli.text.Page;
import dev.engram.cli.text.Style;
import dev.engram.cli.text.Table;
import dev.engram.cli.text.Times;
import dev.engram.memory.Edge;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import dev.engram.memory.Traits;
import dev.engram.query.History;
import java.time.ZoneId;
import java.util.Locale;

/** A memory's life for a person. */
final class HistoryPage {
  private final Page page;
  private final ZoneId zone;

  HistoryPage(Page page, ZoneId zone) {
    this.page = page;
    this.zone = zone;
  }

  void print(MemoryId id, History history) {
    for (Memory version : history.versions()) {
      Traits traits = version.traits();
      page.wrapped(String.format(Locale.ROOT, "v%-2d  ", traits.version()), traits.text());
      page.line(
          "     "
              + page.styled(
                  Style.DIM,
                  traits.state().label()
                      + ", held from "
                      + Times.minute(traits.validFrom(), zone)
                      + traits
                          .validUntil()
                          .map(until -> " until " + Times.minute(until, zone))
                          .orElse("")));
    }
    if (!history.edges().isEmpty()) {
      page.blank();
      Table table = Table.of(0, "link", "memory", ">weight");
      for (Edge edge : history.edges()) {
        boolean outward = edge.source().equals(id);
        table.row(
            (outward ? "→ " : "← ") + edge.type().label(),
            (outward ? edge.target() : edge.source()).toString(),
            String.format(Locale.ROOT, "%.2f", edge.weight()));
      }
      page.table(table);
    }
  }
}
