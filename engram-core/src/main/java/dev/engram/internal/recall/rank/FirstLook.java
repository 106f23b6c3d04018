package dev.engram.internal.recall.rank;

import dev.engram.config.Signal;
import dev.engram.internal.projection.ContextProjection;
import dev.engram.internal.projection.MarkProjection;
import dev.engram.internal.projection.Marks;
import dev.engram.internal.projection.Marks.Mark;
import dev.engram.internal.recall.signal.Families;
import dev.engram.internal.recall.signal.SignalScores;
import java.time.LocalDate;
import java.util.Optional;

/** The signals that judge each candidate by itself. For one thread and one query. */
final class FirstLook {
  /** Unrelated sentences have about this cosine under sentence embedders of the BERT family. */
  static final float COSINE_FLOOR = 0.5f;

  /** A single sentence is nearer to any question than a text is. */
  private static final float FACT_FLOOR = 0.55f;

  /** Content words from which on a memory is not short: "Take care!" is never the best evidence. */
  private static final float SHORT_LENGTH = 15;

  /** Terms from which on a question is long. */
  private static final float LONG_QUESTION = 12;

  /** Ranks over which the lead by meaning falls to a half. */
  private static final float RANKS = 10;

  private static final float SUBSTANCE = 0.5f;

  private final QuestionCues cues;
  private final ContextProjection.View context;
  private final MarkProjection.View marks;

  FirstLook(QuestionCues cues, ContextProjection.View context, MarkProjection.View marks) {
    this.cues = cues;
    this.context = context;
    this.marks = marks;
  }

  /**
   * Fills the table.
   *
   * @param lexical best first
   * @param semantic best first
   */
  void fill(
      SignalTable table, SignalScores lexical, SignalScores semantic, Optional<Families> families) {
    words(table, lexical);
    meaning(table, semantic);
    boolean named = speakers(table) == 1;
    for (int row = 0; row < table.rows(); row++) {
      int ordinal = table.ordinal(row);
      float fact = families.map(f -> f.fact(ordinal)).orElse(0f);
      table.of(Signal.FACT)[row] = Math.max(0, fact - FACT_FLOOR);
      table.of(Signal.PAIRS)[row] = marks.pairs(cues.pairs(), ordinal);
      if (!cues.dates().isEmpty()) {
        LocalDate day = LocalDate.ofEpochDay(context.day(ordinal));
        table.of(Signal.DATE)[row] = (float) cues.dates().fit(day);
      }
      table.of(Signal.BREVITY)[row] =
          -Math.max(0, 1 - context.contentWords(ordinal) / SHORT_LENGTH);
      marked(table, row, marks.marks(ordinal), named);
    }
  }

  private void words(SignalTable table, SignalScores lexical) {
    float best = lexical.scores().length == 0 ? 0 : lexical.scores()[0];
    float length = Math.min(1, cues.terms() / LONG_QUESTION);
    for (int i = 0; i < lexical.ordinals().length; i++) {
      int row = table.row(lexical.ordinals()[i]);
      float score = lexical.scores()[i];
      table.of(Signal.LEXICAL)[row] = score;
      table.of(Signal.LEXICAL_LONG)[row] = score * length;
      table.of(Signal.LEXICAL_BEST)[row] = best > 0 ? score / best : 0;
    }
  }

  private void meaning(SignalTable table, SignalScores semantic) {
    for (int i = 0; i < semantic.ordinals().length; i++) {
      int row = table.row(semantic.ordinals()[i]);
      float cosine = semantic.scores()[i] - COSINE_FLOOR;
      table.of(Signal.SEMANTIC)[row] = cosine;
      table.of(Signal.SEMANTIC_OVERVIEW)[row] = cues.overview() ? cosine : 0;
      table.of(Signal.SEMANTIC_RANK)[row] = 1 / (1 + i / RANKS);
    }
  }

  /** How many of the speakers that the question names are among the candidates. */
  private int speakers(SignalTable table) {
    int found = 0;
    for (int name : cues.speakers()) {
      for (int row = 0; row < table.rows() && name != 0; row++) {
        if (marks.marks(table.ordinal(row)).speaker() == name) {
          found++;
          break;
        }
      }
    }
    return found;
  }

  private void marked(SignalTable table, int row, Marks marked, boolean named) {
    table.of(Signal.IMPORTANCE)[row] = (float) marked.importance();
    table.of(Signal.SUBSTANCE)[row] = Math.min(SUBSTANCE, (float) marked.importance());
    boolean user = marked.has(Mark.USER);
    table.of(Signal.USER)[row] = one(user);
    table.of(Signal.USER_OVERVIEW)[row] = one(user && cues.overview());
    table.of(Signal.ASSISTANT)[row] = one(marked.has(Mark.ASSISTANT) && cues.said());
    table.of(Signal.SPEAKER)[row] = one(named && spoken(marked));
    table.of(Signal.TELLS_TIME)[row] = one(cues.time() && marked.has(Mark.TIME));
    table.of(Signal.TELLS_NUMBER)[row] = one(cues.number() && marked.has(Mark.NUMBER));
    table.of(Signal.PREFERENCE)[row] = one(cues.advice() && marked.has(Mark.PREFERS));
  }

  private boolean spoken(Marks marked) {
    for (int name : cues.speakers()) {
      if (name != 0 && marked.speaker() == name) {
        return true;
      }
    }
    return false;
  }

  private static float one(boolean yes) {
    return yes ? 1 : 0;
  }
}
