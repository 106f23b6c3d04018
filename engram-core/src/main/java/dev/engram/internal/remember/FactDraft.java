package dev.engram.internal.remember;

import dev.engram.memory.Category;
import dev.engram.memory.Modality;
import dev.engram.memory.Source;
import dev.engram.memory.TimeSpan;
import java.time.Instant;
import java.util.Optional;

/**
 * A fact that is to be stored, or to strengthen or close others.
 *
 * @param text the sentence it is recalled by
 * @param subject who or what it is about
 * @param predicate the relation
 * @param object the other end
 * @param negated whether it is claimed not to hold
 * @param modality in which way it is claimed to hold
 * @param category what it is about
 * @param confidence 0 to 1
 * @param importance 0 to 1
 * @param source where it came from
 * @param event whether it tells of an event, which no other event contradicts
 * @param cue what its wording says about what held before
 * @param occurred when it happened or came to hold, if known
 * @param since from when on it counts: when it happened, or when it was said
 * @param said when it was said
 */
record FactDraft(
    String text,
    String subject,
    String predicate,
    String object,
    boolean negated,
    Modality modality,
    Category category,
    double confidence,
    double importance,
    Source source,
    boolean event,
    Cue cue,
    Optional<TimeSpan> occurred,
    Instant since,
    Instant said) {
  /** What a wording says about what held before. */
  sealed interface Cue {
    /** Nothing. */
    record None() implements Cue {}

    /** It takes the place of this: "switched from vim to Helix". */
    record Replaces(String old) implements Cue {
      @Override
      public String toString() {
        return "Replaces[" + old.length() + " characters]";
      }
    }

    /** This is over: "no longer uses vim". */
    record Ends(String what) implements Cue {
      @Override
      public String toString() {
        return "Ends[" + what.length() + " characters]";
      }
    }

    /** It is news of something that changes: "has risen to 78 %". */
    record Updates() implements Cue {}
  }

  /** The same, believed no more than this. */
  FactDraft atMost(double most) {
    return confidence <= most
        ? this
        : new FactDraft(
            text,
            subject,
            predicate,
            object,
            negated,
            modality,
            category,
            most,
            importance,
            source,
            event,
            cue,
            occurred,
            since,
            said);
  }

  /** Shows sizes only: the words are content. */
  @Override
  public String toString() {
    return "FactDraft[" + text.length() + " characters]";
  }
}
