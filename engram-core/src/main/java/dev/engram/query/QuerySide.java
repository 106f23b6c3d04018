package dev.engram.query;

import dev.engram.fault.InvalidInputException;

/**
 * One of the things that a question sets side by side, as a question of its own. Immutable.
 *
 * @param subject what it is about
 * @param text what to look for, with the words that all sides share
 */
public record QuerySide(String subject, String text) {
  public QuerySide {
    if (subject.isBlank() || text.isBlank()) {
      throw InvalidInputException.query("plan.sides", "must not be blank");
    }
  }

  /** Shows sizes only. */
  @Override
  public String toString() {
    return "QuerySide[" + text.length() + " characters]";
  }
}
