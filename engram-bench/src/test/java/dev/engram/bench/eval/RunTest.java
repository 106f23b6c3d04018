package dev.engram.bench.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.bench.eval.Run.Ranked;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {
  @Test
  void linesHoldQuestionTextRankAndScore(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("run.tsv");
    new Run(Map.of("q", List.of(new Ranked("a", 1.25), new Ranked("b", 0.5)))).write(file);
    assertThat(Files.readAllLines(file)).containsExactly("q\ta\t1\t1.250000", "q\tb\t2\t0.500000");
  }
}
