package dev.engram.cli.command;

import dev.engram.MemoryGraph;
import dev.engram.cli.host.Host;
import dev.engram.cli.material.MaterialArguments;
import dev.engram.cli.text.CaptureNotes;
import dev.engram.cli.text.Page;
import dev.engram.cli.text.Plan;
import dev.engram.cli.text.Progress;
import dev.engram.cli.vault.VaultArguments;
import dev.engram.cli.vault.VaultArguments.Use;
import dev.engram.memory.DryRun;
import dev.engram.memory.Material;
import dev.engram.memory.Remembered;
import dev.engram.scope.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Remembers a text, a file, a fact or a procedure, or tells what would become of it. */
@Command(
    name = "remember",
    description = {
      "Remember something said, a file, a fact, or how something is done.",
      "Facts that are found in a text are stored with it, or strengthen or close",
      "what is known."
    })
public final class RememberCommand implements Callable<Integer> {
  /** Each batch is all or nothing, costs one fsync, and moves the progress on. */
  private static final int BATCH = 64;

  private final Host host;

  @Mixin private final VaultArguments arguments = new VaultArguments();

  @Mixin private final MaterialArguments material = new MaterialArguments();

  @Option(
      names = "--dry-run",
      description = "Show what would be stored, strengthened and closed, and why; store nothing.")
  private boolean dryRun;

  /** A command in this world. */
  public RememberCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    List<? extends Material> materials = material.materials(host);
    if (dryRun) {
      plan(materials);
    } else {
      RememberedReport.print(host, arguments.json(), remember(materials));
    }
    return 0;
  }

  private List<Remembered> remember(List<? extends Material> materials) {
    Principal principal = arguments.principal();
    var remembered = new ArrayList<Remembered>(materials.size());
    try (MemoryGraph memory = arguments.open(host, Use.FILL, material.zone(host));
        Progress progress = Progress.of(host)) {
      progress.say("remembering");
      for (int from = 0; from < materials.size(); from += BATCH) {
        int to = Math.min(materials.size(), from + BATCH);
        remembered.addAll(memory.remember(materials.subList(from, to), principal));
        if (materials.size() > BATCH) {
          progress.at("remembered", to, materials.size());
        }
      }
    }
    return remembered;
  }

  private void plan(List<? extends Material> materials) {
    DryRun run;
    try (Progress progress = Progress.of(host)) {
      progress.say("rehearsing");
      run =
          arguments.rehearse(
              host, material.zone(host), memory -> memory.dryRun(materials, arguments.principal()));
    }
    if (arguments.json()) {
      PlanJson.print(host, run);
    } else {
      var plan = new Plan(Page.of(host), material.zone(host), 0);
      plan.print(run.planned());
      plan.sum(run.planned());
      CaptureNotes.print(host, run.notes());
    }
  }
}
