package dev.engram.internal.index.lean;

/** Copies so fine that nothing has to be read to rank by them. */
sealed interface FineCopies extends Copies permits FloatCopies, ByteCopies {
  /** The score of a row. */
  float score(Probe probe, QueryCode query, int row);

  /** The vector as its copy has it; allocates it. */
  float[] decoded(Coding coding, int row);
}
