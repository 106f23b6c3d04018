package dev.engram.internal.index.select;

/** The ways to answer one query. */
enum Way {
  /** Every allowed vector is compared, found through the directory. */
  EXACT("exact"),
  /** Codes are looked at in the order of memory, the best are compared. */
  SCAN("scan"),
  /** The code of every allowed vector is found and looked at, the best are compared. */
  WALK("walk"),
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
