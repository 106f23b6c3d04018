package dev.engram.internal.remember;

import dev.engram.internal.remember.FactDraft.Cue;
import dev.engram.memory.Memory;
import dev.engram.memory.Modality;
import dev.engram.memory.TimeSpan;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * What a new fact means for an old one of the same subject (spec §4.3).
 *
 * <p>A merge that is wrong destroys what somebody said, one that is missed leaves two lines where
 * one would do. So every verdict but {@link Verdict#BESIDE} needs evidence: the same object in the
 * same polarity (a restatement), the opposite polarity of the same object, words that say that
 * something changed, or a predicate of which {@link SingleValued} is sure that it takes one value.
 * Events happened or did not: one never replaces another.
 */
final class Supersession {
  private Supersession() {}

  /** What becomes of the old fact. */
  enum Verdict {
    /** Says the same: the old one is strengthened. */
    RESTATES,
    /** Says the same in more detail: the old one gives way, and speaks for the new. */
    REFINES,
    /** What was meant or wished came about: the old one gives way, and speaks for the new. */
    FULFILS,
    /** Cannot hold together with the old one: that is closed. */
    REPLACES,
    /** The old one holds as well. */
    BESIDE
  }

  /**
   * Judges.
   *
   * @param sameClaim whether subject and predicate are the same; else only the subject is
   * @param singleValued the probability that the predicate takes one value at a time
   */
  static Verdict judge(FactDraft fresh, Memory.Fact old, boolean sameClaim, double singleValued) {
    List<String> words = Claims.words(fresh.object());
    List<String> before = Claims.words(old.object());
    if (fresh.cue() instanceof Cue.Replaces replaces && !old.negated()) {
      List<String> named = Claims.words(replaces.old());
      if (means(before, named, sameClaim, old)) {
        return words.equals(before) ? Verdict.BESIDE : Verdict.REPLACES;
      }
    }
    if (fresh.cue() instanceof Cue.Ends ends && holds(old)) {
      List<String> named = Claims.words(ends.what());
      if (means(before, named, sameClaim, old)) {
        return Verdict.REPLACES;
      }
    }
    if (!sameClaim) {
      return Verdict.BESIDE;
    }
    if (fresh.event()) {
      return words.equals(before)
              && fresh.negated() == old.negated()
              && fresh.modality() == old.modality()
              && sameDay(fresh.occurred(), old.traits().occurred())
          ? Verdict.RESTATES
          : Verdict.BESIDE;
    }
    if (words.equals(before)) {
      return ofSameObject(fresh, old);
    }
    return ofOtherObject(fresh, old, words, before, singleValued);
  }

  /** Whether an old object is the one that a wording names. */
  private static boolean means(
      List<String> before, List<String> named, boolean sameClaim, Memory.Fact old) {
    if (named.isEmpty() || before.equals(named)) {
      return !named.isEmpty();
    }
    boolean begins = before.size() > named.size() && before.subList(0, named.size()).equals(named);
    return holds(old) && (sameClaim ? before.containsAll(named) : begins);
  }

  private static Verdict ofSameObject(FactDraft fresh, Memory.Fact old) {
    if (fresh.negated() == old.negated() && fresh.modality() == old.modality()) {
      return Verdict.RESTATES;
    }
    if (fresh.negated() != old.negated()) {
      boolean comparable =
          fresh.modality() == old.modality() || fresh.modality() == Modality.ACTUAL;
      return comparable ? Verdict.REPLACES : Verdict.BESIDE;
    }
    if (fresh.modality() == Modality.FORMER && old.modality() == Modality.ACTUAL) {
      return Verdict.REPLACES;
    }
    boolean awaited = old.modality() != Modality.ACTUAL && old.modality() != Modality.FORMER;
    return fresh.modality() == Modality.ACTUAL && awaited ? Verdict.FULFILS : Verdict.BESIDE;
  }

  private static Verdict ofOtherObject(
      FactDraft fresh,
      Memory.Fact old,
      List<String> words,
      List<String> before,
      double singleValued) {
    if (fresh.modality() != Modality.ACTUAL || fresh.negated() || !holds(old)) {
      return Verdict.BESIDE;
    }
    if (fresh.cue() instanceof Cue.Ends || words.isEmpty() || before.isEmpty()) {
      return Verdict.BESIDE;
    }
    boolean single = singleValued >= SingleValued.SURE;
    if (single && words.containsAll(before)) {
      return Verdict.REFINES;
    }
    if (single && before.containsAll(words)) {
      return Verdict.RESTATES;
    }
    boolean news =
        (fresh.cue() instanceof Cue.Updates || Values.tellsChange(fresh.predicate()))
            && Values.comparable(words, before, fresh.object(), old.object());
    boolean recounted = Values.recounted(words, before, fresh.predicate());
    return single || news || recounted ? Verdict.REPLACES : Verdict.BESIDE;
  }

  /** Whether a fact claims that something is so now. */
  private static boolean holds(Memory.Fact fact) {
    return !fact.negated() && fact.modality() == Modality.ACTUAL;
  }

  private static boolean sameDay(Optional<TimeSpan> one, Optional<TimeSpan> other) {
    return one.map(TimeSpan::from)
        .map(Supersession::day)
        .equals(other.map(TimeSpan::from).map(Supersession::day));
  }

  private static Instant day(Instant instant) {
    return instant.truncatedTo(ChronoUnit.DAYS);
  }
}
