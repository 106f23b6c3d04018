package dev.engram.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.ChildProcess;
import dev.engram.MemoryGraph;
import dev.engram.Seed;
import dev.engram.TestKeys;
import dev.engram.config.VaultKey;
import dev.engram.fault.ErrorCode;
import dev.engram.fault.VaultException;
import dev.engram.health.Diagnosis;
import dev.engram.memory.Turn;
import dev.engram.query.Query;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** §10.11: whenever a change of the key is killed, exactly one of the two keys opens it whole. */
@DisplayName("§10.11 A change of the key that is killed leaves one key that opens")
class KeyChangeKillTest {
  private static final int KILLS = 8;
  private static final int TURNS = 300;

  @TempDir private Path folder;
  private final Random random = Seed.random("KeyChangeKillTest");

  private Path vault() {
    return folder.resolve("changed.engram");
  }

  @Test
  void oneOfTheTwoKeysOpensAWholeVaultWheneverTheProcessIsKilled()
      throws IOException, InterruptedException {
    try (var memory = MemoryGraph.open(vault(), TestKeys.right(), Mover.options())) {
      memory.remember(
          IntStream.range(0, TURNS).mapToObj(i -> Turn.note("crate number n" + i)).toList(),
          Mover.REX);
    }
    boolean right = true;
    for (int kill = 0; kill < KILLS; kill++) {
      killedWhileChanging(right);
      right = opens(TestKeys.right());
      assertThat(opens(TestKeys.wrong())).as("exactly one key").isNotEqualTo(right);
      requireWhole(right ? TestKeys.right() : TestKeys.wrong());
    }
  }

  private void killedWhileChanging(boolean right) throws IOException, InterruptedException {
    Process child =
        ChildProcess.start(KeyChanger.class, List.of(vault().toString(), Boolean.toString(right)));
    try (BufferedReader output = child.inputReader(StandardCharsets.UTF_8)) {
      for (int i = random.nextInt(3); i >= 0; i--) {
        assertThat(output.readLine()).as("it ended by itself").isNotNull();
      }
      LockSupport.parkNanos(Duration.ofMillis(random.nextInt(120)).toNanos());
      child.destroyForcibly();
    }
    child.waitFor();
  }

  private boolean opens(VaultKey key) {
    try (var memory = MemoryGraph.open(vault(), key, Mover.options())) {
      return memory.stats(Mover.REX).total() == TURNS;
    } catch (VaultException refused) {
      assertThat(refused.code()).isEqualTo(ErrorCode.WRONG_KEY);
      return false;
    }
  }

  private void requireWhole(VaultKey key) {
    try (var memory = MemoryGraph.open(vault(), key, Mover.options())) {
      assertThat(memory.stats(Mover.REX).total()).isEqualTo(TURNS);
      int one = random.nextInt(TURNS);
      assertThat(memory.recall(Query.of("crate number n" + one).limit(1), Mover.REX).hits())
          .extracting(hit -> hit.text())
          .containsExactly("crate number n" + one);
      assertThat(memory.doctor().findings()).allMatch(Diagnosis.Finding::sound);
    }
  }
}
