package dev.engram.cli.command;

import dev.engram.MemoryGraph;
import dev.engram.cli.host.Host;
import dev.engram.cli.text.Glyphs;
import dev.engram.cli.text.Json;
import dev.engram.cli.text.Page;
import dev.engram.cli.text.Progress;
import dev.engram.cli.text.Style;
import dev.engram.cli.vault.VaultArguments;
import dev.engram.cli.vault.VaultArguments.Use;
import dev.engram.health.Diagnosis;
import dev.engram.health.Diagnosis.Finding;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks the whole vault. */
@Command(
    name = "doctor",
    description = {
      "Check the whole vault; exit code 1 when something is broken.",
      "With --security, show which layers of its defences are on, with proof; exit code 1 when one",
      "that was asked for is not in force."
    })
public final class DoctorCommand implements Callable<Integer> {
  private final Host host;

  @Mixin private final VaultArguments arguments = new VaultArguments();

  @Option(names = "--security", description = "Show the layers of the vault's defences.")
  private boolean security;

  /** A command in this world. */
  public DoctorCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    if (security) {
      return SecurityPage.print(host, arguments);
    }
    Diagnosis diagnosis;
    try (MemoryGraph memory = arguments.open(host, Use.LOOK);
        Progress progress = Progress.of(host)) {
      progress.say("checking every page, reference and index");
      diagnosis = memory.doctor();
    }
    if (arguments.json()) {
      print(diagnosis);
    } else {
      print(Page.of(host), diagnosis);
    }
    return diagnosis.sound() ? 0 : 1;
  }

  private void print(Diagnosis diagnosis) {
    var result = Json.object().put("sound", diagnosis.sound());
    var findings = result.putArray("findings");
    for (Finding finding : diagnosis.findings()) {
      findings
          .addObject()
          .put("check", finding.check())
          .put("sound", finding.sound())
          .put("detail", finding.detail());
    }
    Json.print(host, result);
  }

  private static void print(Page page, Diagnosis diagnosis) {
    int names =
        diagnosis.findings().stream().mapToInt(f -> Glyphs.width(f.check())).max().orElse(0);
    for (Finding finding : diagnosis.findings()) {
      String mark = finding.sound() ? page.styled(Style.GOOD, "✓") : page.styled(Style.BAD, "✗");
      page.line(mark + " " + Glyphs.padded(finding.check(), names) + "  " + finding.detail());
    }
    long broken = diagnosis.findings().stream().filter(finding -> !finding.sound()).count();
    page.line(broken == 0 ? "sound" : broken + " of " + diagnosis.findings().size() + " broken");
  }
}
