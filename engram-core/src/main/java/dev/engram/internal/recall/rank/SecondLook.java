package dev.engram.internal.recall.rank;

import dev.engram.config.Signal;
import dev.engram.config.SignalWeights;
import dev.engram.internal.projection.ContextProjection;
import dev.engram.internal.projection.MarkProjection;
import dev.engram.internal.projection.Marks.Mark;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * The signals that judge a candidate by the candidates around it: evidence comes in stretches of
 * talk, and a dull turn in a session that is all about the question is worth more than a bright one
 * by itself.
 *
 * <p>What stands around is judged by a first look, a fixed sum of a few signals that does not move
 * with the weights, so that weights can be fitted in one go. A neighbour that is no candidate
 * counts as the worst candidate. For one thread and one query; linear in the candidates.
 */
final class SecondLook {
  private static final Map<Signal, Float> FIRST =
      new EnumMap<>(
          Map.of(
              Signal.LEXICAL, 1.2f,
              Signal.SEMANTIC, 2f,
              Signal.DATE, 0.3f,
              Signal.BREVITY, 0.15f,
              Signal.SPEAKER, 0.1f,
              Signal.USER, 0.15f,
              Signal.ASSISTANT, 0.2f,
              Signal.IMPORTANCE, 0.3f));

  private final QuestionCues cues;
  private final ContextProjection.View context;
  private final MarkProjection.View marks;

  SecondLook(QuestionCues cues, ContextProjection.View context, MarkProjection.View marks) {
    this.cues = cues;
    this.context = context;
    this.marks = marks;
  }

  /**
   * Fills the table, which the first signals must be in.
   *
   * @param weights signals that are off take no part in the first look either
   */
  void fill(SignalTable table, SignalWeights weights) {
    if (table.rows() == 0) {
      return;
    }
    float[] first = first(table, weights);
    float worst = Float.POSITIVE_INFINITY;
    var sessions = new HashMap<Long, Float>();
    for (int row = 0; row < first.length; row++) {
      worst = Math.min(worst, first[row]);
      long session = context.session(table.ordinal(row));
      if (session != 0) {
        sessions.merge(session, first[row], Math::max);
      }
    }
    float farthest = table.min(Signal.SEMANTIC);
    for (int row = 0; row < first.length; row++) {
      turns(table, row, first, worst, farthest);
      long session = context.session(table.ordinal(row));
      float best = session == 0 ? first[row] : sessions.getOrDefault(session, first[row]);
      table.of(Signal.SESSION)[row] = best;
      table.of(Signal.SESSION_OVERVIEW)[row] = cues.overview() ? best : 0;
    }
  }

  private void turns(SignalTable table, int row, float[] first, float worst, float farthest) {
    int ordinal = table.ordinal(row);
    int before = context.before(ordinal);
    int after = context.after(ordinal);
    int twoBefore = before == ContextProjection.NONE ? before : context.before(before);
    int twoAfter = after == ContextProjection.NONE ? after : context.after(after);
    table.of(Signal.BEFORE)[row] = meaning(table, before, farthest);
    table.of(Signal.AFTER)[row] = meaning(table, after, farthest);
    table.of(Signal.THREAD)[row] =
        Math.max(around(table, first, twoBefore, worst), around(table, first, twoAfter, worst));
    if (cues.said() && marks.marks(ordinal).has(Mark.ASSISTANT)) {
      table.of(Signal.REPLY)[row] = around(table, first, before, worst) - worst;
    }
    if (marks.marks(ordinal).has(Mark.USER)) {
      table.of(Signal.ANSWERED)[row] = around(table, first, after, worst) - worst;
    }
  }

  private static float[] first(SignalTable table, SignalWeights weights) {
    float[] first = new float[table.rows()];
    FIRST.forEach((signal, weight) -> {
      if (weights.of(signal) != 0) {
        float[] values = table.of(signal);
        for (int row = 0; row < first.length; row++) {
          first[row] += weight * values[row];
        }
      }
    });
    return first;
  }

  /** A turn without a neighbour is judged as one with an unrelated one. */
  private static float meaning(SignalTable table, int neighbour, float farthest) {
    if (neighbour == ContextProjection.NONE) {
      return 0;
    }
    int row = table.row(neighbour);
    return row < 0 ? farthest : table.get(Signal.SEMANTIC, row);
  }

  private static float around(SignalTable table, float[] first, int neighbour, float worst) {
    int row = table.row(neighbour);
    return row < 0 ? worst : first[row];
  }
}
