package dev.engram.internal.index.select;

/** The ways to answer one query. */
enum Way {
  /** Every allowed vector is compared, found through the directory. */
  EXACT(0, "exact"),
  /** Codes are looked at in the order of memory, the best are compared. */
  SCAN(2, "scan"),
  /** The code of every allowed vector is found and looked at, the best are compared. */
  WALK(1, "walk"),
  /** Codes in the nearest cells are looked at, the best are compared. */
  CELLS(4, "cells"),
  /** A graph is walked. */
  GRAPH(3, "graph");

  private final int row;
  private final String label;

  Way(int row, String label) {
    this.row = row;
    this.label = label;
  }

  /** Its row in a table of ways, from zero. */
  int row() {
    return row;
  }

  /** For traces. */
  String label() {
    return label;
  }
}
