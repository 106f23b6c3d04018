package dev.engram.bench.load;

import dev.engram.bench.figure.Figure;
import dev.engram.bench.figure.Latencies;
import dev.engram.bench.figure.Unit;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import dev.engram.query.Listing;
import dev.engram.query.Query;
import java.util.ArrayList;
import java.util.List;

/** What it takes to erase: one memory, and many at once. What it erases is gone afterwards. */
final class EraseBench {
  private static final int TIMES = 3;
  private static final int MANY = 100;

  /** What is promised, in milliseconds, of a vault of at most so many memories. */
  private static final double PROMISED = 3_000;

  private static final int PROMISED_OF = 10_000;

  private EraseBench() {}

  static List<Figure> run(LoadedVault vault) {
    List<MemoryId> ids =
        vault.memory().list(Listing.newest(Query.MAX_LIMIT), LoadedVault.host()).stream()
            .map(Memory::id)
            .toList();
    var one = new Latencies();
    for (int i = 0; i < TIMES; i++) {
      erase(vault, List.of(ids.get(i)), one);
    }
    var many = new Latencies();
    erase(vault, some(ids.subList(TIMES, ids.size())), many);
    Figure single = Figure.of("erase", "one memory, median of 3", Unit.MILLIS, one.millis(0.5));
    return List.of(
        vault.held() <= PROMISED_OF ? single.promised(PROMISED) : single,
        Figure.of("erase", MANY + " memories at once", Unit.MILLIS, many.millis(0.5)));
  }

  /** Some of them, far apart. */
  private static List<MemoryId> some(List<MemoryId> ids) {
    int spread = Math.max(1, ids.size() / MANY);
    var some = new ArrayList<MemoryId>();
    for (int i = 0; i < ids.size() && some.size() < MANY; i += spread) {
      some.add(ids.get(i));
    }
    return some;
  }

  private static void erase(LoadedVault vault, List<MemoryId> ids, Latencies into) {
    long began = System.nanoTime();
    boolean complete = vault.memory().erasure().erase(ids, LoadedVault.host()).complete();
    into.add(System.nanoTime() - began);
    if (!complete) {
      throw new IllegalStateException("an erasure was not finished");
    }
  }
}
