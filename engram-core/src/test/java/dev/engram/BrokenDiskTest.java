package dev.engram;

import static dev.engram.Failures.failing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.engram.config.EngramOptions;
import dev.engram.fault.ErrorCode;
import dev.engram.memory.Turn;
import dev.engram.query.Query;
import dev.engram.scope.Principal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokenDiskTest {
  private static final Principal REX = Principal.agent("rex");
  private static final int LIMIT_KIB = 4_096;

  @TempDir private Path folder;

  private MemoryGraph open(Path vault) {
    return MemoryGraph.open(vault, TestKeys.right(), EngramOptions.defaults().withoutBackground());
  }

  @Test
  void aBrokenDiskMakesTheEngineReadOnlyAndLosesNothing() throws IOException, InterruptedException {
    Path shell = Path.of("/bin/bash");
    assumeThat(shell).exists();
    Path vault = folder.resolve("rex.engram");
    String java =
        String.join(
            "' '",
            ChildProcess.command(
                LimitedWriter.class,
                System.getProperty("java.class.path"),
                List.of(vault.toString())));
    String printed =
        ChildProcess.output(
            List.of(shell.toString(), "-c", "ulimit -f " + LIMIT_KIB + "; exec '" + java + "'"));
    List<String> lines = printed.lines().toList();
    assertThat(lines)
        .contains("second failure E1014", "finds all true", "writable false")
        .anyMatch(line -> line.startsWith("first failure E100"))
        .anyMatch(line -> line.startsWith("read-only after a failed write: E100"));
    int acknowledged = Integer.parseInt(lines.getLast().substring("acknowledged ".length()));
    assertThat(lines).contains("has " + acknowledged);

    try (var memory = open(vault)) {
      memory.maintain(); // no index was saved
      assertThat(memory.stats(REX).total()).isEqualTo(acknowledged);
      assertThat(memory.doctor().sound()).isTrue();
      memory.remember(Turn.note("the disk is whole again"), REX);
    }
  }

  @Test
  void aFullDiskIsToldSoAndWritingGoesOnOnceThereIsRoom() throws IOException, InterruptedException {
    Path disk = folder.resolve("disk");
    Files.createDirectory(disk);
    assumeThat(run("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", disk.toString()))
        .as("may mount a small file system")
        .isTrue();
    try {
      fillTheDisk(disk);
    } finally {
      // whatever went wrong before is what is to be told
      run("umount", "--lazy", disk.toString());
    }
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException noSuchCommand) {
      return false;
    }
  }

  private void fillTheDisk(Path disk) throws IOException {
    Path ballast = disk.resolve("ballast");
    try (var memory = open(disk.resolve("rex.engram"))) {
      memory.remember(Turn.note("tea"), REX);
      long free = Files.getFileStore(disk).getUsableSpace();
      Files.write(ballast, new byte[(int) free - 200_000]);
      List<Turn> much =
          IntStream.range(0, 200).mapToObj(i -> Turn.note(i + "z".repeat(4_000))).toList();
      failing(ErrorCode.DISK_FULL, () -> memory.remember(much, REX));
      assertThat(memory.stats(REX).total()).isEqualTo(1);
      assertThat(memory.recall(Query.of("tea"), REX).hits()).hasSize(1);
      assertThat(memory.health().writable()).isTrue();
      Files.delete(ballast);
      memory.remember(much, REX);
      assertThat(memory.stats(REX).total()).isEqualTo(201);
      assertThat(memory.doctor().sound()).isTrue();
    }
    try (var memory = open(disk.resolve("rex.engram"))) {
      assertThat(memory.stats(REX).total()).isEqualTo(201);
      assertThat(memory.doctor().sound()).isTrue();
    }
  }
}
