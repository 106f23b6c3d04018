package dev.engram.bench.vectors.soak;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.bench.vectors.contender.IndexKind;
import dev.engram.bench.vectors.data.Mixture;
import dev.engram.bench.vectors.data.RealVectors;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SoakJobTest {
  private static final int SIZE = 3_000;

  @Test
  @Timeout(60)
  void nothingFailsAndNothingComesBackShortWhileTheIndexChangesShapeAndIsSwapped() {
    long seed = Long.getLong("engram.seed", 7);
    Mixture corpus = Mixture.of(RealVectors.synthetic(64, seed), SIZE, 50, seed);
    var setup = new SoakSetup(IndexKind.restless(SIZE), corpus, Duration.ofSeconds(5), 2, seed);
    SoakJob.Outcome outcome = new SoakJob(setup).run();
    assertThat(outcome.faults().first()).as("seed " + seed).isEmpty();
    assertThat(outcome.faults().counts()).as("seed " + seed).isEmpty();
    var out = new ByteArrayOutputStream();
    outcome.report().print(new PrintStream(out, true, UTF_8));
    assertThat(out.toString(UTF_8)).contains("no search failed", "flat");
  }
}
