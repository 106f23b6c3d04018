package dev.engram.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.ChildProcess;
import dev.engram.MemoryGraph;
import dev.engram.Seed;
import dev.engram.TestKeys;
import dev.engram.WordEmbedder;
import dev.engram.health.Diagnosis;
import dev.engram.health.MigrationProgress.State;
import dev.engram.memory.Turn;
import dev.engram.query.Query;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process in the middle of a migration; the next one goes on where it was. */
class MoverKillTest {
  private static final int CRATES = 200;
  private static final int KILLS = 3;

  @TempDir private Path folder;
  private final Random random = Seed.random("MoverKillTest");

  private Path vault() {
    return folder.resolve("moved.engram");
  }

  private static String crate(int i) {
    return "crate " + i + " number n" + i;
  }

  @Test
  void aMigrationLosesNothingWheneverTheProcessIsKilled() throws IOException, InterruptedException {
    try (var memory = MemoryGraph.open(vault(), TestKeys.right(), Mover.options())) {
      memory.remember(
          IntStream.range(0, CRATES).mapToObj(i -> Turn.note(crate(i))).toList(), Mover.REX);
    }
    int done = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      done = Math.max(done, movedUntilKilled());
      requireWhole(done);
    }
    assertThat(done).as("it went on each time").isGreaterThanOrEqualTo(7 * KILLS);
    try (var memory =
        MemoryGraph.open(
            vault(),
            TestKeys.right(),
            Mover.options()
                .withEmbedder(new WordEmbedder("other-48", 48))
                .withFormerEmbedder(WordEmbedder.usual()))) {
      memory.maintain();
      assertThat(memory.vectors().migration().orElseThrow().progress().state())
          .isEqualTo(State.DONE);
      requireFound(memory);
    }
  }

  /** How many were moved, by its own word. */
  private int movedUntilKilled() throws IOException, InterruptedException {
    Process child = ChildProcess.start(Mover.class, List.of(vault().toString()));
    int lines = 1 + random.nextInt(6);
    int done = 0;
    try (BufferedReader output = child.inputReader(StandardCharsets.UTF_8)) {
      for (int i = 0; i < lines; i++) {
        String line = output.readLine();
        assertThat(line).as("it ended by itself").isNotNull();
        done = Integer.parseInt(line);
      }
      assertThat(child.toHandle().destroyForcibly()).isTrue();
    }
    child.waitFor();
    return done;
  }

  private void requireWhole(int done) {
    var next = new WordEmbedder("other-48", 48);
    next.down(true);
    try (var memory =
        MemoryGraph.open(
            vault(),
            TestKeys.right(),
            Mover.options().withEmbedder(next).withFormerEmbedder(WordEmbedder.usual()))) {
      assertThat(memory.vectors().migration().orElseThrow().progress().done())
          .isGreaterThanOrEqualTo(done);
      next.down(false);
      requireFound(memory);
    }
  }

  private static void requireFound(MemoryGraph memory) {
    for (int i = 0; i < CRATES; i += 13) {
      assertThat(memory.recall(Query.of(crate(i)).limit(1), Mover.REX).hits().getFirst().text())
          .isEqualTo(crate(i));
    }
    assertThat(memory.doctor().findings()).allMatch(Diagnosis.Finding::sound);
  }
}
