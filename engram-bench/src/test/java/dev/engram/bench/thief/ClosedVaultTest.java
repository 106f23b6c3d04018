package dev.engram.bench.thief;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.MemoryGraph;
import dev.engram.config.CaptureOptions;
import dev.engram.config.EngramOptions;
import dev.engram.config.VaultKey;
import dev.engram.memory.Turn;
import dev.engram.scope.Principal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What closed vaults tell: nothing but a size in steps. */
class ClosedVaultTest {
  private static final long STEP = 512 * 1024;
  private static final Principal REX = Principal.agent("rex");
  private static final long SEED = Long.getLong("engram.seed", 20_261_121);

  /**
   * Mean and deviation of chi-square over 256 values; six deviations are one in a thousand million.
   */
  private static final double CHI_MEAN = 255;

  private static final double CHI_DEVIATION = Math.sqrt(2 * 255);

  @TempDir private Path folder;
  private final Random random = new Random(SEED);

  private static EngramOptions options() {
    return EngramOptions.defaults()
        .withCapture(CaptureOptions.defaults().off())
        .withoutBackground();
  }

  private Path vault(String name, int memories) {
    Path vault = folder.resolve(name);
    byte[] key = new byte[32];
    random.nextBytes(key);
    try (var memory = MemoryGraph.open(vault, VaultKey.raw(key), options())) {
      if (memories > 0) {
        memory.remember(
            IntStream.range(0, memories).mapToObj(i -> Turn.note("crate " + i)).toList(), REX);
      }
    }
    return vault;
  }

  @Test
  @DisplayName("§10.3, §34.13: twenty closed vaults are told from random bytes by no test")
  void twentyVaultsLookRandom() throws IOException {
    double sum = 0;
    for (int i = 0; i < 20; i++) {
      Path vault = vault("v" + i, i * 3);
      byte[] bytes = Files.readAllBytes(vault);
      ByteStatistics all = ByteStatistics.of(bytes);
      assertThat(all.looksRandom(bytes.length)).as("%s", all).isTrue();
      sum += all.chiSquare();
      Files.delete(vault);
    }
    assertThat(sum / 20)
        .as("the mean of twenty")
        .isBetween(
            CHI_MEAN - 6 * CHI_DEVIATION / Math.sqrt(20),
            CHI_MEAN + 6 * CHI_DEVIATION / Math.sqrt(20));
  }

  @Test
  @DisplayName("§10.4, §34.13: over 200 inserts the size is a whole number of 512 KiB steps")
  void theSizeGrowsInSteps() throws IOException {
    Path vault = folder.resolve("steps");
    byte[] key = new byte[32];
    var sizes = new TreeSet<Long>();
    for (int opened = 0; opened < 5; opened++) {
      try (var memory = MemoryGraph.open(vault, VaultKey.raw(key.clone()), options())) {
        for (int i = 0; i < 40; i++) {
          memory.remember(Turn.note("crate " + opened + " " + i), REX);
          if (i % 5 == 0) {
            memory.maintain();
            assertThat(Files.size(vault) % STEP).isZero();
          }
        }
      }
      sizes.add(Files.size(vault));
      assertThat(Files.size(vault) % STEP).isZero();
      assertThat(Files.getLastModifiedTime(vault).toMillis()).as("§10.4.4").isEqualTo(86_400_000);
    }
    assertThat(sizes.size()).as("200 memories are not counted by their steps").isLessThan(6);
  }

  @Test
  @DisplayName(
      "§10.4: vaults of the same size with few and with many memories cannot be told apart")
  void howManyMemoriesOneSizeHoldsCannotBeTold() throws IOException {
    Map<Long, List<ByteStatistics>> few = samples(10);
    Map<Long, List<ByteStatistics>> many = samples(500);
    var common = new TreeSet<>(few.keySet());
    common.retainAll(many.keySet());
    assertThat(common)
        .as("sizes that both have: %s and %s", few.keySet(), many.keySet())
        .isNotEmpty();
    for (long size : common) {
      List<ByteStatistics> one = few.getOrDefault(size, List.of());
      List<ByteStatistics> other = many.getOrDefault(size, List.of());
      alike("chi-square", ByteStatistics::chiSquare, one, other);
      alike("entropy", ByteStatistics::entropy, one, other);
      alike("serial correlation", ByteStatistics::serialCorrelation, one, other);
      alike("ones", ByteStatistics::ones, one, other);
      alike("longest run", ByteStatistics::longestRun, one, other);
    }
  }

  private Map<Long, List<ByteStatistics>> samples(int memories) throws IOException {
    var samples = new HashMap<Long, List<ByteStatistics>>();
    for (int i = 0; i < 8; i++) {
      Path vault = vault("s" + memories + "-" + i, memories);
      byte[] bytes = Files.readAllBytes(vault);
      samples
          .computeIfAbsent((long) bytes.length, size -> new ArrayList<>())
          .add(ByteStatistics.of(bytes));
      Files.delete(vault);
    }
    return samples;
  }

  /** Welch's test; five deviations are one chance in a million. */
  private static void alike(
      String name,
      ToDoubleFunction<ByteStatistics> statistic,
      List<ByteStatistics> one,
      List<ByteStatistics> other) {
    double[] a = one.stream().mapToDouble(statistic).toArray();
    double[] b = other.stream().mapToDouble(statistic).toArray();
    double error = Math.sqrt(variance(a) / a.length + variance(b) / b.length);
    double difference = Math.abs(mean(a) - mean(b));
    if (a.length > 3 && b.length > 3) {
      assertThat(difference).as(name).isLessThanOrEqualTo(5 * error + 1e-12);
    }
  }

  private static double mean(double[] values) {
    return DoubleStream.of(values).average().orElse(0);
  }

  private static double variance(double[] values) {
    double mean = mean(values);
    return DoubleStream.of(values).map(value -> (value - mean) * (value - mean)).sum()
        / Math.max(1, values.length - 1);
  }
}
