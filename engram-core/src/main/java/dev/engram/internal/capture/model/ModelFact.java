package dev.engram.internal.capture.model;

import dev.engram.internal.capture.text.Span;
import dev.engram.memory.Category;
import dev.engram.memory.Modality;

/**
 * A fact that a language model found, checked against the text.
 *
 * @param text one sentence that can be understood alone, at most 600 characters
 * @param subject who or what it is about, at most 150 characters
 * @param predicate the relation, at most 150 characters
 * @param object the other end, at most 400 characters
 * @param negated whether the text says that it does not hold
 * @param modality in which way it holds
 * @param category a canonical one
 * @param confidence what the model said, 0 to 1
 * @param quote where the text says it
 */
public record ModelFact(
    String text,
    String subject,
    String predicate,
    String object,
    boolean negated,
    Modality modality,
    Category category,
    double confidence,
    Span quote) {
  /** Shows sizes only: the words are content. */
  @Override
  public String toString() {
    return "ModelFact[" + text.length() + " characters, " + quote + "]";
  }
}
