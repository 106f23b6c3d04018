package dev.engram.internal.index.select;

/**
 * What a query is about to cost depends on this.
 *
 * @param vectors how many are held
 * @param allowed how many of them the filter leaves, at most
 * @param wanted how many hits are wanted
 * @param within the share of codes that a search by cells looks at; 1 when there are no cells
 * @param near whether vectors are compared by copies in memory, rather than read from the vault
 */
record Work(int vectors, int allowed, int wanted, double within, boolean near) {
  /** The share that the filter leaves, above zero. */
  double share() {
    return Math.clamp(allowed / (double) Math.max(1, vectors), 1e-9, 1);
  }

  /** Queries whose filters leave about as much are alike: one bucket an octave, 0 to 31. */
  int bucket() {
    return 32 - Integer.numberOfLeadingZeros(Math.max(1, allowed)) - 1;
  }
}
