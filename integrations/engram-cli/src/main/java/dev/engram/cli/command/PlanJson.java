package dev.engram.cli.command;

import dev.engram.cli.host.Host;
import dev.engram.cli.text.CaptureJson;
import dev.engram.cli.text.Json;
import dev.engram.memory.DryRun;
import dev.engram.memory.DryRun.Action;
import dev.engram.memory.DryRun.Planned;
import java.util.Locale;

/** A plan for a program. */
final class PlanJson {
  private PlanJson() {}

  static void print(Host host, DryRun run) {
    var result = Json.object();
    var planned = result.putArray("planned");
    for (Planned one : run.planned()) {
      var node = planned.addObject().put("input", one.input()).put("action", label(one.action()));
      var memory = Json.memory(one.memory());
      one.annotations().ifPresent(found -> CaptureJson.annotate(memory, found));
      node.set("memory", memory);
      node.set("entities", Json.texts(one.entities()));
      node.set("why", Json.texts(one.why()));
    }
    var counts = result.putObject("counts");
    for (Action action : Action.values()) {
      counts.put(
          label(action), run.planned().stream().filter(one -> one.action() == action).count());
    }
    result.set("notes", CaptureJson.notes(run.notes()));
    Json.print(host, result);
  }

  private static String label(Action action) {
    return action.name().toLowerCase(Locale.ROOT);
  }
}
