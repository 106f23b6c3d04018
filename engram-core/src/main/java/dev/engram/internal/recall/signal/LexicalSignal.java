package dev.engram.internal.recall.signal;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.lexical.TermMatches;
import dev.engram.internal.index.lexical.TermMatches.TermMatch;
import dev.engram.internal.projection.ContextProjection;

/**
 * How much of the question a memory's words answer, with the words of the turns around it.
 *
 * <p>The idea. A chat turn of a dozen words rarely repeats what it talks about; the turn before did
 * ("Where did you move?" – "To Porto."). So each term of the query scores a memory by the best of
 * its own match and a share of its neighbours' matches within two turns; taking the best, not the
 * sum, for each term means a neighbour can supply a missing word but cannot shout. A turn that asks
 * hands its words on to the reply in full, and gives up a little itself. Long texts speak for
 * themselves: every share shrinks with the length of both turns, so documents are ranked by plain
 * BM25.
 *
 * <p>A term's match is {@code idf · tf / (tf + k1 · (1 − b + b · length / PIVOT))}: BM25 (Robertson
 * and Zaragoza, 2009) with a fixed pivot in place of the average length, since a mean over chat and
 * documents fits neither, and with idf counted over what the principal sees, so that no score tells
 * of memories it does not. The sum is divided by the idf mass of the whole query, known terms or
 * not: 1 would be a complete match, which makes scores of different queries comparable.
 *
 * <p>Invariant: a memory that the filter refuses neither scores nor lends. For one thread and one
 * query; cost linear in the postings of the query's terms.
 */
final class LexicalSignal {
  private static final float K1 = 1.2f;
  private static final float B = 0.9f;
  private static final float PIVOT = 50;

  /** Share of a match that a turn one or two places away lends. */
  private static final float SHARE = 0.5f;

  /** Further share that a question lends to the turn after it. */
  private static final float HAND_OVER = 0.5f;

  /** What a question loses of its own match to its reply. */
  private static final float QUESTION_PENALTY = 0.1f;

  /** Content words up to which a turn takes and lends fully. */
  private static final float GATE = 50;

  private final ContextProjection.View context;
  private final OrdinalFilter filter;
  private final boolean neighbours;
  private final Scratch scratch;

  private LexicalSignal(
      ContextProjection.View context, OrdinalFilter filter, boolean neighbours, Scratch scratch) {
    this.context = context;
    this.filter = filter;
    this.neighbours = neighbours;
    this.scratch = scratch;
  }

  /**
   * Scores by ordinal; a memory that was not reached scores zero.
   *
   * @param skipped which terms do not count, shape {@code [terms]}
   */
  static SignalScores of(
      TermMatches matches,
      boolean[] skipped,
      ContextProjection.View context,
      OrdinalFilter filter,
      boolean neighbours,
      Scratch.Pool pool) {
    Scratch scratch = pool.borrow(context.room());
    try {
      var signal = new LexicalSignal(context, filter, neighbours, scratch);
      float mass = 0;
      for (int i = 0; i < skipped.length; i++) {
        if (!skipped[i]) {
          TermMatch match = matches.terms().get(i);
          float idf = idf(filter.cardinality(), match.ordinals().length);
          mass += idf;
          signal.add(match, idf);
        }
      }
      return mass == 0 ? SignalScores.NONE : scratch.totals(mass);
    } finally {
      pool.giveBack(scratch);
    }
  }

  private static float idf(int documents, int holding) {
    return (float) Math.log1p((documents - holding + 0.5) / (holding + 0.5));
  }

  private void add(TermMatch match, float idf) {
    for (int i = 0; i < match.ordinals().length; i++) {
      int ordinal = match.ordinals()[i];
      if (ordinal < context.room()) {
        spread(ordinal, own(ordinal, match.frequencies()[i], idf));
      }
    }
    scratch.endTerm();
  }

  private float own(int ordinal, float frequency, float idf) {
    float length = context.contentWords(ordinal);
    return idf * frequency / (frequency + K1 * (1 - B + B * length / PIVOT));
  }

  private void spread(int ordinal, float score) {
    if (!neighbours) {
      scratch.raise(ordinal, score);
      return;
    }
    int after = context.after(ordinal);
    float asks = context.question(ordinal) ? 1 : 0;
    float kept = after == ContextProjection.NONE ? 1 : 1 - QUESTION_PENALTY * asks * gate(after);
    scratch.raise(ordinal, score * kept);
    float lent = score * gate(ordinal);
    if (after != ContextProjection.NONE) {
      lend(after, lent * (SHARE + HAND_OVER * asks));
      lend(context.after(after), lent * SHARE);
    }
    int before = context.before(ordinal);
    if (before != ContextProjection.NONE) {
      lend(before, lent * SHARE);
      lend(context.before(before), lent * SHARE);
    }
  }

  private void lend(int to, float share) {
    if (to != ContextProjection.NONE && filter.allows(to)) {
      scratch.raise(to, share * gate(to));
    }
  }

  private float gate(int ordinal) {
    return Math.min(1, GATE / Math.max(1, context.contentWords(ordinal)));
  }
}
