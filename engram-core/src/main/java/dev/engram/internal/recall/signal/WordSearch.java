package dev.engram.internal.recall.signal;

import dev.engram.config.RecallOptions;
import dev.engram.fault.ErrorCode;
import dev.engram.fault.VaultException;
import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.lexical.LexicalIndex;
import dev.engram.internal.index.lexical.LexicalIndexException;
import dev.engram.internal.index.lexical.TermMatches;
import dev.engram.internal.projection.ContextProjection;
import dev.engram.internal.projection.LexicalProjection;
import dev.engram.internal.projection.ProjectionSet;
import dev.engram.internal.projection.VisibilityProjection.Visible;
import dev.engram.memory.MemoryKind;
import dev.engram.query.Query;
import java.util.List;

/**
 * The lexical signal of a question. Facts that were found in episodes are searched only where
 * episodes are not asked for: their words are their episode's.
 */
public final class WordSearch {
  private final ProjectionSet projections;
  private final RecallOptions options;
  private final Scratch.Pool scratch = new Scratch.Pool();

  public WordSearch(ProjectionSet projections, RecallOptions options) {
    this.projections = projections;
    this.options = options;
  }

  /**
   * What was found.
   *
   * @param matches each term's, in what stands for itself
   * @param scores of everything that was reached
   * @param speakers which terms name who speaks
   */
  public record Words(TermMatches matches, SignalScores scores, Speakers speakers) {}

  public Words find(Query query, Visible visible, ContextProjection.View context) {
    if (!options.words()) {
      return new Words(
          new TermMatches(List.of(), 0, false),
          SignalScores.NONE,
          new Speakers(new boolean[0], new int[0]));
    }
    boolean past = visible.past().cardinality() > 0;
    Words own = find(projections.lexical(), past, query, visible.own(), context);
    if (query.kinds().contains(MemoryKind.EPISODE) || visible.derived().cardinality() == 0) {
      return own;
    }
    Words derived = find(projections.derived(), past, query, visible.derived(), context);
    return new Words(own.matches, own.scores.and(derived.scores), own.speakers);
  }

  /** What is past, where it is asked for, is weighed as one collection with what is present. */
  private Words find(
      LexicalProjection where,
      boolean past,
      Query query,
      OrdinalFilter filter,
      ContextProjection.View context) {
    TermMatches matches = matches(where, query, filter);
    if (past) {
      matches = JointMatches.of(matches, matches(projections.past(), query, filter));
    }
    Speakers speakers = Speakers.of(query.text(), matches, projections.marks().view());
    SignalScores scores =
        LexicalSignal.of(matches, speakers.terms(), context, filter, options.neighbours(), scratch);
    return new Words(matches, scores, speakers);
  }

  /** An index that is replaced while it is being searched is asked for once more. */
  private static TermMatches matches(LexicalProjection where, Query query, OrdinalFilter filter) {
    LexicalIndex index = where.index();
    try {
      return index.matches(query.text(), filter);
    } catch (LexicalIndexException replaced) {
      LexicalIndex next = where.index();
      if (next.equals(index)) {
        throw new VaultException(ErrorCode.NO_INDEX, "the lexical index is not there", replaced);
      }
      return next.matches(query.text(), filter);
    }
  }
}
