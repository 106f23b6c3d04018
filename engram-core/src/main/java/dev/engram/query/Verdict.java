package dev.engram.query;

/** What somebody says of a memory that answered. */
public enum Verdict {
  /** It helped: it counts for the memory's accuracy and utility. */
  HELPFUL,
  /** It did not help with this question; it may help with another. */
  UNHELPFUL,
  /** It was wrong, and something else is right. */
  CORRECTED
}
