package dev.engram.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.cli.Cli.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchVectorsTest {
  @TempDir private Path folder;
  private Cli cli;

  @BeforeEach
  void world() {
    cli = Cli.in(folder);
  }

  private void refuses(String problem, String... arguments) {
    Outcome outcome = cli.run(arguments);
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(2);
    assertThat(outcome.err()).contains(problem).doesNotContain("\tat ");
  }

  @Test
  void wrongValuesAreToldWithTheirBounds() {
    refuses("n must be at least 1000, got 5", "bench", "vectors", "--n", "5");
    refuses("queries must be at least 10", "bench", "vectors", "--queries", "1");
    refuses("seconds must be at least 1", "bench", "vectors", "--seconds", "0");
    refuses("dim must be a multiple of 64", "bench", "vectors", "--dim", "100");
    refuses("unknown part \"speed\"", "bench", "vectors", "--parts", "search,speed");
    refuses("unknown index \"best\"", "bench", "vectors", "--only", "best");
    refuses("no texts", "bench", "vectors", "--texts", folder.resolve("none").toString());
    refuses("time must be positive", "bench", "vectors", "--n", "1000", "--soak", "0");
  }

  @Test
  void benchAloneStillAsksForAPart() {
    refuses("PART", "bench");
  }

  @Test
  void helpNamesTheCommand() {
    assertThat(cli.run("bench", "--help").out()).contains("vectors");
    assertThat(cli.run("bench", "vectors", "--help").out()).contains("--peers", "--soak");
  }
}
