package dev.engram.memory;

import dev.engram.fault.InvalidInputException;
import dev.engram.scope.Scope;
import java.time.Instant;

/**
 * Something that holds: becomes a fact.
 *
 * @param subject who or what it is about, at most 512 bytes
 * @param predicate the relation, at most 512 bytes
 * @param object the other end; all three together at most 8 KiB of UTF-8
 * @param confidence 0 to 1
 * @param negated whether it is claimed not to hold
 * @param modality in which way it is claimed to hold
 * @param placement where and how it is filed
 */
public record Statement(
    String subject,
    String predicate,
    String object,
    double confidence,
    boolean negated,
    Modality modality,
    Placement placement)
    implements NewMemory {
  public Statement {
    TextRule.name("statement.subject", subject);
    TextRule.name("statement.predicate", predicate);
    TextRule.text("statement.object", object);
    TextRule.text("statement.text", textOf(subject, predicate, object, negated));
    if (!(confidence >= 0 && confidence <= 1)) {
      throw InvalidInputException.of("statement.confidence", "must be 0 to 1, got " + confidence);
    }
  }

  /** A fact an agent states. */
  public static Statement of(String subject, String predicate, String object) {
    return new Statement(
        subject,
        predicate,
        object,
        0.5,
        false,
        Modality.ACTUAL,
        Placement.of(Category.FACT, Source.AGENT));
  }

  /** Claims that it does not hold. */
  public Statement denied() {
    return new Statement(subject, predicate, object, confidence, true, modality, placement);
  }

  /** Says in which way it holds. */
  public Statement as(Modality how) {
    return new Statement(subject, predicate, object, confidence, negated, how, placement);
  }

  /** A fact the user asked for in so many words: full confidence, full importance. */
  public Statement explicit() {
    return new Statement(
        subject,
        predicate,
        object,
        1,
        negated,
        modality,
        placement.from(Source.USER_EXPLICIT).important(1));
  }

  /** Says when it came to hold. */
  public Statement at(Instant when) {
    return with(placement.at(when));
  }

  /** Files it in this scope. */
  public Statement to(Scope where) {
    return with(placement.to(where));
  }

  /** Files it another way. */
  public Statement with(Placement filed) {
    return new Statement(subject, predicate, object, confidence, negated, modality, filed);
  }

  @Override
  public String text() {
    return textOf(subject, predicate, object, negated);
  }

  private static String textOf(String subject, String predicate, String object, boolean negated) {
    return (negated ? "Not so: " : "") + subject + " " + predicate + " " + object;
  }

  @Override
  public MemoryKind kind() {
    return MemoryKind.FACT;
  }

  /** Shows sizes only: the words are content. */
  @Override
  public String toString() {
    return "Statement[" + text().length() + " characters]";
  }
}
