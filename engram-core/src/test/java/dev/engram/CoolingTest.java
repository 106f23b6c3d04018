package dev.engram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.config.CaptureOptions;
import dev.engram.config.DedupOptions;
import dev.engram.config.EngramOptions;
import dev.engram.config.VectorOptions;
import dev.engram.config.VectorOptions.Cooling;
import dev.engram.memory.MemoryId;
import dev.engram.memory.Turn;
import dev.engram.query.Query;
import dev.engram.query.Recall;
import dev.engram.scope.Principal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How finely vectors are kept in memory follows their use; what is found does not change. */
class CoolingTest {
  private static final Principal REX = Principal.agent("rex");
  private static final Query QUERY = Query.of("number 4242 of kind 71 and shade 59").limit(5);

  /** So many that the adaptive index keeps codes. */
  private static final int MANY = 8_400;

  @TempDir private Path folder;
  private final HandClock clock = new HandClock();

  private MemoryGraph open(Cooling cooling) {
    return MemoryGraph.open(
        folder.resolve("rex.engram"),
        TestKeys.right(),
        EngramOptions.defaults()
            .withEmbedder(WordEmbedder.usual())
            .withCapture(CaptureOptions.defaults().off())
            .withDedup(DedupOptions.defaults().off())
            .withVectors(VectorOptions.defaults().withMemoryBudget(512L << 20).withCooling(cooling))
            .withClock(clock)
            .withoutBackground());
  }

  private static void fill(MemoryGraph memory) {
    var turns = new ArrayList<Turn>(MANY);
    for (int i = 0; i < MANY; i++) {
      turns.add(Turn.said("Ana", "number " + i + " of kind " + i % 97 + " and shade " + i % 89));
    }
    memory.remember(turns, REX);
  }

  private static long indexBytes(MemoryGraph memory) {
    return memory.health().indexBytes().getOrDefault("semantic", 0L);
  }

  private static MemoryId first(MemoryGraph memory) {
    Recall recall = memory.recall(QUERY, REX);
    return recall.hits().getFirst().id();
  }

  @Test
  void whatIsOfNoUseCoolsAndWhatIsWarmsAgain() {
    MemoryId wanted;
    long hot;
    long warm;
    try (var memory = open(Cooling.UNDER_PRESSURE)) {
      fill(memory);
      long written = indexBytes(memory);
      memory.maintain();
      hot = indexBytes(memory);
      assertThat(hot).as("what was written this week is kept in full").isGreaterThan(2 * written);
      wanted = first(memory);
      clock.move(Duration.ofDays(50));
      memory.maintain();
      warm = indexBytes(memory);
      assertThat(warm)
          .as("in 8 bits while there is memory")
          .isBetween(written * 9 / 10, written * 11 / 10);
      assertThat(memory.health().warnings()).noneMatch(one -> one.contains("memory for indexes"));
    }
    long cold;
    try (var memory = open(Cooling.ALWAYS)) {
      memory.maintain();
      cold = indexBytes(memory);
      assertThat(cold).as("in two bits after a month, when asked for").isLessThan(warm * 3 / 4);
      assertThat(first(memory)).isEqualTo(wanted);
      memory.maintain();
      clock.move(Duration.ofHours(2));
      memory.maintain();
      assertThat(indexBytes(memory)).as("what answered is hot again").isGreaterThan(cold);
      assertThat(memory.doctor().sound()).isTrue();
    }
    try (var memory = open(Cooling.ALWAYS)) {
      assertThat(indexBytes(memory)).as("it was saved as it was").isLessThan(warm);
      assertThat(first(memory)).isEqualTo(wanted);
      memory.maintain();
      assertThat(first(memory)).isEqualTo(wanted);
      assertThat(memory.doctor().sound()).isTrue();
    }
    try (var memory = open(Cooling.UNDER_PRESSURE)) {
      memory.maintain();
      assertThat(indexBytes(memory)).as("8-bit copies are read back").isGreaterThan(cold * 5 / 4);
      assertThat(first(memory)).isEqualTo(wanted);
      assertThat(memory.doctor().sound()).isTrue();
    }
  }
}
