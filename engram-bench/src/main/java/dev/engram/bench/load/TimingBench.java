package dev.engram.bench.load;

import dev.engram.bench.figure.Figure;
import dev.engram.bench.figure.Latencies;
import dev.engram.bench.figure.Unit;
import dev.engram.fault.AccessException;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import dev.engram.query.Listing;
import dev.engram.query.Query;
import dev.engram.query.Recall;
import dev.engram.scope.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What the time of an answer tells (spec §10.8): whether something sealed is in it, and whether an
 * id that is refused belongs to somebody. Medians, of answers that come in turn from one vault.
 */
final class TimingBench {
  private static final int QUESTIONS = 2_000;
  private static final int IDS = 200;
  private static final int ROUNDS = 5;

  private TimingBench() {}

  static List<Figure> run(LoadedVault sealed) {
    var figures = new ArrayList<Figure>(answers(sealed));
    figures.addAll(refusals(sealed));
    return figures;
  }

  /** Answers of agents, by how much of what they hold is sealed. */
  private static List<Figure> answers(LoadedVault vault) {
    var random = new SplittableRandom(vault.corpus().seed());
    var fewer = new Latencies();
    var more = new Latencies();
    for (int i = 0; i < 2 * QUESTIONS; i++) {
      Query query = Query.of(vault.corpus().question(random.nextInt(vault.held()))).limit(3);
      long began = System.nanoTime();
      Recall recall = vault.memory().recall(query, LoadedVault.host());
      long took = System.nanoTime() - began;
      long hidden =
          recall.hits().stream().filter(hit -> hit.memory().traits().tier().isSealed()).count();
      if (i >= QUESTIONS) {
        (hidden == 0 ? fewer : more).add(took);
      }
    }
    double apart = more.millis(0.5) - fewer.millis(0.5);
    return List.of(
        Figure.of("seal", "3 hits, none sealed, p50", Unit.MILLIS, fewer.millis(0.5)),
        Figure.of("seal", "3 hits, some sealed, p50", Unit.MILLIS, more.millis(0.5)),
        Figure.of("seal", "apart, sealed hits or none", Unit.MILLIS, Math.abs(apart)).promised(1));
  }

  /** Refusals of ids that nobody has and of ids that are somebody else's, in turn. */
  private static List<Figure> refusals(LoadedVault vault) {
    List<MemoryId> others =
        vault.memory().list(Listing.newest(IDS), LoadedVault.host()).stream()
            .map(TimingBench::id)
            .toList();
    var random = new SplittableRandom(vault.corpus().seed());
    Principal stranger = Principal.agent("stranger");
    var unknown = new Latencies();
    var foreign = new Latencies();
    for (int round = 0; round < 2 * ROUNDS; round++) {
      boolean counts = round >= ROUNDS;
      for (MemoryId other : others) {
        long moment = other.uuid().getMostSignificantBits() >>> 16;
        refused(vault, other, stranger, counts, foreign);
        refused(vault, MemoryId.create(moment, random), stranger, counts, unknown);
      }
    }
    return List.of(
        Figure.of("seal", "refused, another's id, p50", Unit.MILLIS, foreign.millis(0.5)),
        Figure.of("seal", "refused, unknown id, p50", Unit.MILLIS, unknown.millis(0.5)),
        Figure.of(
                "seal",
                "refused, another's against unknown",
                Unit.TIMES,
                foreign.millis(0.5) / unknown.millis(0.5))
            .promised(1.2));
  }

  private static MemoryId id(Memory memory) {
    return memory.id();
  }

  private static void refused(
      LoadedVault vault, MemoryId id, Principal who, boolean counts, Latencies into) {
    long began = System.nanoTime();
    try {
      Memory shown = vault.memory().get(id, who);
      throw new IllegalStateException("shown to a stranger: " + shown);
    } catch (AccessException refused) {
      if (counts) {
        into.add(System.nanoTime() - began);
      }
    }
  }
}
