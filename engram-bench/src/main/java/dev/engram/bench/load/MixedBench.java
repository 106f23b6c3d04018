package dev.engram.bench.load;

import dev.engram.bench.figure.Figure;
import dev.engram.bench.figure.Latencies;
import dev.engram.bench.figure.Unit;
import dev.engram.bench.load.Spans.Span;
import dev.engram.bench.synthetic.SyntheticCorpus;
import dev.engram.memory.Turn;
import dev.engram.query.Query;
import dev.engram.scope.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Eight readers recall as fast as they can, first alone, then beside one writer that alternates
 * single memories and batches of 200.
 *
 * <p>That no reader waits for the writer is shown by recalls that both began and ended while one
 * write was under way: a reader that waited for it could not have ended before it.
 */
final class MixedBench {
  private static final int READERS = 8;
  private static final int BATCH = 200;

  private MixedBench() {}

  static List<Figure> run(LoadedVault vault, int seconds) {
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      Spans alone = read(vault, threads, seconds);
      Future<Written> writer =
          threads.submit(() -> write(vault, System.nanoTime() + seconds * 1_000_000_000L));
      Spans beside = read(vault, threads, seconds);
      Written written = writer.get();
      return figures(alone, beside, written, seconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while readers and writer ran", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a reader or the writer failed", e.getCause());
    }
  }

  private record Written(Spans calls, int memories) {}

  private static List<Figure> figures(Spans alone, Spans beside, Written written, int seconds) {
    Latencies quiet = alone.latencies();
    Latencies busy = beside.latencies();
    Latencies writes = written.calls.latencies();
    var figures = new ArrayList<Figure>();
    for (double share : new double[] {0.5, 0.99, 1}) {
      String name = share == 1 ? "max" : "p" + Math.round(share * 100);
      figures.add(figure("8 readers alone, " + name, Unit.MILLIS, quiet.millis(share)));
      figures.add(figure("8 readers beside a writer, " + name, Unit.MILLIS, busy.millis(share)));
    }
    figures.add(figure("recalls alone", Unit.PER_SECOND, (double) quiet.count() / seconds));
    figures.add(
        figure("recalls beside a writer", Unit.PER_SECOND, (double) busy.count() / seconds));
    figures.add(
        figure("memories written meanwhile", Unit.PER_SECOND, (double) written.memories / seconds));
    figures.add(figure("write call, p50", Unit.MILLIS, writes.millis(0.5)));
    figures.add(figure("write call, max", Unit.MILLIS, writes.millis(1)));
    figures.add(
        figure("recalls that overlapped a write", Unit.COUNT, written.calls.overlapping(beside)));
    figures.add(
        figure("recalls that began and ended in one", Unit.COUNT, written.calls.holding(beside)));
    return figures;
  }

  private static Figure figure(String what, Unit unit, double value) {
    return Figure.of("mixed", what, unit, value);
  }

  private static Spans read(LoadedVault vault, ExecutorService threads, int seconds)
      throws InterruptedException, ExecutionException {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    int held = vault.held();
    var readers = new ArrayList<Future<Spans>>();
    for (int i = 0; i < READERS; i++) {
      int number = i;
      Callable<Spans> reader = () -> read(vault, number, held, end);
      readers.add(threads.submit(reader));
    }
    var all = new Spans();
    for (Future<Spans> reader : readers) {
      all.addAll(reader.get());
    }
    return all;
  }

  private static Spans read(LoadedVault vault, int number, int held, long end) {
    var random = new SplittableRandom(vault.corpus().seed() + number);
    Principal principal = LoadedVault.agent(number % SyntheticCorpus.AGENTS);
    var spans = new Spans();
    while (System.nanoTime() < end) {
      Query query = Query.of(vault.corpus().question(random.nextInt(held)));
      long began = System.nanoTime();
      vault.memory().recall(query, principal);
      spans.add(new Span(began, System.nanoTime()));
    }
    return spans;
  }

  private static Written write(LoadedVault vault, long end) {
    var spans = new Spans();
    int memories = 0;
    for (int call = 0; System.nanoTime() < end; call++) {
      List<Turn> turns = vault.next(call % 2 == 0 ? 1 : BATCH);
      long began = System.nanoTime();
      vault.memory().remember(turns, LoadedVault.host());
      spans.add(new Span(began, System.nanoTime()));
      memories += turns.size();
    }
    return new Written(spans, memories);
  }
}
