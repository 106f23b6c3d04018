package dev.engram.internal.capture.proposition;

import dev.engram.internal.capture.text.Span;
import dev.engram.memory.Category;
import dev.engram.memory.Modality;
import java.util.List;
import java.util.Optional;

/**
 * One thing that somebody said to be so (spec §6): the smallest statement that can be true or false
 * by itself.
 *
 * @param text a plain sentence in the third person, understood without what surrounded it; at most
 *     8 KiB
 * @param source the clause it was read from
 * @param subject whom or what it is about, without a determiner
 * @param predicate the relation: positive, present tense, third person, with its particle and
 *     preposition: "lives in"
 * @param object the relation's other end, without a determiner; empty if the predicate says it all
 * @param negated whether the relation is denied
 * @param modality in which way it is claimed
 * @param category what it is about
 * @param confidence how sure it is that the words say this, 0 to 1
 * @param explicit whether the speaker asked for it to be kept
 * @param event whether it tells what happened, not what holds: events never contradict one another
 * @param change what the wording says about an earlier state, if anything
 */
public record Proposition(
    String text,
    Span source,
    String subject,
    String predicate,
    String object,
    boolean negated,
    Modality modality,
    Category category,
    double confidence,
    boolean explicit,
    boolean event,
    Optional<Change> change) {
  /** The longest text, in characters. */
  static final int LONGEST = 2_000;

  public Proposition {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence must lie in 0 to 1");
    }
    if (text.isBlank() || text.length() > LONGEST || subject.isBlank() || predicate.isBlank()) {
      throw new IllegalArgumentException("a proposition needs a text, a subject and a predicate");
    }
  }

  /** A past figure is former where what was said before gives the present one: "it is 5, was 4". */
  Proposition former(List<Proposition> before) {
    boolean over =
        modality == Modality.ACTUAL
            && !negated
            && predicate.equals("is")
            && object.chars().anyMatch(Character::isDigit)
            && before.stream()
                .anyMatch(other ->
                    other.subject.equals(subject)
                        && other.predicate.equals(predicate)
                        && other.modality == Modality.ACTUAL
                        && !other.object.equals(object));
    return over
        ? new Proposition(
            text,
            source,
            subject,
            predicate,
            object,
            negated,
            Modality.FORMER,
            category,
            confidence,
            explicit,
            event,
            change)
        : this;
  }

  /** Shows no words: they are content. */
  @Override
  public String toString() {
    return "Proposition[" + source + ", " + category + ", " + modality.label() + "]";
  }
}
