package dev.engram.internal.remember;

import dev.engram.internal.capture.Capture;
import dev.engram.internal.capture.importance.Importance;
import dev.engram.internal.capture.proposition.Change;
import dev.engram.internal.capture.proposition.Proposition;
import dev.engram.internal.capture.text.Utterance;
import dev.engram.internal.remember.FactDraft.Cue;
import dev.engram.memory.Modality;
import dev.engram.memory.Source;
import dev.engram.memory.TimeSpan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes of propositions the facts that are to be taken in. */
final class FactDrafts {
  /** More facts than this are not taken from one text. */
  static final int MOST = 64;

  private static final double EVENT_IMPORTANCE = 0.4;
  static final double STATE_IMPORTANCE = 0.6;
  private static final int LONGEST_NAME = 480;

  private FactDrafts() {}

  /** The facts of a reading, in order of the text, each once. */
  static List<FactDraft> of(
      Capture.Reading reading, Utterance utterance, Piece piece, double minConfidence) {
    var drafts = new ArrayList<FactDraft>();
    for (Proposition proposition : reading.propositions()) {
      if (proposition.confidence() >= minConfidence && fits(proposition) && drafts.size() < MOST) {
        drafts.add(of(proposition, reading, utterance, piece));
      }
    }
    return List.copyOf(drafts);
  }

  /** What does not fit the bounds of a fact stays in the episode's words. */
  private static boolean fits(Proposition proposition) {
    return proposition.subject().length() <= LONGEST_NAME / 4
        && proposition.predicate().length() <= LONGEST_NAME / 4
        && proposition.object().length() <= LONGEST_NAME;
  }

  private static FactDraft of(
      Proposition proposition, Capture.Reading reading, Utterance utterance, Piece piece) {
    // a date that is the value itself ("the deadline is 5 May") does not tell since when it holds
    Optional<TimeSpan> named = reading.timeIn(proposition.source(), proposition.object());
    Optional<TimeSpan> occurred = named.or(() -> piece.memory().placement().occurred());
    return new FactDraft(
        proposition.text(),
        proposition.subject(),
        proposition.predicate(),
        proposition.object(),
        proposition.negated(),
        proposition.modality(),
        proposition.category(),
        proposition.confidence(),
        importance(proposition, reading),
        proposition.explicit() ? Source.USER_EXPLICIT : Source.DERIVED,
        proposition.event(),
        cue(proposition),
        occurred,
        since(proposition.modality(), named, utterance.when()),
        utterance.when());
  }

  private static double importance(Proposition proposition, Capture.Reading reading) {
    if (proposition.explicit()) {
      return 1;
    }
    double own = proposition.event() ? EVENT_IMPORTANCE : STATE_IMPORTANCE;
    return Math.max(own, reading.captured().importance().map(Importance::value).orElse(own));
  }

  /** What happened counts from then on; what is only meant or wished, from when it was said. */
  private static Instant since(Modality modality, Optional<TimeSpan> named, Instant said) {
    boolean happened = modality == Modality.ACTUAL || modality == Modality.FORMER;
    return happened
        ? named.map(TimeSpan::from).filter(from -> from.isBefore(said)).orElse(said)
        : said;
  }

  private static Cue cue(Proposition proposition) {
    if (proposition.change().isEmpty()) {
      return new Cue.None();
    }
    return switch (proposition.change().get()) {
      case Change.Replaces replaces -> new Cue.Replaces(replaces.old());
      case Change.Ends ends -> new Cue.Ends(ends.what());
      case Change.Updates updates -> new Cue.Updates();
    };
  }
}
