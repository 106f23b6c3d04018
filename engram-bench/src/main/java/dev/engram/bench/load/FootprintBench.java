package dev.engram.bench.load;

import dev.engram.bench.figure.Figure;
import dev.engram.bench.figure.Machine;
import dev.engram.bench.figure.Unit;
import dev.engram.health.Health;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What an engine holds in memory and on disk, at rest. */
final class FootprintBench {
  private static final double MEGA = 1e6;

  private FootprintBench() {}

  /**
   * Measures.
   *
   * @param emptyHeap bytes of heap in use before the vault was opened
   */
  static List<Figure> run(LoadedVault vault, long emptyHeap) {
    vault.memory().maintain();
    Health health = vault.memory().health();
    long indexes = health.indexBytes().values().stream().mapToLong(Long::longValue).sum();
    long heap = Machine.heapAfterCollection() - emptyHeap;
    var figures = new ArrayList<Figure>();
    figures.add(
        Figure.of("footprint", "all indexes", Unit.MEGABYTES, indexes / MEGA).promised(100));
    new TreeMap<>(health.indexBytes())
        .forEach((name, bytes) ->
            figures.add(Figure.of("footprint", "index " + name, Unit.MEGABYTES, bytes / MEGA)));
    figures.add(Figure.of("footprint", "heap after collection", Unit.MEGABYTES, heap / MEGA));
    figures.add(Figure.of("footprint", "vault file", Unit.MEGABYTES, health.vaultBytes() / MEGA));
    return figures;
  }
}
