package dev.engram.query;

import dev.engram.fault.InvalidInputException;

/**
 * Asks for the facts about one subject.
 *
 * @param subject whom or what they are about: a name or an alias, 1 to 512 characters
 * @param history whether facts that hold no longer are wanted as well
 * @param limit how many at most, 1 to 10,000
 */
public record FactQuery(String subject, boolean history, int limit) {
  private static final int LONGEST_SUBJECT = 512;
  private static final int MOST = 10_000;

  public FactQuery {
    if (subject.isBlank() || subject.length() > LONGEST_SUBJECT) {
      throw InvalidInputException.query(
          "subject", "must have 1 to " + LONGEST_SUBJECT + " characters, got " + subject.length());
    }
    if (limit < 1 || limit > MOST) {
      throw InvalidInputException.query("limit", "must be 1 to " + MOST + ", got " + limit);
    }
  }

  /** What holds now, at most 100 facts, newest first. */
  public static FactQuery about(String subject) {
    return new FactQuery(subject, false, 100);
  }

  /** What held before as well. */
  public FactQuery withHistory() {
    return new FactQuery(subject, true, limit);
  }

  /** At most this many. */
  public FactQuery limit(int most) {
    return new FactQuery(subject, history, most);
  }

  /** Shows sizes only: the subject is content. */
  @Override
  public String toString() {
    return "FactQuery[" + subject.length() + " characters]";
  }
}
