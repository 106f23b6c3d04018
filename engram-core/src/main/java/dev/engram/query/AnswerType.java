package dev.engram.query;

/** The type of answer that a question asks for. */
public enum AnswerType {
  /** A time: "when", "which year", "on what date". */
  WHEN,
  /** A place. */
  WHERE,
  /** A person or a group. */
  WHO,
  /** A thing out of a kind: "what breed", "which book". */
  WHICH,
  /** A thing. */
  WHAT,
  /** A number or an amount. */
  HOW_MANY,
  /** A length of time. */
  HOW_LONG,
  /** A frequency. */
  HOW_OFTEN,
  /** A way or a state. */
  HOW,
  /** A reason. */
  WHY,
  /** Whether something is so. */
  YES_NO
}
