package dev.engram.bench.vectors;

import dev.engram.bench.figure.Grid;
import dev.engram.bench.figure.Grid.Row;
import dev.engram.bench.figure.Latencies;
import dev.engram.bench.vectors.VectorSetup.Part;
import dev.engram.bench.vectors.data.FullVectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Reading full vectors from an encrypted vault, in one ordered batch. */
final class VaultBench {
  private static final int[] BATCHES = {10, 50, 100, 200, 400};
  private static final int ROUNDS = 300;

  private VaultBench() {}

  static List<Grid> run(Scene scene) {
    if (!scene.setup().has(Part.VAULT) || scene.vault().isEmpty()) {
      return List.of();
    }
    FullVectors vault = scene.vault().get();
    scene.progress().println("reading vectors from the vault");
    var rows = new ArrayList<Row>();
    for (int batch : BATCHES) {
      vault.onReader(() -> read(scene, vault, batch));
      Latencies took = vault.onReader(() -> read(scene, vault, batch));
      rows.add(
          new Row(
              List.of(Integer.toString(batch)),
              List.of(took.millis(0.5), took.millis(0.99), 1e3 * took.millis(0.5) / batch)));
    }
    return List.of(
        new Grid(
            String.format(
                Locale.ROOT,
                "random vectors read from the vault (%.0f MB) in one ordered batch",
                vault.fileBytes() / 1e6),
            List.of("vectors"),
            List.of("p50 ms", "p99 ms", "us each"),
            rows));
  }

  private static Latencies read(Scene scene, FullVectors vault, int batch) {
    var random = new SplittableRandom(scene.setup().seed());
    var took = new Latencies();
    for (int round = 0; round < ROUNDS; round++) {
      int[] ordinals =
          random.ints(0, scene.setup().size()).distinct().limit(batch).sorted().toArray();
      long began = System.nanoTime();
      vault.read(ordinals);
      took.add(System.nanoTime() - began);
    }
    return took;
  }
}
