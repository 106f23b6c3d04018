package dev.engram.bench.vectors;

import dev.engram.bench.figure.Grid;
import dev.engram.bench.figure.Grid.Row;
import dev.engram.bench.vectors.VectorSetup.Part;
import dev.engram.bench.vectors.contender.Copied;
import dev.engram.bench.vectors.contender.IndexContender;
import dev.engram.bench.vectors.contender.Place;
import dev.engram.bench.vectors.contender.Waiting;
import dev.engram.bench.vectors.data.Truth;
import dev.engram.internal.index.image.IndexImage;
import dev.engram.internal.index.vector.VectorIndex;
import java.util.ArrayList;
import java.util.List;

/** From the bytes of a saved index to its first answer; the best of three. */
final class OpenBench {
  private static final int ROUNDS = 3;
  private static final double AIM_AT_A_MILLION = 2_000;

  private final Scene scene;
  private final List<Row> rows = new ArrayList<>();

  OpenBench(Scene scene) {
    this.scene = scene;
  }

  List<Grid> grids() {
    return List.of(
        new Grid(
            "open: a saved index in memory, to the first answer",
            List.of("index"),
            List.of("saved MB", "save ms", "load ms", "first ms", "open ms", "aim ms"),
            rows));
  }

  void measure(Running running) {
    if (!scene.setup().has(Part.OPEN)) {
      return;
    }
    scene.progress().println("opening " + running.kind().name());
    long began = System.nanoTime();
    IndexImage saved = Copied.of(running.contender().index());
    double save = (System.nanoTime() - began) / 1e6;
    double load = Double.POSITIVE_INFINITY;
    double first = Double.POSITIVE_INFINITY;
    double open = Double.POSITIVE_INFINITY;
    for (int round = 0; round < ROUNDS; round++) {
      long[] took = open(running, saved);
      load = Math.min(load, took[0] / 1e6);
      first = Math.min(first, took[1] / 1e6);
      open = Math.min(open, (took[0] + took[1]) / 1e6);
    }
    double megabytes =
        saved.files().stream().mapToLong(file -> file.content().read().length).sum() / 1e6;
    rows.add(
        new Row(
            List.of(running.kind().name()),
            List.of(
                megabytes,
                save,
                load,
                first,
                open,
                scene.setup().size() >= 1_000_000 ? AIM_AT_A_MILLION : Double.NaN)));
  }

  private long[] open(Running running, IndexImage saved) {
    try (var background = new Waiting()) {
      var place = new Place(running.place().space(), background, running.place().source());
      long began = System.nanoTime();
      VectorIndex index = running.kind().load().of(place, saved);
      try (var loaded = new IndexContender(index, running.kind(), place)) {
        long ready = System.nanoTime();
        loaded.search(scene.corpus().questions()[0], Truth.K, scene.filters().getFirst(), 0);
        return new long[] {ready - began, System.nanoTime() - ready};
      }
    }
  }
}
