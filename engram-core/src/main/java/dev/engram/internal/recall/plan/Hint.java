package dev.engram.internal.recall.plan;

/** What a few words say of time, without naming one. */
enum Hint {
  /** What used to hold is wanted. */
  HISTORY,
  /** How something came to be what it is. */
  EVOLUTION,
  /** The first of something. */
  EARLIEST,
  /** The last of something. */
  LATEST,
  /** Some days ago or so. */
  RECENT
}
