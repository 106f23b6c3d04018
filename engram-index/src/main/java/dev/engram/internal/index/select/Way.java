package dev.engram.internal.index.select;

/** The ways to answer one query. */
enum Way {
  /** Every allowed vector is compared, found through the directory. */
  EXACT("exact"),
  /** Every code is looked at, the best are compared. */
  SCAN("scan"),
  /** The codes of the nearest coarse cells are looked at, the best are compared. */
  CELLS("cells"),
  /** A graph is walked. */
  GRAPH("graph");

  private final String label;

  Way(String label) {
    this.label = label;
  }

  /** For traces. */
  String label() {
    return label;
  }
}
