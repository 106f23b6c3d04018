package dev.engram.bench.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.bench.figure.Grid;
import dev.engram.bench.figure.GridReport;
import dev.engram.bench.vectors.VectorSetup.Part;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorBenchJobTest {
  @TempDir private Path folder;

  private static GridReport run(boolean peers, Set<Part> parts, Optional<Path> export) {
    List<String> only =
        peers ? List.of() : List.of("flat int8", "adaptive"); // a second each, for inserts alone
    var setup = new VectorSetup(1_000, 64, 20, 3, List.of(), peers, only, parts, 1, export);
    return new VectorBenchJob(setup)
        .run(new PrintStream(OutputStream.nullOutputStream(), true, UTF_8));
  }

  private static Grid grid(GridReport report, String title) {
    return report.grids().stream()
        .filter(grid -> grid.title().startsWith(title))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyIndexAndPeerFindsWhatIsThereUnderEveryFilter() {
    GridReport report = run(true, EnumSet.of(Part.SEARCH), Optional.empty());
    List<Grid.Row> rows = grid(report, "search").rows();
    assertThat(rows.stream().map(row -> row.labels().getFirst()).collect(Collectors.toSet()))
        .contains(
            "flat float",
            "adaptive",
            "exact scan",
            "hnswlib-core float",
            "Lucene HNSW",
            "Lucene HNSW 1-bit");
    for (Grid.Row row : rows) {
      // synthetic vectors lie in crowds, among which one or two bits a component tell little
      boolean codes =
          List.of("lean bits", "lean vault", "lean cells bits").contains(row.labels().getFirst());
      assertThat(row.values().getFirst())
          .as("recall, %s", row.labels())
          .isGreaterThan(codes ? 0.5 : 0.9);
      if (List.of("flat float", "exact scan").contains(row.labels().getFirst())) {
        assertThat(row.values().getFirst()).as("recall, %s", row.labels()).isEqualTo(1);
      }
    }
    var out = new ByteArrayOutputStream();
    report.print(new PrintStream(out, true, UTF_8));
    assertThat(out.toString(UTF_8)).contains("SYNTHETIC", "0.1 %", "kernel");
    assertThat(report.json()).contains("\"recall@10\" : 1.0");
  }

  @Test
  void everyOtherPartYieldsRows() {
    GridReport report = run(false, EnumSet.complementOf(EnumSet.of(Part.SEARCH)), Optional.empty());
    assertThat(report.grids().stream().map(Grid::title))
        .satisfiesExactly(
            title -> assertThat(title).startsWith("size"),
            title -> assertThat(title).startsWith("open"),
            title -> assertThat(title).startsWith("insert"),
            title -> assertThat(title).startsWith("churn"),
            title -> assertThat(title).startsWith("codes"),
            title -> assertThat(title).startsWith("temperatures"),
            title -> assertThat(title).startsWith("random vectors read from the vault"));
    for (Grid.Row row : grid(report, "churn").rows()) {
      // synthetic vectors lie in crowds, among which one or two bits a component tell little
      boolean codes =
          List.of("lean bits", "lean vault", "lean cells bits").contains(row.labels().getFirst());
      assertThat(row.values().getFirst())
          .as("recall, %s", row.labels())
          .isGreaterThan(codes ? 0.5 : 0.9);
    }
  }

  @Test
  void anExportIsTheSameEachTime() throws IOException {
    Path one = folder.resolve("one");
    Path two = folder.resolve("two");
    run(false, EnumSet.of(Part.CODES), Optional.of(one));
    run(false, EnumSet.of(Part.CODES), Optional.of(two));
    assertThat(one.resolve("base.f32")).hasSize(1_000 * 64 * 4);
    assertThat(one.resolve("questions.f32")).hasSize(20 * 64 * 4);
    assertThat(one.resolve("allowed-2.i32")).hasSize(100 * 4);
    try (var files = Files.list(one)) {
      for (Path file : files.toList()) {
        assertThat(two.resolve(file.getFileName())).hasSameBinaryContentAs(file);
      }
    }
  }
}
