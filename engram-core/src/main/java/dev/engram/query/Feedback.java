package dev.engram.query;

import dev.engram.fault.InvalidInputException;
import dev.engram.memory.MemoryId;
import dev.engram.memory.NewMemory;
import java.util.Optional;

/**
 * What somebody says of a memory that answered, and which question it answered. Immutable: each
 * method returns new feedback.
 *
 * <p>The question matters: a memory may be wrong for one and right for another, so one that is
 * unhelpful or corrected is held back from questions like that one only. Without a question the
 * judgement counts, and nothing is held back.
 *
 * @param verdict the judgement
 * @param correction what is right instead; of a correction only, and then required
 * @param question what was asked, if it is told
 * @param recall the answer that is judged, if it is told
 */
public record Feedback(
    Verdict verdict,
    Optional<Correction> correction,
    Optional<String> question,
    Optional<RecallId> recall) {

  /** What is right instead. */
  public sealed interface Correction {}

  /**
   * A memory that is there already.
   *
   * @param id the memory
   */
  public record Known(MemoryId id) implements Correction {}

  /**
   * Something to be remembered; into the scope of what it corrects unless it names one.
   *
   * @param memory the memory
   */
  public record Fresh(NewMemory memory) implements Correction {}

  public Feedback {
    if ((verdict == Verdict.CORRECTED) != correction.isPresent()) {
      throw InvalidInputException.of(
          "feedback.correction", "belongs to a corrected memory, and to no other");
    }
    // held to the bounds of a query, for that is what it was
    question = question.map(text -> Query.of(text).text());
  }

  private static Feedback of(Verdict verdict, Optional<Correction> correction) {
    return new Feedback(verdict, correction, Optional.empty(), Optional.empty());
  }

  /** The memory helped. */
  public static Feedback helpful() {
    return of(Verdict.HELPFUL, Optional.empty());
  }

  /** The memory did not help. */
  public static Feedback unhelpful() {
    return of(Verdict.UNHELPFUL, Optional.empty());
  }

  /** The memory is wrong, and this one is right. */
  public static Feedback correctedTo(MemoryId right) {
    return of(Verdict.CORRECTED, Optional.of(new Known(right)));
  }

  /** The memory is wrong, and this is right; it is remembered. */
  public static Feedback correctedTo(NewMemory right) {
    return of(Verdict.CORRECTED, Optional.of(new Fresh(right)));
  }

  /** Says what was asked. Costs an embedding of the question, unless an answer is named as well. */
  public Feedback asked(String text) {
    return new Feedback(verdict, correction, Optional.of(text), recall);
  }

  /** Names the answer that is judged. */
  public Feedback to(RecallId answer) {
    return new Feedback(verdict, correction, question, Optional.of(answer));
  }

  /** Shows the verdict only: a question is content. */
  @Override
  public String toString() {
    return "Feedback[" + verdict + "]";
  }
}
