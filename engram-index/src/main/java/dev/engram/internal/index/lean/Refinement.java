package dev.engram.internal.index.lean;

import dev.engram.internal.index.flat.TopK;
import dev.engram.internal.index.kernel.Kernels;
import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.VectorHits;
import dev.engram.internal.index.vector.VectorIndexException;
import dev.engram.internal.index.vector.VectorQuery;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Scores candidates by the finest copies there are: full vectors or 8-bit ones in memory; else, for
 * as many as are worth it, full vectors from the query's source, read in one batch; else by the
 * estimate.
 *
 * <p>Not thread-safe: made for one search.
 */
final class Refinement {
  private static final Kernels KERNELS = Kernels.active();

  /** Reading is what costs: whoever wants more than this gets the rest by their estimates. */
  private static final int MOST_READ = 256;

  private final LeanSnapshot snapshot;
  private final Probe probe;
  private final VectorQuery query;
  private final int k;
  private final boolean sparing;
  private final TopK top;

  /**
   * @param sparing reads no more than what estimates leave in doubt
   */
  Refinement(LeanSnapshot snapshot, Probe probe, VectorQuery query, int k, boolean sparing) {
    this.snapshot = snapshot;
    this.probe = probe;
    this.query = query;
    this.k = k;
    this.sparing = sparing;
    this.top = new TopK(k);
  }

  /** The best {@code k} ordinals among the rows that a sweep kept. */
  VectorHits of(Sweep sweep) {
    VectorHits rows = sweep.top().drain(LeanSearch.PATH);
    long[] keys = new long[rows.size()];
    float[] scores = new float[keys.length];
    for (int rank = 0; rank < keys.length; rank++) {
      int row = rows.ordinals()[rank];
      Chunk chunk = snapshot.chunkOf(row);
      scores[rank] = finer(chunk, snapshot.offset(row), rows.scores()[rank]);
      keys[rank] = (long) snapshot.ordinal(rows.ordinals()[rank]) << 32 | rank;
    }
    Arrays.sort(keys);
    int[] ordinals = new int[keys.length];
    float[] estimates = new float[keys.length];
    int count = 0;
    for (long key : keys) {
      int ordinal = (int) (key >>> 32);
      float score = scores[(int) key];
      if (count > 0 && ordinals[count - 1] == ordinal) {
        estimates[count - 1] = Math.max(estimates[count - 1], score);
      } else {
        ordinals[count] = ordinal;
        estimates[count++] = score;
      }
    }
    return of(Arrays.copyOf(ordinals, count), estimates);
  }

  /**
   * The best {@code k} of some ordinals.
   *
   * @param ordinals ascending, distinct; those that are not held are skipped
   * @param estimates one for each, or none at all
   */
  VectorHits of(int[] ordinals, float[] estimates) {
    var cold = new TopK(ordinals.length);
    float[] finest = new float[ordinals.length];
    int fineCount = 0;
    for (int i = 0; i < ordinals.length; i++) {
      int first = snapshot.firstRow(ordinals[i]);
      if (first < 0) {
        continue;
      }
      Chunk chunk = snapshot.chunkOf(first);
      int row = snapshot.offset(first);
      if (chunk.copies() instanceof FineCopies fine) {
        float score = score(chunk, fine, row);
        top.offer(ordinals[i], score);
        finest[fineCount++] = score;
      } else {
        cold.offer(ordinals[i], estimates.length > 0 ? estimates[i] : estimate(chunk, row));
      }
    }
    if (cold.size() > 0) {
      rankCold(cold.drain(LeanSearch.PATH), Arrays.copyOf(finest, fineCount));
    }
    return top.drain(LeanSearch.PATH);
  }

  private float score(Chunk chunk, FineCopies fine, int row) {
    QueryCode code = probe.code(chunk.coding());
    float best = fine.score(probe, code, row);
    for (int next = row + 1; chunk.holds(next, chunk.ordinal(row)); next++) {
      best = Math.max(best, fine.score(probe, code, next));
    }
    return best;
  }

  private float estimate(Chunk chunk, int row) {
    float[] eight = new float[Chunk.GROUP];
    int[] group = new int[1];
    float best = Float.NEGATIVE_INFINITY;
    int next = row;
    do {
      group[0] = next / Chunk.GROUP;
      KERNELS.bitScores(
          probe.code(chunk.coding()).bits(), chunk.bits(), chunk.corrections(), group, 1, eight);
      best = Math.max(best, finer(chunk, next, eight[next % Chunk.GROUP]));
    } while (chunk.holds(++next, chunk.ordinal(row)));
    return best;
  }

  /** The estimate by the second bit as well, where there is one. */
  private float finer(Chunk chunk, int row, float estimate) {
    return chunk.copies() instanceof BitCopies bits
        ? bits.finer(probe.code(chunk.coding()), estimate, chunk.corrections()[row], row)
        : estimate;
  }

  /**
   * Ranks candidates without fine copies, given best first with estimates for scores.
   *
   * @param finest the scores of those that have them, in any order; sorted here
   */
  private void rankCold(VectorHits candidates, float[] finest) {
    int[] ordinals = candidates.ordinals();
    int worth = MOST_READ;
    if (sparing) {
      worth = Math.min(among(candidates, finest, Math.max(k, most(ordinals))), MOST_READ);
    }
    int[] wanted = Arrays.copyOf(ordinals, Math.min(worth, ordinals.length));
    Arrays.sort(wanted);
    boolean known = probe.space().metric() == Metric.HAMMING; // one bit says it all
    List<Optional<float[][]>> read =
        known || query.budget().spent() ? List.of() : query.source().read(wanted);
    boolean[] scored = new boolean[wanted.length];
    for (int i = 0; i < Math.min(read.size(), wanted.length); i++) {
      Optional<Float> score = read.get(i).flatMap(this::score);
      if (score.isPresent()) {
        top.offer(wanted[i], score.get());
        scored[i] = true;
      }
    }
    boolean exact = read.size() > 0;
    for (int i = 0; i < ordinals.length; i++) {
      int at = Arrays.binarySearch(wanted, ordinals[i]);
      if (at >= 0 ? !scored[at] : !exact || top.size() < k) {
        top.offer(ordinals[i], probe.score(candidates.scores()[i]));
      }
    }
  }

  /** How many of the candidates are among the best of all, so many of which are in doubt. */
  private int among(VectorHits candidates, float[] finest, int best) {
    Arrays.sort(finest);
    int fine = finest.length;
    int cold = 0;
    while (cold < candidates.size() && cold + finest.length - fine < best) {
      if (fine > 0 && finest[fine - 1] >= probe.score(candidates.scores()[cold])) {
        fine--;
      } else {
        cold++;
      }
    }
    return cold;
  }

  /** How many candidates are worth a read, by what the best of them keeps in memory. */
  private int most(int[] ordinals) {
    Refine kind = snapshot.chunkOf(snapshot.firstRow(ordinals[0])).kind();
    return kind.read(k);
  }

  /** The score of the best part; none when the source answers with what is no vector here. */
  private Optional<Float> score(float[][] parts) {
    Optional<Float> best = Optional.empty();
    for (float[] part : parts) {
      try {
        float score = probe.score(probe.space().admit(part));
        best = Optional.of(best.isPresent() ? Math.max(best.get(), score) : score);
      } catch (VectorIndexException notOfThisSpace) {
        return Optional.empty();
      }
    }
    return best;
  }
}
