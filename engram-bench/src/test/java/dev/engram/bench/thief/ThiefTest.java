package dev.engram.bench.thief;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The thief sees what is there, so that its finding nothing means something. */
class ThiefTest {
  @TempDir private Path folder;

  @Test
  @DisplayName("§10.3, §10.6.3: a closed and a killed vault tell nothing that was remembered")
  void bothVaultsTellNothing() {
    var haul = new ThiefJob().run();
    assertThat(haul.closed()).hasSize(1);
    assertThat(haul.killed()).as("vault, log, shared memory, lock").hasSize(4);
    assertThat(haul.killed().get(2).structure()).anyMatch(said -> said.contains("write-ahead log"));
    assertThat(haul.empty()).isTrue();
  }

  @Test
  void whatIsPlainIsRead() throws Exception {
    byte[] bytes = new byte[8_192];
    new Random(1).nextBytes(bytes);
    Path file = folder.resolve("plain");
    Files.write(file, bytes);
    assertThat(Loot.of(file, List.of("quokka")).looksRandom()).isTrue();
    for (var charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE)) {
      byte[] word = "quokka".getBytes(charset);
      System.arraycopy(word, 0, bytes, 4_001, word.length);
      Files.write(file, bytes);
      assertThat(Loot.of(file, List.of("quokka")).found()).containsExactly("quokka");
    }
  }

  @Test
  void structureIsSeen() {
    byte[] random = new byte[1 << 20];
    new Random(2).nextBytes(random);
    assertThat(ByteStatistics.of(random).looksRandom(random.length)).isTrue();
    byte[] repeated = random.clone();
    System.arraycopy(repeated, 0, repeated, 8_192, 16);
    assertThat(ByteStatistics.of(repeated).looksRandom(repeated.length)).isFalse();
    byte[] run = random.clone();
    Arrays.fill(run, 5_000, 5_020, (byte) 7);
    assertThat(ByteStatistics.of(run).looksRandom(run.length)).isFalse();
    byte[] biased = random.clone();
    for (int i = 0; i < biased.length; i += 200) {
      biased[i] = 0;
    }
    assertThat(ByteStatistics.of(biased).looksRandom(biased.length)).isFalse();
    byte[] text = "and so on ".repeat(2_000).getBytes(StandardCharsets.UTF_8);
    assertThat(ByteStatistics.of(text).looksRandom(text.length)).isFalse();
  }
}
