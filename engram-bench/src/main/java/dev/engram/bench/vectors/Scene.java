package dev.engram.bench.vectors;

import dev.engram.bench.vectors.contender.Contender;
import dev.engram.bench.vectors.contender.Entrant;
import dev.engram.bench.vectors.contender.IndexKind;
import dev.engram.bench.vectors.contender.Place;
import dev.engram.bench.vectors.contender.Waiting;
import dev.engram.bench.vectors.data.Allowed;
import dev.engram.bench.vectors.data.FullVectors;
import dev.engram.bench.vectors.data.Mixture;
import dev.engram.bench.vectors.data.Truth;
import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.VectorSource;
import dev.engram.internal.index.vector.VectorSpace;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * What all measurements of one run share.
 *
 * @param setup what is wanted
 * @param corpus the vectors
 * @param filters what searches may answer with; the first allows everything
 * @param truth exact answers, in the order of the filters
 * @param vault the corpus in a vault, when something reads it there
 * @param progress told what is being done
 */
record Scene(
    VectorSetup setup,
    Mixture corpus,
    List<Allowed> filters,
    Truth truth,
    Optional<FullVectors> vault,
    PrintStream progress) {
  /** So many are handed over at once. */
  static final int BATCH = 1_000;

  /** Entrants that are wanted at this size. */
  static List<Entrant> entrants(VectorSetup setup) {
    return Entrant.all().stream().filter(entrant -> wanted(setup, entrant)).toList();
  }

  private static boolean wanted(VectorSetup setup, Entrant entrant) {
    return setup.only().isEmpty()
        ? setup.size() <= entrant.most() && (setup.peers() || !entrant.peer())
        : setup.only().contains(entrant.name());
  }

  /** Engram's own kinds that are wanted. */
  List<IndexKind> kinds() {
    return entrants(setup).stream().flatMap(entrant -> entrant.kind().stream()).toList();
  }

  /** A place for one index; the executor is the caller's to close. */
  Place place(Waiting background) {
    return new Place(
        new VectorSpace("bench", corpus.dimension(), Metric.COSINE),
        background,
        vault.map(VectorSource.class::cast).orElse(VectorSource.NONE));
  }

  /**
   * Fills a contender with numbers {@code from} to {@code to}; nanoseconds it took to take them.
   */
  long fill(Contender contender, int from, int to) {
    long nanos = 0;
    for (int first = from; first < to; first += BATCH) {
      float[][] batch = corpus.vectors(first, Math.min(to, first + BATCH));
      long began = System.nanoTime();
      contender.add(first, batch);
      nanos += System.nanoTime() - began;
    }
    return nanos;
  }

  /** Runs searches where an index finds its source without a hop. */
  <T> T searching(boolean reads, Callable<T> searches) {
    if (reads && vault.isPresent()) {
      return vault.get().onReader(searches);
    }
    try {
      return searches.call();
    } catch (RuntimeException failed) {
      throw failed;
    } catch (Exception other) {
      throw new IllegalStateException(other);
    }
  }
}
