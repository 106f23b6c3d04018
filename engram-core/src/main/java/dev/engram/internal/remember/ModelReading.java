package dev.engram.internal.remember;

import dev.engram.internal.capture.Captured;
import dev.engram.internal.capture.model.Extraction;
import dev.engram.internal.capture.model.ModelExtraction;
import dev.engram.internal.capture.model.ModelFact;
import dev.engram.internal.capture.text.Utterance;
import dev.engram.internal.outward.OutwardModel;
import dev.engram.internal.remember.Capturing.Found;
import dev.engram.internal.remember.Capturing.Spoken;
import dev.engram.internal.remember.FactDraft.Cue;
import dev.engram.internal.token.TokenCounter;
import dev.engram.memory.CaptureNote;
import dev.engram.memory.Source;
import dev.engram.memory.TieredContent;
import java.util.ArrayList;
import java.util.HashSet;

/**
 * Adds what a language model reads in a text to what was found without it. One that was found by
 * both is taken once, with what its wording says about the past. When the model cannot be used, the
 * answer says so and stands without it. Thread-safe; waits for the model.
 */
final class ModelReading implements AutoCloseable {
  private final ModelExtraction extraction;
  private final OutwardModel model;
  private final TokenCounter counter;
  private final double minConfidence;

  /**
   * A reading by a model.
   *
   * @param extraction asks it
   * @param model tells what must not be asked
   * @param counter counts the tokens of what the model made shorter
   * @param minConfidence below which a fact is not kept
   */
  ModelReading(
      ModelExtraction extraction, OutwardModel model, TokenCounter counter, double minConfidence) {
    this.extraction = extraction;
    this.model = model;
    this.counter = counter;
    this.minConfidence = minConfidence;
  }

  Found read(Spoken spoken, Utterance utterance, Found own) {
    if (model.withholds(utterance.text(), spoken.tier())) {
      return noted(own, CaptureNote.OUTWARD_WITHHELD);
    }
    return switch (extraction.extract(utterance)) {
      case Extraction.Extracted read -> merged(read, utterance, spoken.piece(), own);
      case Extraction.Unusable unusable -> noted(own, note(unusable.reason()));
    };
  }

  private static Found noted(Found own, CaptureNote note) {
    var notes = new ArrayList<>(own.notes());
    notes.add(note);
    return new Found(own.captured(), own.facts(), own.likeness(), notes);
  }

  private static CaptureNote note(Extraction.Reason reason) {
    return switch (reason) {
      case PAUSED, BUSY, UNAVAILABLE, TIMED_OUT -> CaptureNote.MODEL_UNAVAILABLE;
      case FAILED, BAD_ANSWER, TOO_LONG -> CaptureNote.MODEL_UNUSABLE;
    };
  }

  private Found merged(Extraction.Extracted read, Utterance utterance, Piece piece, Found own) {
    var all = new ArrayList<FactDraft>(own.facts());
    var known = new HashSet<String>();
    own.facts().forEach(fact -> known.add(key(fact.subject(), fact.object())));
    for (ModelFact fact : read.facts()) {
      if (all.size() < FactDrafts.MOST
          && fact.confidence() >= minConfidence
          && known.add(key(fact.subject(), fact.object()))) {
        all.add(draft(fact, utterance, piece));
      }
    }
    return new Found(sized(own.captured(), read), all, own.likeness(), own.notes());
  }

  /** The model's shorter forms, where they are shorter. */
  private Captured sized(Captured own, Extraction.Extracted read) {
    if (own.sizes().isEmpty() || read.summary().isEmpty()) {
      return own;
    }
    TieredContent before = own.sizes().get();
    String summary = read.summary().get();
    String keyFact = read.keyFact().orElse(before.keyFact());
    int summaryTokens = counter.count(summary);
    int keyTokens = counter.count(keyFact);
    boolean fits =
        summaryTokens <= before.fullTokens()
            && keyTokens <= summaryTokens
            && before.tagTokens() <= keyTokens;
    return fits
        ? own.with(
            new TieredContent(
                before.full(),
                summary,
                keyFact,
                before.tag(),
                before.fullTokens(),
                summaryTokens,
                keyTokens,
                before.tagTokens()))
        : own;
  }

  private static String key(String subject, String object) {
    return String.join(" ", Claims.words(subject)) + "\t" + String.join(" ", Claims.words(object));
  }

  private static FactDraft draft(ModelFact fact, Utterance utterance, Piece piece) {
    return new FactDraft(
        fact.text(),
        fact.subject(),
        fact.predicate(),
        fact.object(),
        fact.negated(),
        fact.modality(),
        fact.category(),
        fact.confidence(),
        FactDrafts.STATE_IMPORTANCE,
        Source.DERIVED,
        false,
        new Cue.None(),
        piece.memory().placement().occurred(),
        utterance.when(),
        utterance.when());
  }

  @Override
  public void close() {
    extraction.close();
  }
}
