package dev.engram.cli.command;

import dev.engram.MemoryGraph;
import dev.engram.cli.host.Host;
import dev.engram.cli.text.Json;
import dev.engram.cli.text.Page;
import dev.engram.cli.text.Page.Field;
import dev.engram.cli.text.Style;
import dev.engram.cli.vault.VaultArguments;
import dev.engram.cli.vault.VaultArguments.Use;
import dev.engram.health.Health;
import dev.engram.health.IndexProgress;
import dev.engram.health.OutwardHealth;
import dev.engram.health.Quality;
import dev.engram.health.SpaceHealth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ObjectNode;

/** Says how the engine is. */
@Command(name = "health", description = "Say how the engine is: sizes and states, no content.")
public final class HealthCommand implements Callable<Integer> {
  private final Host host;

  @Mixin private final VaultArguments arguments = new VaultArguments();

  /** A command in this world. */
  public HealthCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    Health health;
    Quality quality;
    try (MemoryGraph memory = arguments.open(host, Use.LOOK)) {
      health = memory.health();
      quality = memory.quality();
    }
    if (arguments.json()) {
      Json.print(host, json(health, quality));
      return 0;
    }
    Page page = Page.of(host);
    page.fields(fields(health));
    if (quality.recalls() > 0) {
      page.fields(fields(quality));
    }
    health.warnings().forEach(warning -> page.line(page.styled(Style.BAD, "! ") + warning));
    return 0;
  }

  private static List<Field> fields(Health health) {
    var fields = new ArrayList<Field>();
    fields.add(new Field("encrypted", health.encrypted() ? "yes" : "no"));
    fields.add(new Field("size", bytes(health.vaultBytes())));
    fields.add(new Field("schema", Integer.toString(health.schema())));
    fields.add(
        new Field("last use", health.recovered() ? "crashed; recovered" : "closed in order"));
    fields.add(new Field("writable", health.writable() ? "yes" : "no"));
    fields.add(
        new Field(
            "embedder",
            health.embedder().orElse("none")
                + (health.embedder().isPresent() && !health.embedderAvailable()
                    ? ", does not answer"
                    : "")));
    fields.add(new Field("pending", health.pendingEmbeddings() + " memories without vectors"));
    health
        .spaces()
        .forEach(space ->
            fields.add(
                new Field(
                    "space",
                    space.model()
                        + ", "
                        + space.role().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                        + ", "
                        + space.memories()
                        + " memories, dimension "
                        + space.dimension()
                        + ", "
                        + space.metric())));
    health.migration().ifPresent(far -> fields.add(new Field("migration", MoveWatch.line(far))));
    health
        .rebuilding()
        .forEach(index ->
            fields.add(new Field("rebuilding", index.index() + ", " + index.percent() + " %")));
    health.outward().forEach(service -> fields.add(new Field("outside", line(service))));
    fields.add(new Field("SIMD", health.simd() ? "yes" : "no"));
    fields.add(
        new Field(
            "denied to others",
            health.hardening().isEmpty() ? "nothing" : String.join(", ", health.hardening())));
    new TreeMap<>(health.indexBytes())
        .forEach((name, size) -> fields.add(new Field("index", name + ", " + bytes(size))));
    return fields;
  }

  private static String line(OutwardHealth service) {
    long replaced = service.replaced().values().stream().mapToLong(Long::longValue).sum();
    return service.service()
        + ", "
        + service.place().name().toLowerCase(Locale.ROOT).replace('_', ' ')
        + ", "
        + service.texts()
        + " texts, "
        + replaced
        + " stretches replaced, "
        + (service.withheld() + service.failed())
        + " texts kept here";
  }

  private static List<Field> fields(Quality quality) {
    var fields = new ArrayList<Field>();
    fields.add(
        new Field(
            "recalls",
            String.format(
                Locale.ROOT,
                "%d, relevancy %.2f, %.1f ms",
                quality.recalls(),
                quality.relevancy(),
                quality.took().toNanos() / 1e6)));
    quality
        .ndcg()
        .ifPresent(ndcg ->
            fields.add(
                new Field(
                    "judged",
                    String.format(Locale.ROOT, "%d, NDCG %.2f", quality.judged(), ndcg))));
    return fields;
  }

  private static String bytes(long bytes) {
    return bytes < 1 << 20
        ? String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0)
        : String.format(Locale.ROOT, "%.1f MiB", bytes / 1048576.0);
  }

  private static ObjectNode json(Health health, Quality quality) {
    var result =
        Json.object()
            .put("encrypted", health.encrypted())
            .put("schema", health.schema())
            .put("vaultBytes", health.vaultBytes())
            .put("recovered", health.recovered())
            .put("writable", health.writable())
            .put("writesWaiting", health.writesWaiting());
    health.embedder().ifPresent(model -> result.put("embedder", model));
    result
        .put("embedderAvailable", health.embedderAvailable())
        .put("pendingEmbeddings", health.pendingEmbeddings())
        .put("simd", health.simd());
    var indexes = result.putObject("indexBytes");
    new TreeMap<>(health.indexBytes()).forEach(indexes::put);
    var spaces = result.putArray("spaces");
    for (SpaceHealth space : health.spaces()) {
      spaces
          .addObject()
          .put("model", space.model())
          .put("dimension", space.dimension())
          .put("metric", space.metric())
          .put("vectors", space.vectors())
          .put("memories", space.memories())
          .put("role", space.role().name().toLowerCase(Locale.ROOT));
    }
    health.migration().ifPresent(far -> result.set("migration", MoveWatch.json(far)));
    var rebuilding = result.putArray("rebuilding");
    for (IndexProgress index : health.rebuilding()) {
      rebuilding
          .addObject()
          .put("index", index.index())
          .put("done", index.done())
          .put("total", index.total())
          .put("percent", index.percent())
          .put("answering", index.answering())
          .put("paused", index.paused());
    }
    var outside = result.putArray("outward");
    for (OutwardHealth service : health.outward()) {
      ObjectNode one =
          outside
              .addObject()
              .put("service", service.service())
              .put("place", service.place().name().toLowerCase(Locale.ROOT))
              .put("unproven", service.unproven())
              .put("calls", service.calls())
              .put("texts", service.texts())
              .put("withheld", service.withheld())
              .put("failed", service.failed());
      var kinds = one.putObject("replaced");
      new TreeMap<>(service.replaced()).forEach(kinds::put);
    }
    var recalls =
        result
            .putObject("quality")
            .put("recalls", quality.recalls())
            .put("relevancy", quality.relevancy())
            .put("judged", quality.judged())
            .put("candidates", quality.candidates())
            .put("micros", quality.took().toNanos() / 1_000)
            .put("degraded", quality.degraded());
    quality.lift().ifPresent(lift -> recalls.put("lift", lift));
    quality.ndcg().ifPresent(ndcg -> recalls.put("ndcg", ndcg));
    result.set("hardening", Json.texts(health.hardening()));
    result.set("warnings", Json.texts(health.warnings()));
    return result;
  }
}
