package dev.engram.internal.remember;

import dev.engram.internal.capture.model.Extracted;
import dev.engram.internal.capture.model.ModelExtraction;
import dev.engram.internal.capture.model.ModelFact;
import dev.engram.internal.capture.text.Utterance;
import dev.engram.internal.remember.Capturing.Found;
import dev.engram.internal.remember.FactDraft.Cue;
import dev.engram.memory.CaptureNote;
import dev.engram.memory.Source;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Adds what a language model reads in a text to what was found without it. The model's facts come
 * first; one that was found by both is taken once, with what its wording says about the past. When
 * the model cannot be used, the answer says so and stands without it. Thread-safe; waits for the
 * model.
 */
final class ModelReading {
  private final ModelExtraction extraction;

  ModelReading(ModelExtraction extraction) {
    this.extraction = extraction;
  }

  Found read(Utterance utterance, Piece piece, Found own) {
    return switch (extraction.of(utterance)) {
      case Extracted.Facts facts -> merged(facts.facts(), utterance, piece, own);
      case Extracted.Unusable unusable -> {
        var notes = new ArrayList<>(own.notes());
        notes.add(
            unusable.unavailable()
                ? CaptureNote.MODEL_UNAVAILABLE
                : CaptureNote.MODEL_UNUSABLE);
        yield new Found(own.captured(), own.facts(), notes);
      }
    };
  }

  private static Found merged(
      List<ModelFact> facts, Utterance utterance, Piece piece, Found own) {
    var all = new ArrayList<FactDraft>(own.facts());
    var known = new HashSet<String>();
    own.facts().forEach(fact -> known.add(key(fact.subject(), fact.object())));
    for (ModelFact fact : facts) {
      if (known.add(key(fact.subject(), fact.object()))) {
        all.add(draft(fact, utterance, piece));
      }
    }
    return new Found(own.captured(), all, own.notes());
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
        utterance.when());
  }
}
