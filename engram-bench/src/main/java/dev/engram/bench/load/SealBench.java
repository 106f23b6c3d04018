package dev.engram.bench.load;

import dev.engram.bench.figure.Figure;
import dev.engram.bench.figure.Latencies;
import dev.engram.bench.figure.Unit;
import dev.engram.bench.synthetic.SyntheticCorpus;
import dev.engram.memory.SecurityTier;
import dev.engram.memory.Turn;
import dev.engram.query.Query;
import dev.engram.scope.Principal;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What sealing costs: two vaults with the same memories, of which one has 30 % sealed, half of
 * those sensitive and half confidential. Each question, and each write, goes to both in turn, so
 * that what else the machine does falls on both.
 */
final class SealBench {
  private static final int FILL_BATCH = 1_000;
  private static final int MOST_QUESTIONS = 1_000;
  private static final int SINGLE = 300;
  private static final int BATCHES = 12;
  private static final int BATCH = 500;

  private SealBench() {}

  static List<Figure> run(SyntheticCorpus corpus, int memories, PrintStream progress) {
    try (var clear = new LoadedVault(corpus);
        var sealed = new LoadedVault(corpus)) {
      progress.println("filling two vaults, one with 30 % sealed");
      while (clear.held() < memories) {
        int count = Math.min(FILL_BATCH, memories - clear.held());
        clear.memory().remember(clear.next(count), LoadedVault.host());
        sealed.memory().remember(somehow(sealed.next(count)), LoadedVault.host());
      }
      progress.println("searched by " + clear.settle() + " and by " + sealed.settle());
      var figures = new ArrayList<Figure>();
      progress.println("recalling from both");
      figures.addAll(recall(clear, sealed, true));
      figures.addAll(recall(clear, sealed, false));
      progress.println("timing answers and refusals");
      figures.addAll(TimingBench.run(sealed));
      progress.println("writing into both");
      figures.addAll(single(clear, sealed));
      figures.addAll(batched(clear, sealed));
      return figures;
    }
  }

  private static List<Turn> somehow(List<Turn> turns) {
    var mixed = new ArrayList<Turn>(turns.size());
    for (int i = 0; i < turns.size(); i++) {
      int place = i % 20;
      SecurityTier tier =
          place < 3
              ? SecurityTier.CONFIDENTIAL
              : place < 6 ? SecurityTier.SENSITIVE : SecurityTier.CLEARTEXT;
      mixed.add(at(turns.get(i), tier));
    }
    return mixed;
  }

  private static Turn at(Turn turn, SecurityTier tier) {
    return turn.with(turn.placement().atLeast(tier));
  }

  private static List<Figure> recall(LoadedVault clear, LoadedVault sealed, boolean own) {
    var random = new SplittableRandom(clear.corpus().seed());
    var without = new Latencies();
    var with = new Latencies();
    int questions = Math.min(MOST_QUESTIONS, clear.held() / 10);
    for (int i = 0; i < 2 * questions; i++) {
      Query query = Query.of(clear.corpus().question(random.nextInt(clear.held())));
      Principal principal =
          own ? LoadedVault.agent(i % SyntheticCorpus.AGENTS) : LoadedVault.host();
      boolean counts = i >= questions;
      if (i % 2 == 0) {
        ask(clear, query, principal, counts, without);
        ask(sealed, query, principal, counts, with);
      } else {
        ask(sealed, query, principal, counts, with);
        ask(clear, query, principal, counts, without);
      }
    }
    return compared(own ? "recall, own tenth" : "recall, all visible", without, with, 1.3);
  }

  private static void ask(
      LoadedVault vault, Query query, Principal principal, boolean counts, Latencies into) {
    long began = System.nanoTime();
    vault.memory().recall(query, principal);
    if (counts) {
      into.add(System.nanoTime() - began);
    }
  }

  private static List<Figure> single(LoadedVault clear, LoadedVault sealed) {
    var without = new Latencies();
    var with = new Latencies();
    for (int i = 0; i < 2 * SINGLE; i++) {
      SecurityTier tier = i % 2 == 0 ? SecurityTier.SENSITIVE : SecurityTier.CONFIDENTIAL;
      List<Turn> turns = List.of(at(sealed.next(1).getFirst(), tier));
      boolean counts = i >= SINGLE;
      if (i / 2 % 2 == 0) {
        write(clear, clear.next(1), counts, without);
        write(sealed, turns, counts, with);
      } else {
        write(sealed, turns, counts, with);
        write(clear, clear.next(1), counts, without);
      }
    }
    return compared("write, one at a time", without, with, 1.2);
  }

  private static List<Figure> batched(LoadedVault clear, LoadedVault sealed) {
    var without = new Latencies();
    var with = new Latencies();
    for (int i = 0; i < 2 * BATCHES; i++) {
      SecurityTier tier = i % 2 == 0 ? SecurityTier.SENSITIVE : SecurityTier.CONFIDENTIAL;
      List<Turn> turns = sealed.next(BATCH).stream().map(turn -> at(turn, tier)).toList();
      boolean counts = i >= BATCHES;
      if (i / 2 % 2 == 0) {
        write(clear, clear.next(BATCH), counts, without);
        write(sealed, turns, counts, with);
      } else {
        write(sealed, turns, counts, with);
        write(clear, clear.next(BATCH), counts, without);
      }
    }
    return compared("write, batches of " + BATCH, without, with, 1.2);
  }

  private static void write(LoadedVault vault, List<Turn> turns, boolean counts, Latencies into) {
    long began = System.nanoTime();
    vault.memory().remember(turns, LoadedVault.host());
    if (counts) {
      into.add((System.nanoTime() - began) / turns.size());
    }
  }

  private static List<Figure> compared(
      String what, Latencies without, Latencies with, double bound) {
    double open = without.millis(0.5);
    double closed = with.millis(0.5);
    return List.of(
        Figure.of("seal", what + ", none sealed, p50", Unit.MILLIS, open),
        Figure.of("seal", what + ", sealed, p50", Unit.MILLIS, closed),
        Figure.of("seal", what + ", sealed against none", Unit.TIMES, closed / open)
            .promised(bound));
  }
}
