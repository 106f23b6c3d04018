package dev.engram.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.bench.figure.FigureTable;
import dev.engram.bench.load.BenchSetup.Part;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BenchJobTest {
  @Test
  void everyPartYieldsFiguresWithPeersBeside() {
    var setup =
        new BenchSetup(
            EnumSet.of(Part.STORE, Part.RECALL, Part.FOOTPRINT, Part.MIXED, Part.SEAL, Part.ERASE),
            1_000,
            3,
            1,
            true,
            Optional.empty());
    FigureTable table =
        new BenchJob(setup).run(new PrintStream(OutputStream.nullOutputStream(), true, UTF_8));
    var out = new ByteArrayOutputStream();
    table.print(new PrintStream(out, true, UTF_8));
    assertThat(out.toString(UTF_8))
        .contains("seed       3", "one at a time", "own tenth, p50", "lucene", "langchain4j");
    assertThat(table.json()).contains("\"promised\" : 500.0");
    assertThat(table.figures()).allMatch(figure -> Double.isFinite(figure.value()));
  }
}
