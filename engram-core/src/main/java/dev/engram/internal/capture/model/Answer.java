package dev.engram.internal.capture.model;

import dev.engram.memory.Category;
import dev.engram.memory.Modality;
import java.util.List;

/** What was read from a model's words. */
sealed interface Answer {
  /** Of the form that was asked for; whether it is true is another question. */
  record Read(List<Claim> claims, String summary, String keyFact) implements Answer {
    @Override
    public String toString() {
      return "Read";
    }
  }

  /**
   * Not of that form.
   *
   * @param problem names the place and the rule, never what stood there
   */
  record Malformed(String problem) implements Answer {}

  /** A fact as the model put it. */
  record Claim(
      String text,
      String subject,
      String predicate,
      String object,
      boolean negated,
      Modality modality,
      Category category,
      double confidence,
      String quote) {
    @Override
    public String toString() {
      return "Claim";
    }
  }
}
