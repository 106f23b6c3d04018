package dev.engram.cli.measure;

import dev.engram.bench.thief.Loot;
import dev.engram.bench.thief.ThiefJob;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code engram bench thief}: what a vault's files tell without its key. */
@Command(
    name = "thief",
    description = {
      "Steals a vault that was closed, and one whose process was killed, and prints what can be",
      "learned from their files without the key. Exit code 1 if it is more than the threat model",
      "says. With FILEs, looks at those instead.",
      ""
    })
public final class BenchThiefCommand implements Callable<Integer> {
  @Parameters(arity = "0..*", paramLabel = "FILE", description = "Files to look at.")
  private List<Path> files = List.of();

  @Override
  public Integer call() {
    if (!files.isEmpty()) {
      List<Loot> loot = ThiefJob.look(files);
      ThiefJob.print("these files", loot, System.out);
      return loot.stream().allMatch(one -> one.found().isEmpty()) ? 0 : 1;
    }
    var haul = new ThiefJob().run();
    ThiefJob.print("a closed vault", haul.closed(), System.out);
    ThiefJob.print("a vault whose process was killed", haul.killed(), System.out);
    System.out.println(
        haul.empty()
            ? "nothing learned beyond sizes and times"
            : "MORE LEARNED THAN THERE SHOULD BE");
    return haul.empty() ? 0 : 1;
  }
}
