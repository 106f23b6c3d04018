package dev.engram.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.ChildProcess;
import dev.engram.MemoryGraph;
import dev.engram.Seed;
import dev.engram.TestKeys;
import dev.engram.WordEmbedder;
import dev.engram.config.EngramOptions;
import dev.engram.health.Diagnosis;
import dev.engram.internal.vault.ErasureTable;
import dev.engram.internal.vault.RawPages;
import dev.engram.internal.vault.Vault;
import dev.engram.memory.MemoryId;
import dev.engram.memory.MemoryKind;
import dev.engram.memory.PersonRef;
import dev.engram.memory.Turn;
import dev.engram.query.Listing;
import dev.engram.scope.Principal;
import dev.engram.scope.Scope;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErasureKillTest {
  private static final int KILLS = 5;
  private static final Scope GONE = Scope.personal("Wilhelmina");
  static final Principal HOST = Principal.admin("host");

  @TempDir private Path folder;
  private final Random random = Seed.random("ErasureKillTest");

  private Path vault() {
    return folder.resolve("rex.engram");
  }

  static EngramOptions options() {
    return EngramOptions.defaults().withEmbedder(WordEmbedder.usual()).withoutBackground();
  }

  private static String secret(int i) {
    return "My cipherword is Vexillology" + i + ", told at Kaffeeklatsch.";
  }

  private MemoryGraph open() {
    return MemoryGraph.open(vault(), TestKeys.right(), options());
  }

  private void fill() {
    try (var memory = open()) {
      memory.remember(
          IntStream.range(0, 40)
              .mapToObj(i -> Turn.note(secret(i)).with(Turn.note("x").placement().to(GONE)))
              .toList(),
          HOST);
      memory.remember(
          IntStream.range(0, 100).mapToObj(i -> Turn.note("crate number n" + i)).toList(), HOST);
    }
  }

  @Test
  @DisplayName("§10.6 an erasure that ended between its phases is finished at the next opening")
  void betweenThePhases() {
    fill();
    var traces = new Traces(vault(), RawPages.pageKey(vault(), TestKeys.right()));
    var needles = List.of("Vexillology", "Kaffeeklatsch", "Wilhelmina");
    assertThat(traces.ofTexts(needles)).isNotEmpty();
    var settings = new Vault.Settings(false, 1, 10);
    try (var raw =
        Vault.open(vault(), TestKeys.right(), settings, InstantSource.system(), new Random(1))) {
      int marked =
          raw.writer()
              .write(tx -> {
                int rows =
                    tx.prepare(
                            "INSERT INTO erasing SELECT ordinal FROM memory WHERE text LIKE"
                                + " '%cipherword%'")
                        .executeUpdate();
                ErasureTable.overwrite(tx);
                return rows;
              });
      assertThat(marked).isGreaterThanOrEqualTo(40);
    }
    assertThat(traces.ofTexts(needles)).as("left by the first phase alone").isNotEmpty();
    try (var memory = open()) {
      assertThat(traces.ofTexts(needles)).as("once it is open").isEmpty();
      assertThat(memory.list(Listing.newest(1_000), HOST)).hasSize(100);
      assertThat(memory.doctor().findings()).allMatch(Diagnosis.Finding::sound);
    }
    assertThat(traces.ofTexts(needles)).isEmpty();
  }

  @Test
  @DisplayName("§10.6 whenever an erasure is killed, all of it or nothing of it is done in the end")
  void killed() throws IOException, InterruptedException {
    for (int kill = 0; kill < KILLS; kill++) {
      fill();
      byte[] key = RawPages.pageKey(vault(), TestKeys.right());
      var traces = new Traces(vault(), key);
      Process child = ChildProcess.start(Eraser.class, List.of(vault().toString()));
      try (BufferedReader output = child.inputReader(StandardCharsets.UTF_8)) {
        assertThat(output.readLine()).isEqualTo("erasing");
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(250)).toNanos());
        child.destroyForcibly();
      }
      child.waitFor();
      try (var memory = open()) {
        long left =
            memory.list(Listing.newest(1_000), HOST).stream()
                .filter(one -> one.kind() == MemoryKind.EPISODE)
                .filter(one -> one.text().contains("Vexillology"))
                .count();
        if (left == 0) {
          assertThat(traces.ofTexts(List.of("Vexillology", "Kaffeeklatsch"))).isEmpty();
        } else {
          assertThat(left).isEqualTo(40);
        }
        assertThat(memory.doctor().findings()).allMatch(Diagnosis.Finding::sound);
        List<MemoryId> all =
            new ArrayList<>(
                memory.list(Listing.newest(1_000), HOST).stream().map(one -> one.id()).toList());
        memory.erasure().erase(all, HOST);
        assertThat(memory.list(Listing.newest(10), HOST)).isEmpty();
      }
    }
  }

  /** Erases, and tells when it begins. */
  public static final class Eraser {
    private Eraser() {}

    /** Argument: the vault. */
    public static void main(String[] arguments) {
      try (var memory = MemoryGraph.open(Path.of(arguments[0]), TestKeys.right(), options())) {
        System.out.println("erasing");
        System.out.flush();
        memory.erasure().purge(PersonRef.scope(GONE), HOST);
        System.out.println("erased");
      }
    }
  }
}
