package dev.engram.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.ChildProcess;
import dev.engram.MemoryGraph;
import dev.engram.Seed;
import dev.engram.TestKeys;
import dev.engram.memory.MemoryId;
import dev.engram.query.Degradation;
import dev.engram.query.Query;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a writing process with SIGKILL at random instants, from outside, and looks at what is left.
 *
 * <p>The long run: {@code mvn -pl engram-crypto,engram-index,engram-core test -Dtest=KillTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dsurefire.extra.flags="-Dengram.kill.cycles=200"}.
 */
class KillTest {
  private static final int CYCLES = Integer.getInteger("engram.kill.cycles", 10);

  /** A vault lives through this many kills; checking takes longer the larger it grows. */
  private static final int CYCLES_OF_A_VAULT = 20;

  private static final int LONGEST_LIFE_MILLIS = 1_200;

  @TempDir private Path folder;
  private final Random random = Seed.random("KillTest");
  private Ledger ledger = new Ledger();
  private int acknowledged;
  private int checked;

  @Test
  void noAcknowledgedWriteIsLostWheneverTheProcessIsKilled()
      throws IOException, InterruptedException {
    long began = System.nanoTime();
    for (int cycle = 0; cycle < CYCLES; cycle++) {
      Path vault = folder.resolve(cycle / CYCLES_OF_A_VAULT + ".engram");
      if (cycle % CYCLES_OF_A_VAULT == 0) {
        acknowledged += ledger.acknowledged();
        ledger = new Ledger();
      }
      boolean sometimeFromTheStart = random.nextInt(4) == 0;
      kill(vault, sometimeFromTheStart);
      boolean lookAtIt = random.nextInt(5) > 0 || cycle == CYCLES - 1;
      if (lookAtIt && Files.exists(vault)) {
        check(vault, cycle);
      }
    }
    acknowledged += ledger.acknowledged();
    assertThat(acknowledged).isGreaterThan(10 * CYCLES);
    System.out.printf(
        "KillTest: %d kills, %d vaults looked at, %d acknowledged writes, none lost, %d s%n",
        CYCLES, checked, acknowledged, Duration.ofNanos(System.nanoTime() - began).toSeconds());
  }

  /** Lets a process write and kills it, some time after it started or after its first write. */
  private void kill(Path vault, boolean sometimeFromTheStart)
      throws IOException, InterruptedException {
    Process child =
        ChildProcess.start(
            BusyWriter.class, List.of(vault.toString(), Integer.toString(random.nextInt())));
    var firstWrite = new CountDownLatch(sometimeFromTheStart ? 0 : 2);
    var lines = new ArrayList<String>();
    var reading = CompletableFuture.runAsync(() -> drain(child, lines, firstWrite));
    assertThat(firstWrite.await(60, TimeUnit.SECONDS)).isTrue();
    boolean ended = child.waitFor(random.nextInt(LONGEST_LIFE_MILLIS), TimeUnit.MILLISECONDS);
    assertThat(ended).as("the writer must not end by itself: %s", lines).isFalse();
    // Not Process.destroyForcibly(): that drops what the child printed and we have not read yet.
    assertThat(child.toHandle().destroyForcibly()).isTrue();
    child.waitFor();
    reading.join();
    lines.forEach(ledger::read);
  }

  private static void drain(Process child, List<String> lines, CountDownLatch firstWrite) {
    try (BufferedReader output = child.inputReader(StandardCharsets.UTF_8)) {
      var line = new StringBuilder();
      for (int c = output.read(); c >= 0; c = output.read()) {
        if (c == '\n') {
          lines.add(line.toString());
          line.setLength(0);
          firstWrite.countDown();
        } else {
          line.append((char) c);
        }
      }
    } catch (IOException killed) {
      // what was read until then counts
    }
  }

  /** Whether opening left some of a rebuild to idle time. */
  private static boolean rebuilding(MemoryGraph memory) {
    return memory
        .recall(Query.of("turn"), BusyWriter.REX)
        .trace()
        .degradations()
        .contains(Degradation.INDEX_REBUILDING);
  }

  private void check(Path vault, int cycle) {
    try (var memory = MemoryGraph.open(vault, TestKeys.right(), BusyWriter.options())) {
      ledger.compare(memory);
      if (rebuilding(memory)) {
        memory.maintain();
      }
      var findings = memory.doctor().findings();
      assertThat(findings).as("cycle %d", cycle).allMatch(finding -> finding.sound());
      requireEntries(memory);
      checked++;
    }
  }

  /** Whatever was acknowledged has its entry in the audit, whose chain the doctor walked. */
  private void requireEntries(MemoryGraph memory) {
    var entered =
        memory.audit().entries(Integer.MAX_VALUE).stream()
            .flatMap(entry -> entry.references().stream())
            .collect(Collectors.toSet());
    assertThat(ledger.ids())
        .allMatch(id -> entered.contains(memory.audit().reference(MemoryId.parse(id))));
  }
}
