package dev.engram.config;

import java.util.Locale;

/**
 * What recall can hold for or against a memory. Each has a weight of its own ({@link
 * SignalWeights}) and a line of its own in the reasons of a hit.
 *
 * <p>The first look judges each memory by itself; the second by what the first said of the memories
 * around it.
 */
public enum Signal {
  /** The share of the question's words that the memory and the turns around it hold. */
  LEXICAL(false),
  /** The same, in proportion to the number of words the question has, up to twelve. */
  LEXICAL_LONG(false),
  /** The same, in proportion to the best of all candidates. */
  LEXICAL_BEST(false),
  /** Cosine of question and memory above that of unrelated texts. */
  SEMANTIC(false),
  /** How far ahead the memory is by cosine: 1 / (1 + rank / 10). */
  SEMANTIC_RANK(false),
  /** As {@link #SEMANTIC}, where the question wants an overview. */
  SEMANTIC_OVERVIEW(false),
  /** Cosine of the question and the best fact found in the memory. */
  FACT(false),
  /** Neighbouring words of the question that are neighbours in the memory too. */
  PAIRS(false),
  /** How well its time fits dates that the question names. */
  DATE(false),
  /** Minus what it lacks in length. */
  BREVITY(false),
  /** How much it matters. */
  IMPORTANCE(false),
  /** How much it matters, up to one half: small talk against all the rest. */
  SUBSTANCE(false),
  /** Said by whom the question names. */
  SPEAKER(false),
  /** Said by the user. */
  USER(false),
  /** Said by the user, where the question wants an overview. */
  USER_OVERVIEW(false),
  /** Said by the assistant, where the question is what it said. */
  ASSISTANT(false),
  /** Says when, where that is asked. */
  TELLS_TIME(false),
  /** Holds a number, where that is asked. */
  TELLS_NUMBER(false),
  /** Tells of a preference, where advice is asked. */
  PREFERENCE(false),
  /** Cosine of the question and the turn before. */
  BEFORE(true),
  /** Cosine of the question and the turn after. */
  AFTER(true),
  /** What the first look says of the better one of the turns two places away. */
  THREAD(true),
  /** What the first look says of the best memory of the session. */
  SESSION(true),
  /** The same, where the question wants an overview. */
  SESSION_OVERVIEW(true),
  /** What it says of the turn before, for replies of the assistant where these are asked. */
  REPLY(true),
  /** What it says of the turn after, for turns of the user. */
  ANSWERED(true),
  /** How well its time, or a time it speaks of, fits those of the plan. */
  TIME(false),
  /** How much it speaks of what a question about one thing names. */
  ENTITY(false),
  /** What the best candidates hand on to it along links. */
  GRAPH(false),
  /** Is of a kind that the plan expects: a procedure, where it is asked how to do something. */
  PROCEDURE(false);

  private final boolean second;

  Signal(boolean second) {
    this.second = second;
  }

  /** Whether it depends on the memories around. */
  public boolean second() {
    return second;
  }

  /** Where arrays of one value a signal hold it: 0, 1 and so on; nothing to store. */
  @SuppressWarnings("EnumOrdinal") // the one place; arrays of signals live in one process
  public int column() {
    return ordinal();
  }

  /** What reasons and tables call it: lower case, with dashes. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
