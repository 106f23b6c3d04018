package dev.engram.internal.screen.injection;

/** What to do with a text (spec §10.14.3). */
public enum Verdict {
  /** Nothing speaks to the model. */
  CLEAN,
  /** May be stored, but is recalled only when asked for. */
  FLAGGED,
  /** Surely an attack; must not be stored. */
  REJECTED
}
